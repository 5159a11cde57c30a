import type { Router } from "express";
import { handOver, previewHandOver, undoHandOver } from "../../src/contract/hand-overs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { type ReadingParts, requireHead } from "./check-message.ts";
import { personOf, requireSeat, speakerAt } from "./deal-view.ts";
import { deputyNow } from "./deputy.ts";
import type { HandOverSending } from "./hand-over-sending.ts";
import { type HandOverFacts, languageOf, noteText, replyText } from "./hand-over-text.ts";
import { plainName } from "./plain-name.ts";
import type { Colleague, MailHead } from "./ports.ts";
import type { ReplyTime } from "./reply-time.ts";
import { tableOf } from "./table-store.ts";

type Parts = House & ReadingParts & { sending: HandOverSending; replyTime: ReplyTime };

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
  const { audit, mailboxes, people, replyTime, sending } = parts;
  return [
    serve(previewHandOver, audit, async ({ body, caller }) => {
      const { head, client, speaker, dealName } = await readMatter(parts, caller.userId, body);
      return asking(parts, "Mail.ReadBasic.All", async () => {
        const subject = await mailboxes.subject(caller.userId, head.id);
        const language = body.language ?? languageOf(client, subject);
        const me = await people.person(caller.userId);
        const facts: HandOverFacts = {
          client: client.name === client.address ? "" : plainName(client.name),
          speaker: speaker.name,
          sender: me?.name ?? caller.name,
          deal: dealName,
          when: await replyTime.next(speaker),
        };
        const note = noteText(speaker.language === "ru" ? "ru" : "en", {
          ...facts,
          client: plainName(client.name),
        });
        return {
          toSpeaker: { person: personOf(speaker), note },
          toClient: { client, text: replyText(language, facts), language },
        };
      });
    }),
    serve(handOver, audit, async ({ body, caller }) => {
      const matter = await readMatter(parts, caller.userId, body);
      const { head, mailId, speaker } = matter;
      const { sendAfter = 0, ...order } = body;
      const handed = { ...order, personId: caller.userId, messageId: head.id, mailId };
      return asking(parts, "Mail.Send", () => sending.hand({ ...handed, to: speaker.mail, sendAfter }));
    }),
    serve(undoHandOver, audit, async ({ body: { key }, caller }) => ({
      undone: await asking(parts, "Mail.ReadWrite", () => sending.undo(key, caller.userId)),
    })),
  ];
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
  // Whoever is away would answer nobody: the mail goes to whoever stands in.
  const deputy = await deputyNow(parts, dealId, turn?.person.id ?? null);
  const speaker =
    turn && ((deputy?.id === callerId ? null : deputy) ?? (await people.person(turn.person.id)));
  if (!speaker || table === null || speaker.id === callerId)
    throw new Problem("mail.not-client", "There is nobody to pass this mail to.");
  return { head, mailId: examined.mailId, client: head.from, speaker, dealName: table.name };
}
