import { GraphError } from "../core/graph-error.ts";
import { bodyText } from "./incoming.ts";
import type { Message, Recipient } from "./message.ts";

type Test = (message: Message, wanted: string) => boolean;

function people(list: readonly (Recipient | null)[]): string {
  return list
    .map((one) => (one === null ? "" : `${one.emailAddress.name} ${one.emailAddress.address}`))
    .join("\n")
    .toLowerCase();
}

const fields: Readonly<Record<string, Test>> = {
  subject: ({ properties }, wanted) => properties.subject.toLowerCase().includes(wanted),
  body: ({ properties }, wanted) => bodyText(properties).toLowerCase().includes(wanted),
  from: ({ properties }, wanted) => people([properties.from]).includes(wanted),
  to: ({ properties }, wanted) => people(properties.toRecipients).includes(wanted),
  cc: ({ properties }, wanted) => people(properties.ccRecipients).includes(wanted),
  bcc: ({ properties }, wanted) => people(properties.bccRecipients).includes(wanted),
  recipients: ({ properties: p }, wanted) =>
    people([...p.toRecipients, ...p.ccRecipients, ...p.bccRecipients]).includes(wanted),
  participants: ({ properties: p }, wanted) =>
    people([p.from, ...p.toRecipients, ...p.ccRecipients, ...p.bccRecipients]).includes(wanted),
  hasattachments: ({ properties }, wanted) => properties.hasAttachments === (wanted === "true"),
  importance: ({ properties }, wanted) => properties.importance === wanted,
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
      const wanted = word.replaceAll('"', "").replace(/\*$/, "").toLowerCase();
      if (field === undefined)
        return (message: Message) => ANYWHERE.some((name) => fields[name]!(message, wanted));
      const test = fields[field.toLowerCase()];
      if (test === undefined)
        throw new GraphError(400, "BadRequest", `The search property '${field}' is not supported.`);
      return (message: Message) => test(message, wanted);
    });
  return (message) => tests.every((test) => test(message));
}
