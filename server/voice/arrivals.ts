import { randomUUID } from "node:crypto";
import type { Notice } from "../http/notices.ts";
import type { TakeNotices } from "../http/notifications.ts";
import type { Ask } from "../jobs/names.ts";
import { type Db, rows, sql, transact } from "../store/db.ts";
import type { CopyStore } from "./copy-store.ts";
import { groupCommit } from "./group-commit.ts";
import type { Arrival, IntakeStore } from "./intake-store.ts";
import type { Judging } from "./judging.ts";
import type { Mailboxes } from "./ports.ts";
import type { openProof } from "./proof.ts";
import type { Watch, WatchStore } from "./watch-store.ts";

/** Takes Graph's notifications: what is provably Graph's is written before the promise resolves, all else is dropped. */
export function takeNotices(parts: {
  db: Db;
  proof: ReturnType<typeof openProof>;
  intake: IntakeStore;
  wake: () => void;
}): TakeNotices {
  const { db, proof, intake, wake } = parts;
  const commit = groupCommit<Arrival>(async (arrivals) => {
    await intake.add(db, arrivals);
    wake();
  });
  return async (notices) => {
    const watches = await proof.prove(notices);
    const arrivals = notices.flatMap((notice, at) => {
      const watch = watches[at] ?? null;
      return watch === null ? [] : [arrivalOf(notice, watch)];
    });
    if (arrivals.length > 0) await commit(arrivals);
  };
}

function arrivalOf(notice: Notice, { personId, subject }: Watch): Arrival {
  if (notice.kind === "change") {
    const { resourceId, change, etag } = notice;
    return { personId, subject, resourceId, change, etag };
  }
  // Each is a call of its own, hence a version of its own.
  const version = randomUUID();
  return {
    personId,
    subject: "life",
    resourceId: notice.subscriptionId,
    change: notice.event,
    etag: version,
  };
}

/** Does what an arrival asks for. Doing it twice does nothing twice. */
export function arrivals(parts: {
  db: Db;
  tenantId: string;
  ask: Ask;
  mailboxes: Mailboxes;
  judging: Judging;
  copies: CopyStore;
  watches: WatchStore;
}): (arrival: Arrival) => Promise<void> {
  const { db, tenantId, ask, mailboxes, judging, copies, watches } = parts;

  async function mail({ personId, resourceId }: Arrival): Promise<void> {
    if (await copies.isKnown(db, { personId, messageId: resourceId })) return;
    const head = await mailboxes.head(personId, resourceId);
    if (head !== null) await judging.take(personId, head);
  }

  async function event({ personId, resourceId }: Arrival): Promise<void> {
    const meetings = await rows<{ id: string }>(
      db,
      sql`select id from meeting where tenant_id = ${tenantId} and organizer_id = ${personId} and event_id = ${resourceId}`,
    );
    for (const { id } of meetings) await ask(db, "meeting.read", { tenantId, meetingId: id });
  }

  async function life({ personId, resourceId, change }: Arrival): Promise<void> {
    await transact(db, async (tx) => {
      if (change === "subscriptionRemoved") await watches.loseSubscription(tx, resourceId);
      if (change === "reauthorizationRequired") await watches.makeDue(tx, resourceId);
      if (change !== "missed") await ask(tx, "watch.reconcile", { tenantId });
      // What happened while nobody was told is found by looking.
      if (change !== "reauthorizationRequired") {
        await ask(tx, "voice.sweep", { tenantId, personId });
        await ask(tx, "meeting.read-all", { tenantId });
      }
    });
  }

  return (arrival) => {
    if (arrival.subject === "life") return life(arrival);
    return arrival.subject === "mail" ? mail(arrival) : event(arrival);
  };
}
