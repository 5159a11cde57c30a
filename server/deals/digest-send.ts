import { Temporal } from "temporal-polyfill";
import { isQuiet } from "../../src/domain/deals/digest-time.ts";
import type { House } from "../room.ts";
import { row, sql, transact } from "../store/db.ts";
import { chainOf, teamsLink } from "./deal-link.ts";
import { answersDue, dayLines } from "./digest-facts.ts";
import { nextOf, type PersonTimes, timesOf } from "./digest-plan.ts";
import { peopleAtWork, takeDigest } from "./digest-store.ts";
import { dayAsHtml, dayInShort, daySubject } from "./digest-words.ts";
import type { DealPerson, DealPorts } from "./ports.ts";
import { dealUrl } from "./step-work.ts";

/** An answer that is due within so many hours does not wait for the digest. */
const URGENT_HOURS = 24;

/** Asks for the digest of everyone for whom it is due, and tells at once what cannot wait for one. */
export async function digestsDue(house: House, ports: DealPorts): Promise<void> {
  const { db, tenantId, now, ask, log } = house;
  for (const personId of await peopleAtWork(db, tenantId)) {
    try {
      const found = await timesOf(house, ports, personId);
      const { dueAt } = found.plan;
      const at = now();
      if (dueAt !== null && Temporal.Instant.compare(dueAt, at) <= 0) {
        const day = at.toZonedDateTimeISO(found.times.zone).toPlainDate().toString();
        await transact(db, async (tx) => {
          const next = nextOf(at, found.times, found.wish);
          if (!(await takeDigest(tx, tenantId, personId, { was: dueAt, next }))) return;
          // One that fell due while we did not run is not made up for at night.
          if (!isQuiet(at, found.times)) await ask(tx, "digest.send", { tenantId, personId, day });
        });
      }
      await tellUrgent(house, ports, personId, found);
    } catch (error) {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      log.warn({ trouble: trouble.kind }, "the times of one person could not be read");
    }
  }
}

/** Sends a person's digest of one of their days; nothing where nothing waits. Sent again it shows, and arrives, once. */
export async function sendDigest(
  house: House,
  ports: DealPorts,
  personId: string,
  day: string,
): Promise<void> {
  const { db, tenantId, now, publicUrl } = house;
  const { wish, times } = await timesOf(house, ports, personId);
  const person = (await ports.people.people([personId])).get(personId);
  if (person === undefined) return;
  const lines = await dayLines(db, tenantId, personId, now().toZonedDateTimeISO(times.zone));
  if (lines.length === 0) return;
  const language = languageOf(person);
  const short = dayInShort(lines, language);
  const link = teamsLink({ publicUrl, teamsAppId: ports.teamsAppId }, null);
  if (wish.feed)
    await ports.feed.tell(personId, {
      ...{
        type: "dayAhead",
        topic: daySubject(Temporal.PlainDate.from(day), language),
        preview: short,
        link,
      },
      ...{ values: { what: short }, chainId: Number(day.replaceAll("-", "")) },
    });
  if (wish.mail)
    await ports.letters.send(personId, {
      key: `digest-${personId}-${day}`,
      to: [{ name: person.name, address: person.mail }],
      subject: daySubject(Temporal.PlainDate.from(day), language),
      html: dayAsHtml(lines, language, times.zone, (dealId) => dealUrl(publicUrl, dealId)),
    });
}

async function tellUrgent(
  house: House,
  ports: DealPorts,
  personId: string,
  { wish, times }: PersonTimes,
): Promise<void> {
  const { db, tenantId, now, publicUrl } = house;
  const at = now();
  if (!wish.urgent || isQuiet(at, times)) return;
  const soon = at.add({ hours: URGENT_HOURS });
  for (const { id, dealId, deal, what, at: due } of await answersDue(db, tenantId, personId)) {
    if (due === null || Temporal.Instant.compare(due, soon) > 0 || Temporal.Instant.compare(due, at) <= 0)
      continue;
    const matter = `answer ${id} ${due.toString()}`;
    const known = await row(
      db,
      sql`select 1 from urgent_told where tenant_id = ${tenantId} and person_id = ${personId} and matter = ${matter}`,
    );
    if (known !== null) continue;
    await ports.feed.tell(personId, {
      ...{ type: "answerDue", topic: deal, preview: what, chainId: chainOf(id) },
      link: teamsLink({ publicUrl, teamsAppId: ports.teamsAppId }, dealId),
      values: { what, deal },
    });
    await sql`insert into urgent_told (tenant_id, person_id, matter, told_at)
              values (${tenantId}, ${personId}, ${matter}, ${at.toString()}) on conflict do nothing`.execute(
      db,
    );
  }
}

function languageOf({ language }: DealPerson): "en" | "ru" {
  return language === "ru" ? "ru" : "en";
}
