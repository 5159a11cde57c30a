import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import { entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { applied, type Entered, enter, enterMessage } from "./access.ts";
import { type AnswerInput, type AnswerKind, answerTo } from "./answer.ts";
import { draftFrom } from "./draft.ts";
import type { Message, MessageContent } from "./message.ts";
import { messageSchema, recipientSchema } from "./message-schema.ts";
import { messageOptions } from "./message-type.ts";
import { draftFromMime, isMime } from "./mime-draft.ts";
import { sendDraft, sendNew } from "./send.ts";
import { addMessage, wellKnownFolder } from "./store.ts";

const accepted: Reply = { status: 202 };

const sendMailBody = graphAction({ Message: messageSchema, SaveToSentItems: z.boolean().nullish() });

async function sendMail(call: Call): Promise<Reply> {
  const entered = enter(call);
  const { tenant, box, owner } = entered;
  if (isMime(call)) {
    await sendNew(entered, await draftFromMime(call, entered));
    return accepted;
  }
  const { Message: input, SaveToSentItems: save } = readBody(call, sendMailBody, {
    type: "microsoft.graph.message",
  });
  await sendNew(entered, draftFrom(tenant, box, owner, input), save ?? true);
  return accepted;
}

async function send(call: Call): Promise<Reply> {
  const entered = enterMessage(call);
  await sendDraft(entered, entered.message);
  return accepted;
}

const answerBody = graphAction({ Message: messageSchema.nullish(), Comment: z.string().nullish() });
const forwardBody = graphAction({
  Message: messageSchema.nullish(),
  Comment: z.string().nullish(),
  ToRecipients: z.array(recipientSchema).nullish(),
});

function readAnswer(call: Call, kind: AnswerKind): AnswerInput {
  if (call.body === undefined) return {};
  const words = { type: "microsoft.graph.message" };
  if (kind !== "forward") {
    const { Message: message, Comment: comment } = readBody(call, answerBody, words);
    return { message, comment };
  }
  const {
    Message: message,
    Comment: comment,
    ToRecipients: toRecipients,
  } = readBody(call, forwardBody, words);
  return { message, comment, toRecipients };
}

/** The draft of an answer; one in MIME format brings all but the thread with it. */
async function drafted(
  call: Call,
  entered: Entered & { message: Message },
  kind: AnswerKind,
): Promise<MessageContent> {
  if (!isMime(call)) return answerTo(entered, entered.message, kind, readAnswer(call, kind));
  const { references, properties } = entered.message;
  const own = await draftFromMime(call, entered);
  return { ...own, references: [...references, properties.internetMessageId] };
}

const answer =
  (kind: AnswerKind) =>
  async (call: Call): Promise<Reply> => {
    const entered = enterMessage(call);
    await sendNew(entered, await drafted(call, entered, kind));
    return accepted;
  };

const createAnswer =
  (kind: AnswerKind) =>
  async (call: Call): Promise<Reply> => {
    const entered = enterMessage(call);
    const { tenant, box, view } = entered;
    const draft = await drafted(call, entered, kind);
    const message = addMessage(tenant, box, wellKnownFolder(box, "drafts"), draft);
    return entity(call, message, { ...messageOptions(view), status: 201, headers: applied(call) });
  };

const one = "/users/{user-id}/messages/{message-id}";

const rows: [path: string, handle: Operation["handle"]][] = [
  ["/users/{user-id}/sendMail", sendMail],
  [`${one}/send`, send],
  [`${one}/reply`, answer("reply")],
  [`${one}/replyAll`, answer("replyAll")],
  [`${one}/forward`, answer("forward")],
  [`${one}/createReply`, createAnswer("reply")],
  [`${one}/createReplyAll`, createAnswer("replyAll")],
  [`${one}/createForward`, createAnswer("forward")],
];

/** Sending and answering. All that send reply 202 without a body. */
export const sendOperations: Operation[] = rows.map(([path, handle]) => ({
  method: "POST",
  path,
  permission: permissionOf(`POST ${path}`),
  fidelity: "like",
  limit: "mailbox",
  handle,
}));
