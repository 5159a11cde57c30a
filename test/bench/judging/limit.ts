import { type Address, domainOf } from "../../../src/domain/people/address.ts";
import type { Envelope } from "../../../src/domain/voice/envelope.ts";
import type { Corpus } from "./corpus.ts";

/** What the least loop tells of a mail: as much as a verdict does. */
export type Told = {
  deal: string;
  verdict: "heard" | "bypass";
  direction: "from-client";
  reason: string;
  spokesperson: Address;
  client: Address | null;
  reached: readonly Address[];
};

/**
 * The least that a judgement can do: look the sender up, then look for the spokesperson. It knows no turns, no marks,
 * no groups, no aliases, and is wrong wherever these matter: a limit of speed, not a rival.
 */
export function openLimit({ tables, spokespersonOf }: Corpus) {
  const byPerson = new Map<string, number>();
  const byDomain = new Map<string, number>();
  for (const [i, { contacts, clientDomains }] of tables.entries()) {
    for (const contact of contacts) byPerson.set(contact.address, i);
    for (const one of clientDomains) byDomain.set(one, i);
  }
  const find = ({ from }: Envelope): number | undefined => {
    if (from === null) return undefined;
    const named = byPerson.get(from);
    if (named !== undefined) return named;
    const owner = domainOf(from);
    return byDomain.get(owner) ?? byDomain.get(owner.slice(owner.indexOf(".") + 1));
  };
  const hears = ({ to, cc }: Envelope, deal: number) => {
    const who = spokespersonOf[deal] as Address;
    return to.includes(who) || cc.includes(who);
  };
  return {
    /** Whether it is a bypass, and nothing else. */
    isBypass(mail: Envelope): boolean {
      const deal = find(mail);
      return deal !== undefined && !hears(mail, deal);
    },
    /** The same with an explanation: which deal, who wrote, who speaks, and whom of ours it reached. */
    explain(mail: Envelope): Told | null {
      const deal = find(mail);
      if (deal === undefined) return null;
      const isHeard = hears(mail, deal);
      return {
        deal: `d${deal}`,
        verdict: isHeard ? "heard" : "bypass",
        direction: "from-client",
        reason: isHeard ? "on-the-mail" : "left-out",
        spokesperson: spokespersonOf[deal] as Address,
        client: mail.from,
        reached: [...new Set([...mail.to, ...mail.cc])].filter((who) => OURS.has(domainOf(who))),
      };
    },
  };
}

const OURS: ReadonlySet<string> = new Set(["firm.com"]);
