import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import type { AskInSight } from "./ask-show.ts";
import { askStore } from "./ask-store.ts";
import { dealName } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { chainOf } from "./tell-news.ts";

/**
 * Tells each account manager, once, of what became due: an answer that did not come, a move, a debrief. Nobody else
 * hears of it. Letters that did not get out are tried again.
 */
export async function tellDue(
  house: House,
  ports: MeetingPorts,
  read: () => Promise<AskInSight[]>,
): Promise<void> {
  const { db, tenantId, now, ask, announce } = house;
  for (const inSight of await read()) {
    const { id, dealId } = inSight.ask;
    for (const { kind, id: eventId, deliveredAt } of inSight.events)
      if (kind === "sent" && deliveredAt === null)
        await ask(db, "ask.deliver", { tenantId, askId: id, eventId });
    const due = dueOf(inSight, now());
    if (due === null || due === inSight.ask.toldDue) continue;
    if (!(await tell(house, ports, inSight, due))) continue;
    await askStore(db, tenantId).toldDue(id, due);
    announce(tenantId, { topic: "meetings", dealId });
  }
}

/** What is due, in a form that names it once: silence counts from the moment it began. */
function dueOf({ standing: { state, due } }: AskInSight, now: Temporal.Instant): string | null {
  if (due === null) return null;
  if (state === "silent") return `silent before ${due.at.toString()}`;
  const isOver = Temporal.Instant.compare(due.at, now) <= 0;
  return isOver && (due.what === "move" || due.what === "debrief")
    ? `${due.what} ${due.at.toString()}`
    : null;
}

/** False while Teams is busy: the next round tries again. Told again after a kill, it shows once. */
async function tell(
  { db, tenantId, publicUrl, log }: House,
  ports: MeetingPorts,
  { ask, seats }: AskInSight,
  due: string,
): Promise<boolean> {
  const accountManager = seats.find(({ role }) => role === "accountManager")?.personId;
  if (accountManager === undefined) return false;
  const deal = (await dealName(db, tenantId, ask.dealId)) ?? "";
  const link = meetingsLink(ports, publicUrl, ask.dealId);
  const news = { topic: deal, preview: ask.subject, link, values: { ask: ask.subject, deal } };
  try {
    await ports.feed.tell(accountManager, { type: "askDue", ...news, chainId: chainOf(ask.id, due) });
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return false;
    // It stands in the tab all the same.
    log.warn({ err: error, askId: ask.id }, "an account manager could not be told what is due");
  }
  return true;
}
