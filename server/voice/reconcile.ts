import type { Logger } from "pino";
import { Temporal } from "temporal-polyfill";
import type { Ask } from "../jobs/names.ts";
import { type Db, transact } from "../store/db.ts";
import type { HistoryStore } from "./history-store.ts";
import type { Subscriptions, Trouble } from "./ports.ts";
import { hashOf, newSecret } from "./proof.ts";
import type { ClaimedWatch, WatchStore } from "./watch-store.ts";

/** A subscription is prolonged when less than this is left of its six days: two days of trouble do no harm. */
const RENEW_BEFORE = Temporal.Duration.from({ hours: 48 });

/** Sees that each mailbox and calendar we need to hear from has its subscription, and no other has. */
export function reconciling(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  ask: Ask;
  log: Logger;
  watches: WatchStore;
  history: HistoryStore;
  subscriptions: Subscriptions;
  troubleOf(error: unknown): Trouble | null;
}) {
  const { db, tenantId, now, ask, log, watches, history, subscriptions } = parts;

  async function make(watch: ClaimedWatch): Promise<void> {
    const secret = newSecret();
    await watches.noteSecret(db, watch, hashOf(secret));
    const made = await subscriptions.create(watch.subject, watch.personId, secret);
    await transact(db, async (tx) => {
      await watches.noteSubscription(tx, watch, made.id, made.expiresAt);
      // Whatever came before Graph began to tell.
      if (watch.subject === "mail") await ask(tx, "voice.sweep", { tenantId, personId: watch.personId });
      else await ask(tx, "meeting.read-all", { tenantId });
    });
  }

  async function look(watch: ClaimedWatch): Promise<void> {
    const { subscriptionId } = watch;
    if (!watch.isNeeded) {
      if (subscriptionId !== null) await subscriptions.remove(subscriptionId);
      return watches.forget(db, watch);
    }
    const expiresAt = subscriptionId === null ? null : await subscriptions.renew(subscriptionId);
    if (subscriptionId === null || expiresAt === null) return make(watch);
    return watches.noteSubscription(db, watch, subscriptionId, expiresAt);
  }

  return {
    /** One mailbox after the other, each looked at by one server only. One that fails does not keep the others waiting. */
    async reconcile(): Promise<void> {
      await watches.addNeeded(db, now());
      for (const each of await history.begin(db, now()))
        await ask(db, "voice.history", { tenantId, ...each });
      const seen: string[] = [];
      let busy: unknown = null;
      for (;;) {
        const watch = await watches.claim(db, now(), now().add(RENEW_BEFORE), seen);
        if (watch === null) break;
        seen.push(watch.personId + watch.subject);
        try {
          await look(watch);
        } catch (error) {
          const trouble = parts.troubleOf(error);
          await watches.release(db, watch, trouble?.kind ?? "failed");
          if (trouble === null) throw error;
          if (trouble.kind === "busy") busy ??= error;
          else log.warn({ err: error, personId: watch.personId }, "a mailbox cannot be watched");
        }
      }
      if (busy !== null) throw busy;
    },
  };
}
