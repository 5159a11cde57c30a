import { GraphError } from "../core/graph-error.ts";
import { bodyText } from "./incoming.ts";
import type { Message, Recipient } from "./message.ts";

/** `wanted` finds the word anywhere in a text, whatever its letter case; `word` is the word itself in lower case. */
type Test = (message: Message, wanted: RegExp, word: string) => boolean;

function isAmong(list: readonly (Recipient | null)[], wanted: RegExp): boolean {
  return list.some(
    (one) => one !== null && (wanted.test(one.emailAddress.name) || wanted.test(one.emailAddress.address)),
  );
}

const fields: Readonly<Record<string, Test>> = {
  subject: ({ properties }, wanted) => wanted.test(properties.subject),
  body: ({ properties }, wanted) => wanted.test(bodyText(properties)),
  from: ({ properties }, wanted) => isAmong([properties.from], wanted),
  to: ({ properties }, wanted) => isAmong(properties.toRecipients, wanted),
  cc: ({ properties }, wanted) => isAmong(properties.ccRecipients, wanted),
  bcc: ({ properties }, wanted) => isAmong(properties.bccRecipients, wanted),
  recipients: ({ properties: p }, wanted) =>
    isAmong([...p.toRecipients, ...p.ccRecipients, ...p.bccRecipients], wanted),
  participants: ({ properties: p }, wanted) =>
    isAmong([p.from, ...p.toRecipients, ...p.ccRecipients, ...p.bccRecipients], wanted),
  hasattachments: ({ properties }, _wanted, word) => properties.hasAttachments === (word === "true"),
  importance: ({ properties }, _wanted, word) => properties.importance === word,
};

const ANYWHERE = ["subject", "body", "from"] as const;

/**
 * Reads a $search of messages: words that must all be there, each anywhere or in a named field ("from:anna").
 * Throws 400 for an unknown field or unbalanced quotes.
 */
export function parseSearch(text: string): (message: Message) => boolean {
  const trimmed = text.trim();
  if ((trimmed.match(/"/g) ?? []).length % 2 === 1 || trimmed === "") {
    throw new GraphError(
      400,
      "BadRequest",
      `Syntax error: character '"' is not valid at position 0 in '${text}'.`,
    );
  }
  const inner = /^"([\s\S]*)"$/.exec(trimmed)?.[1]?.replaceAll('\\"', '"') ?? trimmed;
  const tests = [...inner.matchAll(/(?:(\w+):)?("[^"]+"|[^\s"]+)/g)]
    .filter(([word]) => word.toUpperCase() !== "AND")
    .map(([, field, word = ""]) => {
      const plain = word.replaceAll('"', "").replace(/\*$/, "").toLowerCase();
      const wanted = new RegExp(plain.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu");
      if (field === undefined)
        return (message: Message) => ANYWHERE.some((name) => fields[name]!(message, wanted, plain));
      const test = fields[field.toLowerCase()];
      if (test === undefined)
        throw new GraphError(400, "BadRequest", `The search property '${field}' is not supported.`);
      return (message: Message) => test(message, wanted, plain);
    });
  return (message) => tests.every((test) => test(message));
}
