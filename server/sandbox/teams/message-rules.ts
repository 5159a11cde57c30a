import { GraphError } from "../core/graph-error.ts";
import type { Attachment, Message } from "./message.ts";

/** The largest message: body and cards together, in bytes. Source: limits of messages in Teams. */
export const LARGEST_MESSAGE = 28 * 1024;

/** Content types of cards. */
export const CARD = /^application\/vnd\.microsoft\.(?:card\.|teams\.card\.)/i;

/** Throws 400 unless the content is a card as text. */
export function requireCard(content: string | null): void {
  try {
    const card: unknown = JSON.parse(content ?? "");
    if (typeof card === "object" && card !== null) return;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new GraphError(400, "BadRequest", "The content of a card must be a JSON string.");
}

/** Throws 400 unless exactly these ids are marked in the text: `<attachment id="1"></attachment>`, `<at id="0">…`. */
export function requireSameMarks(
  body: Message["body"],
  tag: "attachment" | "at",
  ids: readonly string[],
): void {
  if (ids.length > 0 && body.contentType !== "html") {
    throw new GraphError(400, "BadRequest", "Attachments and mentions need a body of type html.");
  }
  const found =
    body.contentType === "html"
      ? [...body.content.matchAll(new RegExp(`<${tag}\\s+id="([^"]*)"`, "gi"))]
      : [];
  const marked = new Set(found.map(([, id]) => id));
  const given = new Set(ids);
  const missing = [...given].find((id) => !marked.has(id));
  const unknown = [...marked].find((id) => id === undefined || !given.has(id));
  const what = tag === "at" ? "mention" : "attachment";
  if (given.size < ids.length) throw new GraphError(400, "BadRequest", `The ids of ${what}s must differ.`);
  if (missing !== undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      `The ${what} with id '${missing}' is not in the body of the message.`,
    );
  }
  if (unknown !== undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      `The body of the message has a ${what} with id '${unknown}' that was not given.`,
    );
  }
}

/** Throws 400 for a post that is too large. */
export function requireSize(content: string, attachments: readonly Attachment[]): void {
  const bytes = [content, ...attachments.map((one) => one.content ?? "")].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
  if (bytes <= LARGEST_MESSAGE) return;
  throw new GraphError(413, "RequestEntityTooLarge", `The message is larger than ${LARGEST_MESSAGE} bytes.`);
}
