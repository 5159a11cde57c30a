import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import type { AskInSight } from "./ask-show.ts";
import { askStore } from "./ask-store.ts";
import { dealName } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { chainOf } from "./tell-news.ts";
import { asHtml, textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/**
 * Brings what the account manager wrote to whom it is for: as a letter from them, and as a line in Teams. May run twice.
 * At night, at weekends and on their holidays it waits for their morning, unless the meeting would begin before that.
 */
export async function deliverAsk(
  house: House,
  ports: MeetingPorts,
  askId: string,
  eventId: string,
): Promise<void> {
  const { db, tenantId, publicUrl, now, log } = house;
  const store = askStore(db, tenantId);
  const ask = await store.ask(askId);
  const happened = (await store.events([askId])).get(askId) ?? [];
  const event = happened.find(({ id }) => id === eventId);
  // The deal ended while it waited for their morning.
  if (happened.some(({ kind }) => kind === "ended")) return;
  if (ask === null || event === undefined || event.deliveredAt !== null || event.toId === null) return;
  const to = await ports.people.person(event.toId);
  if (to === null) return;
  const deal = (await dealName(db, tenantId, ask.dealId)) ?? "";
  const link = meetingsLink(ports, publicUrl, ask.dealId);
  const { answer } = textsFor(to.language);
  const html = `${asHtml(event.words ?? "")}<div><br></div><div><a href="${link}">${answer}</a></div>`;
  const by = (await ports.people.person(event.byId))?.name ?? "";
  const values = { person: by, ask: ask.subject, deal };
  const about = { topic: deal, preview: ask.subject, link, values, chainId: chainOf(askId, eventId) };
  /** The letter is what counts: where Teams will never deliver a line, it is enough. */
  const tell = () =>
    ports.feed.tell(to.id, { type: "meetingAsked", ...about }).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      log.warn({ err: error, askId }, "an executive could not be told in Teams of an ask");
    });
  try {
    const morning = await morningFor(ports, to.id, ask.start);
    if (morning !== null) return house.askAt(db, "ask.deliver", { tenantId, askId, eventId }, morning);
    const letter = { key: eventId, to: [{ name: to.name, address: to.mail }], subject: ask.subject, html };
    await ports.letters.send(event.byId, letter);
    await tell();
    await store.delivered(askId, eventId, now());
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error, askId }, "an ask could not be brought to its executive");
  }
}

/** The same ask, with the morning that what was sent last waits for; null when it is out, or where that cannot be looked up now. */
export async function withWait(ports: MeetingPorts, inSight: AskInSight): Promise<AskInSight> {
  const { ask, events } = inSight;
  const last = events.findLast(({ kind }) => kind === "sent");
  if (last === undefined || last.deliveredAt !== null || last.toId === null) return inSight;
  try {
    return { ...inSight, waitsUntil: await morningFor(ports, last.toId, ask.start) };
  } catch (error) {
    if (ports.troubleOf(error) === null) throw error;
    return inSight;
  }
}

/** The morning that something for a person waits for; null where it may go now, or `start` would not wait so long. */
async function morningFor(
  ports: MeetingPorts,
  personId: string,
  start: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const morning = await ports.quiet.until(personId);
  return morning !== null && Temporal.Instant.compare(start, morning) > 0 ? morning : null;
}
