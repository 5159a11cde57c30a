import type { Temporal } from "temporal-polyfill";
import type { Delegation, QuietPeriod } from "../../src/contract/exceptions.ts";
import { type Db, toInstant, toInstantOrNull } from "../store/db.ts";
import { personOf } from "./deal-view.ts";
import type { ExceptionStore } from "./exception-store.ts";
import type { People } from "./ports.ts";

type Parts = { db: Db; now: () => Temporal.Instant; people: People; exceptions: ExceptionStore };

/** The exceptions of a deal as pages see them, those in force first. People whom the directory does not know are left out. */
export async function exceptionsOf(
  { db, now, people, exceptions }: Parts,
  dealId: string,
  may: { delegate: boolean; declareQuiet: boolean },
): Promise<{ delegations: Delegation[]; quietPeriods: QuietPeriod[]; may: typeof may }> {
  const [delegations, quiet] = await Promise.all([
    exceptions.delegations(db, dealId),
    exceptions.quiet(db, dealId),
  ]);
  const known = await people.people([
    ...delegations.map(({ personId }) => personId),
    ...quiet.map(({ contactId }) => contactId),
  ]);
  const at = now().epochMilliseconds;
  const term = ({ since, until }: { since: Date; until: Date | null }) => ({
    since: toInstant(since).toString(),
    until: toInstantOrNull(until)?.toString() ?? null,
    isInForce: since.getTime() <= at && (until === null || at < until.getTime()),
  });
  const inForceFirst = (one: { isInForce: boolean }, other: { isInForce: boolean }) =>
    Number(other.isInForce) - Number(one.isInForce);
  return {
    may,
    delegations: delegations
      .flatMap((each) => {
        const person = known.get(each.personId);
        if (person === undefined) return [];
        const { id, topic, clients, thread } = each;
        return [
          { id, person: personOf(person), topic, clients, isForConversation: thread !== null, ...term(each) },
        ];
      })
      .sort(inForceFirst),
    quietPeriods: quiet
      .flatMap((each) => {
        const contact = known.get(each.contactId);
        return contact === undefined
          ? []
          : [{ id: each.id, contact: personOf(contact), rule: each.rule, ...term(each) }];
      })
      .sort(inForceFirst),
  };
}
