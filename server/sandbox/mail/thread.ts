import { createHash } from "node:crypto";
import type { Mailbox } from "./mailbox.ts";

/** What tells which conversation a message belongs to. Ids keep their angle brackets. */
export type ThreadClues = {
  internetMessageId: string;
  /** In-Reply-To and References, oldest first. */
  references: readonly string[];
  subject: string;
  /** The sender's own Thread-Index, where the message brought one. */
  threadIndex?: string | undefined;
};

/** What a message shows of its conversation. */
export type Thread = { conversationId: string; conversationIndex: string };

const REPLY_PREFIX = /^\s*((re|fw|fwd|aw|wg|sv|vs|tr|ha|отв|на|пер)(\[\d+\])?\s*:\s*)+/i;

/** The subject without the marks of answers and forwards, in lower case. */
export function topicOf(subject: string): string {
  return subject.replace(REPLY_PREFIX, "").trim().toLowerCase();
}

function hash(...parts: string[]): Buffer {
  return createHash("sha256").update(parts.join("\n")).digest();
}

function rootOf(box: Mailbox, clues: ThreadClues): string {
  const known = clues.references.map((id) => box.threads.get(id)).find((root) => root !== undefined);
  if (known !== undefined) return known;
  const isAnswer = REPLY_PREFIX.test(clues.subject);
  const first = clues.references[0];
  if (first !== undefined) return first;
  const byTopic = isAnswer ? box.threads.get(`topic:${topicOf(clues.subject)}`) : undefined;
  return byTopic ?? clues.internetMessageId;
}

/**
 * Finds the conversation of a message and remembers the message for those that answer it. It goes by References and
 * In-Reply-To, and by the topic where an answer names nothing; a changed topic begins a conversation of its own.
 */
export function joinThread(box: Mailbox, clues: ThreadClues): Thread {
  const root = rootOf(box, clues);
  const topic = topicOf(clues.subject);
  for (const id of [clues.internetMessageId, ...clues.references]) {
    if (!box.threads.has(id)) box.threads.set(id, root);
  }
  box.threads.set(`topic:${topic}`, root);
  return {
    conversationId: `AAQk${hash(box.userId, root, topic).subarray(0, 30).toString("base64url")}AA=`,
    conversationIndex: clues.threadIndex ?? conversationIndex(root, topic, clues),
  };
}

// A header block of 22 bytes names the thread; each answer adds five bytes.
function conversationIndex(root: string, topic: string, clues: ThreadClues): string {
  const header = Buffer.concat([Buffer.from([1]), hash(root, topic).subarray(0, 21)]);
  const answers = clues.references.map((id) => hash(id).subarray(0, 5));
  return Buffer.concat([header, ...answers]).toString("base64");
}
