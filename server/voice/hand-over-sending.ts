import type { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import type { Announce } from "../http/live.ts";
import type { Ask } from "../jobs/names.ts";
import { Later } from "../jobs/queue.ts";
import { type Db, transact } from "../store/db.ts";
import { handOverLease } from "./hand-over-lease.ts";
import type { Handed, HandOverState, HandOverStore } from "./hand-over-store.ts";
import type { IncidentState, IncidentStore } from "./incident-store.ts";
import type { Outbox } from "./ports.ts";

/** What goes out: the note with the mail to the spokesperson's address, and the reply to the client unless it is null. */
type Order = Handed & { to: string; note: string; reply: string | null; sendAfter: number };

type Sent = { forwarded: boolean; replied: boolean; undo: { key: string; seconds: number } | null };

/**
 * Drafts, sends and takes back hand-overs. Each step is stored, and found again by its key in the mailbox: a kill at any
 * moment leaves nothing sent twice. One process at a time works on a hand-over, whichever server it belongs to.
 */
export function handOverSending(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  ask: Ask;
  announce: Announce;
  outbox: Outbox;
  handOvers: HandOverStore;
  incidents: IncidentStore;
}) {
  const { db, tenantId, now, ask, announce, outbox, handOvers, incidents } = parts;
  const alone = handOverLease({ db, handOvers });

  async function draftOnce(
    { key, personId }: HandOverState,
    kind: "forward" | "reply",
    draft: (key: string) => Promise<string>,
  ): Promise<void> {
    // A draft of which we were never told, because we were killed or the reply was lost.
    const found = await outbox.drafted(personId, `${key}/${kind}`);
    await handOvers.noteDraft(db, key, kind, found?.id ?? (await draft(`${key}/${kind}`)));
  }

  async function draft(state: HandOverState, { to, note, reply }: Order): Promise<void> {
    const { personId, messageId } = state;
    if (state.forwardId === null)
      await draftOnce(state, "forward", (key) =>
        outbox.draftForward(personId, messageId, { key, text: note, to: [to] }),
      );
    // In copy, so that the next answer of the client reaches the spokesperson.
    if (reply !== null && state.replyId === null)
      await draftOnce(state, "reply", (key) =>
        outbox.draftReply(personId, messageId, { key, text: reply, to: [to] }),
      );
  }

  async function sendDrafts(key: string): Promise<void> {
    const state = await handOvers.byKey(db, key);
    if (state === null) return;
    const { personId, forwardId, isForwarded, replyId, isReplied } = state;
    if (forwardId !== null && !isForwarded) {
      await outbox.send(personId, forwardId);
      await handOvers.noteSent(db, key, "forward", now());
    }
    if (replyId !== null && !isReplied) {
      await outbox.send(personId, replyId);
      await handOvers.noteSent(db, key, "reply", now());
    }
  }

  /** Moves the mail's incident, when it is in that state, and whoever sees it hears of it. */
  async function move(
    tx: Db,
    { dealId, mailId, personId }: HandOverState,
    from: IncidentState,
    to: IncidentState,
  ): Promise<void> {
    const incident = mailId === null ? null : await incidents.ofMail(tx, dealId, mailId);
    if (incident?.state !== from) return;
    await incidents.setState(tx, incident.id, to, personId, now());
    await ask(tx, "voice.mark", { tenantId, incidentId: incident.id });
  }

  async function proceed(state: HandOverState, order: Order): Promise<Sent> {
    await draft(state, order);
    const waits = state.isForwarded ? 0 : (state.waits ?? order.sendAfter);
    await transact(db, async (tx) => {
      if (state.waits === null && waits > 0) {
        await handOvers.noteDue(tx, state.key, waits);
        await ask(tx, "voice.send", { tenantId, key: state.key });
      }
      await move(tx, state, "open", "handed");
    });
    if (waits === 0) await sendDrafts(state.key);
    announce(tenantId, { topic: "incidents", dealId: state.dealId });
    const undo = waits > 0 ? { key: state.key, seconds: Math.ceil(waits) } : null;
    return { forwarded: true, replied: order.reply !== null || state.replyId !== null, undo };
  }

  return {
    /** Hands a mail over, now or in `sendAfter` seconds. Asked again, by whatever page, it happens once. */
    async hand(order: Order): Promise<Sent> {
      const begun = await handOvers.begin(db, order);
      if (begun === null)
        throw new Problem("request.invalid", "This key was used for another hand-over.", { field: "key" });
      return alone(begun.key, (state) => proceed(state, order));
    },

    /** Sends what waited. Throws Later while it still waits. */
    async sendDue(key: string): Promise<void> {
      const known = await handOvers.byKey(db, key);
      if (known === null || known.isUndone) return;
      if (known.waits !== null && known.waits > 0) throw new Later(Math.ceil(known.waits));
      await alone(key, async ({ isUndone }) => {
        if (!isUndone) await sendDrafts(key);
      });
    },

    /** Takes a hand-over of this person back. False when it went out, or there was none. */
    async undo(key: string, personId: string): Promise<boolean> {
      const known = await handOvers.byKey(db, key);
      if (known === null || known.personId !== personId) return false;
      return alone(key, async (state) => {
        if (state.isForwarded || state.isReplied) return false;
        await transact(db, async (tx) => {
          await handOvers.noteUndone(tx, key, now());
          await move(tx, state, "handed", "open");
        });
        for (const draftId of [state.forwardId, state.replyId])
          if (draftId !== null) await outbox.discard(personId, draftId);
        announce(tenantId, { topic: "incidents", dealId: state.dealId });
        return true;
      });
    },
  };
}

export type HandOverSending = ReturnType<typeof handOverSending>;
