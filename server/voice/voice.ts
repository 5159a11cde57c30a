import { Temporal } from "temporal-polyfill";
import type { TakeNotices } from "../http/notifications.ts";
import type { House, Room } from "../room.ts";
import { aboutRoute } from "./about.ts";
import { answerClock } from "./answer-clock.ts";
import { arrivals, takeNotices } from "./arrivals.ts";
import { checkRoute } from "./check-message.ts";
import { contactRoutes } from "./contact-from-mail.ts";
import { copyStore } from "./copy-store.ts";
import { doubtsRoute } from "./doubts.ts";
import { exceptionStore } from "./exception-store.ts";
import { exceptionRoutes } from "./exceptions.ts";
import { groupReader } from "./groups-on.ts";
import { handOverRoutes } from "./hand-over.ts";
import { handOverSending } from "./hand-over-sending.ts";
import { handOverStore } from "./hand-over-store.ts";
import { historyStore } from "./history-store.ts";
import { incidentRoutes } from "./incident-routes.ts";
import { incidentStore } from "./incident-store.ts";
import { incidentView } from "./incident-view.ts";
import { intakeStore } from "./intake-store.ts";
import { type IntakeWorker, intakeWorker } from "./intake-worker.ts";
import { judgementStore } from "./judgement-store.ts";
import { judging } from "./judging.ts";
import { marking } from "./marking.ts";
import { noting } from "./noting.ts";
import { patient } from "./patience.ts";
import type { VoicePorts } from "./ports.ts";
import { openProof } from "./proof.ts";
import { readVoiceRoute } from "./read-voice.ts";
import { reconciling } from "./reconcile.ts";
import { replyTime } from "./reply-time.ts";
import { settling } from "./settle.ts";
import { subjectReader } from "./subject-reader.ts";
import { sweeping } from "./sweep.ts";
import { telling } from "./telling.ts";
import { voiceTurnover } from "./turnover.ts";
import { voiceReportRoute } from "./voice-report.ts";
import { watchStore } from "./watch-store.ts";

/** Quality asks that whatever Graph told nobody about is found within 15 minutes. */
const SWEEP_EVERY = Temporal.Duration.from({ minutes: 15 });
/** Subscriptions live six days and are prolonged two days before their end. */
const RECONCILE_EVERY = Temporal.Duration.from({ hours: 1 });

/** The room, with what does not come through its routes: Graph's notifications, and who looks at them. */
export type VoiceRoom = Room & { take: TakeNotices; worker: Pick<IntakeWorker, "start" | "stop"> };

/** One voice: every client mail in the team's mailboxes judged, shown, marked and handed over. */
export function openVoice(house: House, ports: VoicePorts): VoiceRoom {
  const { db, tenantId, now, log } = house;
  const { troubleOf, mailboxes } = ports;
  const base = { ...house, ...ports };
  const stores = {
    copies: copyStore(tenantId),
    judgements: judgementStore(tenantId),
    incidents: incidentStore(tenantId),
    intake: intakeStore(tenantId, ports.leaseSeconds),
    watches: watchStore(tenantId),
    history: historyStore(tenantId),
    exceptions: exceptionStore(tenantId),
  };
  const clock = answerClock(base);
  const subjects = subjectReader(base);
  const views = {
    view: incidentView({ ...base, clock, subjects }),
    replyTime: replyTime({ ...base, clock }),
  };
  const groups = groupReader(ports.groups, now);
  const settle = settling({ ...base, ...stores });
  const sending = handOverSending({ ...base, ...stores, handOvers: handOverStore(tenantId) });
  const judge = judging({ ...base, ...stores, groups, settle });
  const parts = { ...base, ...stores, ...views, subjects, sending, judging: judge };
  const handle = arrivals(parts);
  const worker = intakeWorker({ db, store: stores.intake, handle, troubleOf, log });
  const proof = openProof({ db, tenantId, watches: stores.watches });
  const sweep = sweeping({ ...parts, wake: worker.wake });
  const reconcile = reconciling(parts);
  const mark = marking({ ...base, mailboxes });
  const tell = telling(base);
  const note = noting(base);
  return {
    routes: [
      ...incidentRoutes(parts),
      checkRoute(parts),
      aboutRoute(parts),
      ...handOverRoutes(parts),
      ...exceptionRoutes(parts),
      ...contactRoutes(parts),
      doubtsRoute(parts),
      readVoiceRoute(parts),
      voiceReportRoute(parts),
    ],
    work(queue) {
      queue.work(
        "watch.reconcile",
        patient(troubleOf, () => reconcile.reconcile()),
      );
      queue.work("voice.sweep", patient(troubleOf, sweep.sweep));
      queue.work(
        "voice.sweep-all",
        patient(troubleOf, () => sweep.sweepAll()),
      );
      queue.work("voice.history", patient(troubleOf, sweep.readPast));
      queue.work(
        "voice.mark",
        patient(troubleOf, ({ incidentId }) => mark.mark(incidentId)),
      );
      queue.work(
        "voice.tell",
        patient(troubleOf, ({ incidentId }) => tell.tell(incidentId)),
      );
      queue.work(
        "voice.note",
        patient(troubleOf, ({ incidentId }) => note.note(incidentId)),
      );
      queue.work(
        "voice.send",
        patient(troubleOf, ({ key }) => sending.sendDue(key)),
      );
    },
    rounds: [
      { name: "watch.reconcile", data: { tenantId }, every: RECONCILE_EVERY },
      { name: "voice.sweep-all", data: { tenantId }, every: SWEEP_EVERY },
    ],
    ...voiceTurnover(house),
    take: takeNotices({ db, proof, intake: stores.intake, wake: worker.wake }),
    worker,
  };
}
