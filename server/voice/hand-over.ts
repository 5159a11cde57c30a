import type { Router } from "express";
import { Problem } from "../../src/contract/problem.ts";
import { handOver, previewHandOver } from "../../src/contract/voice.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { type ReadingParts, requireHead } from "./check-message.ts";
import { personOf, requireSeat, speakerAt } from "./deal-view.ts";
import type { HandOverStore } from "./hand-over-store.ts";
import { type HandOverFacts, languageOf, noteText, replyText } from "./hand-over-text.ts";
import type { Colleague, MailHead, Outbox } from "./ports.ts";
import type { ReplyTime } from "./reply-time.ts";
import { tableOf } from "./table-store.ts";

type Parts = House & ReadingParts & { outbox: Outbox; handOvers: HandOverStore; replyTime: ReplyTime };

/** A mail of the client in the caller's mailbox, and who should have it. */
type Matter = {
  head: MailHead;
  mailId: string;
  client: { name: string; address: string };
  speaker: Colleague;
  dealName: string;
};

/** Passing a client's mail to the spokesperson: both texts are shown first, and each is sent once. */
export function handOverRoutes(parts: Parts): Router[] {
  const { audit, mailboxes, people, replyTime } = parts;
  const underWay: Map<string, ReturnType<typeof send>> = new Map();
  return [
    serve(previewHandOver, audit, async ({ body, caller }) => {
      const { head, client, speaker, dealName } = await readMatter(parts, caller.userId, body);
      return asking(parts, "Mail.ReadBasic.All", async () => {
        const subject = await mailboxes.subject(caller.userId, head.id);
        const language = body.language ?? languageOf(client, subject);
        const me = await people.person(caller.userId);
        const facts: HandOverFacts = {
          client: client.name === client.address ? "" : client.name,
          speaker: speaker.name,
          sender: me?.name ?? caller.name,
          deal: dealName,
          when: await replyTime.next(speaker),
        };
        const note = noteText(speaker.language === "ru" ? "ru" : "en", { ...facts, client: client.name });
        return {
          toSpeaker: { person: personOf(speaker), note },
          toClient: { client, text: replyText(language, facts), language },
        };
      });
    }),
    serve(handOver, audit, async ({ body, caller }) => {
      const matter = await readMatter(parts, caller.userId, body);
      const order = [caller.userId, body.key, body.dealId, body.messageId].join(" ");
      return together(underWay, order, () =>
        asking(parts, "Mail.Send", () => send(parts, caller.userId, body, matter)),
      );
    }),
  ];
}

/** What is asked for again while it is being done is done once, and everybody who asked hears how it ended. */
function together<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const begun = underWay.get(key);
  if (begun !== undefined) return begun;
  const doing = work().finally(() => underWay.delete(key));
  underWay.set(key, doing);
  return doing;
}

async function readMatter(
  parts: Parts,
  callerId: string,
  { messageId, dealId }: { messageId: string; dealId: string },
): Promise<Matter> {
  const { db, tenantId, now, people, judging } = parts;
  await requireSeat(db, tenantId, dealId, callerId);
  const table = await tableOf(db, tenantId, dealId);
  const head = await requireHead(parts, callerId, messageId);
  const examined = await asking(parts, "Mail.ReadBasic.All", () => judging.examine(callerId, head));
  const direction = examined.findings.find((each) => each.dealId === dealId)?.verdict.direction;
  if (direction !== "from-client" || head.from === null)
    throw new Problem("mail.not-client", "The client of this deal did not write this mail.");
  const turn = table && (await speakerAt(people, table, now()));
  const speaker = turn && (await people.person(turn.person.id));
  if (!speaker || table === null || speaker.id === callerId)
    throw new Problem("mail.not-client", "There is nobody to pass this mail to.");
  return { head, mailId: examined.mailId, client: head.from, speaker, dealName: table.name };
}

type Order = { key: string; dealId: string; note: string; reply: string | null };

/** Each step is stored, and found again by its key in the mailbox: a kill at any moment leaves nothing sent twice. */
async function send(parts: Parts, callerId: string, order: Order, { head, mailId, speaker }: Matter) {
  const { db, handOvers, outbox } = parts;
  const { key, dealId, note, reply } = order;
  const begun = await handOvers.begin(db, { key, personId: callerId, dealId, messageId: head.id });
  if (begun === null || begun.dealId !== dealId || begun.messageId !== head.id)
    throw new Problem("request.invalid", "This key was used for another hand-over.", { field: "key" });
  if (!begun.isForwarded) {
    const answer = { key: `${key}/forward`, text: note, to: [speaker.mail] };
    const draft = () => outbox.draftForward(callerId, head.id, answer);
    await sendOnce(parts, callerId, { key, kind: "forward", draftId: begun.forwardId }, draft);
    await noteHanded(parts, dealId, mailId, callerId);
  }
  if (reply !== null && !begun.isReplied) {
    // In copy, so that the next answer of the client reaches the spokesperson.
    const answer = { key: `${key}/reply`, text: reply, to: [speaker.mail] };
    const draft = () => outbox.draftReply(callerId, head.id, answer);
    await sendOnce(parts, callerId, { key, kind: "reply", draftId: begun.replyId }, draft);
  }
  return { forwarded: true, replied: reply !== null || begun.isReplied };
}

async function sendOnce(
  { db, now, outbox, handOvers }: Parts,
  callerId: string,
  { key, kind, draftId }: { key: string; kind: "forward" | "reply"; draftId: string | null },
  draft: () => Promise<string>,
): Promise<void> {
  // A draft of which we were never told, because we were killed or the reply was lost.
  const found = draftId === null ? await outbox.drafted(callerId, `${key}/${kind}`) : null;
  const id = draftId ?? found?.id ?? (await draft());
  await handOvers.noteDraft(db, key, kind, id);
  await outbox.send(callerId, id);
  await handOvers.noteSent(db, key, kind, now());
}

async function noteHanded(parts: Parts, dealId: string, mailId: string, by: string): Promise<void> {
  const { db, tenantId, now, ask, announce, incidents } = parts;
  await transact(db, async (tx) => {
    const incident = await incidents.ofMail(tx, dealId, mailId);
    if (incident?.state !== "open") return;
    await incidents.setState(tx, incident.id, "handed", by, now());
    await ask(tx, "voice.mark", { tenantId, incidentId: incident.id });
  });
  announce(tenantId, { topic: "incidents", dealId });
}
