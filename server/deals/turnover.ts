import { Temporal } from "temporal-polyfill";
import type { House, Room } from "../room.ts";
import { rows, sql, transact } from "../store/db.ts";
import { UNDO } from "./close-deal.ts";
import { readDealFor } from "./deal-store.ts";
import { draftNote, placeNote } from "./note-draft.ts";
import type { DealPorts, Others } from "./ports.ts";
import { patiently } from "./room-work.ts";
import { tellOfTurnover } from "./turnover-news.ts";
import { dueTurnovers, isOvertaken, settleOnce } from "./turnover-store.ts";

/** What is known of a deal's mail is kept so long after its end. */
const KEPT = Temporal.Duration.from({ hours: 24 * 365 });
/** How often ended deals are looked at. */
const FORGET_EVERY = Temporal.Duration.from({ hours: 24 });

/** What follows once a change of spokesperson, or the end of a deal, cannot be taken back any more. */
export function turnoverWork(house: House, ports: DealPorts, others: Others): Pick<Room, "work" | "rounds"> {
  const { tenantId } = house;
  return {
    work(queue) {
      queue.work("deal.settle-due", () => settleDue(house, others));
      queue.work("deal.tell", ({ turnoverId }) => patiently(ports, tellOfTurnover(house, ports, turnoverId)));
      queue.work("note.draft", ({ noteId }) => patiently(ports, placeNote(house, ports, noteId)));
      queue.work("deal.forget-all", () => forgetOld(house, others));
    },
    rounds: [
      { name: "deal.settle-due", data: { tenantId }, every: UNDO },
      { name: "deal.forget-all", data: { tenantId }, every: FORGET_EVERY },
    ],
  };
}

async function settleDue(house: House, others: Others): Promise<void> {
  const { db, tenantId, now } = house;
  for (const id of await dueTurnovers(db, tenantId, now().subtract(UNDO))) await settle(house, others, id);
}

/** All that follows is written at once, and once: the rooms pass on what is open, and the note is drafted. */
async function settle(house: House, others: Others, id: string): Promise<void> {
  const { db, tenantId, now, ask, announce } = house;
  const dealId = await transact(db, async (tx) => {
    const turnover = await settleOnce(tx, tenantId, id, now());
    if (turnover === null) return null;
    await others.turnOver(tx, turnover);
    // Of two changes within the minute, the team hears of the later one alone.
    if (await isOvertaken(tx, tenantId, turnover)) return turnover.dealId;
    const asked = { tenantId, dealId: turnover.dealId, personId: turnover.byId, at: now() };
    const deal = await readDealFor(tx, asked);
    if (deal !== null) await draftNote(tx, tenantId, turnover, deal, now());
    await ask(tx, "deal.tell", { tenantId, turnoverId: id });
    await ask(tx, "watch.reconcile", { tenantId });
    return turnover.dealId;
  });
  if (dealId === null) return;
  announce(tenantId, { topic: "deals", dealId });
  announce(tenantId, { topic: "incidents", dealId });
}

/** Forgets the mail of deals that ended a year ago; the deals themselves stay. */
async function forgetOld({ db, tenantId, now }: House, others: Others): Promise<void> {
  const before = now().subtract(KEPT).toString();
  const old = await rows<{ id: string }>(
    db,
    sql`select id from deal where tenant_id = ${tenantId} and closed_at <= ${before} and forgotten_at is null limit 50`,
  );
  for (const { id } of old)
    await transact(db, async (tx) => {
      await others.forget(tx, id);
      // Who looked at its card, and who of another organisation was in its room.
      for (const table of ["card_viewer", "room_drift"])
        await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and deal_id = ${id}::uuid`.execute(
          tx,
        );
      await sql`update deal set forgotten_at = ${now().toString()}
                 where tenant_id = ${tenantId} and id = ${id}::uuid`.execute(tx);
    });
}
