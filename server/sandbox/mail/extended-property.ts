import { GraphError } from "../core/graph-error.ts";

const NAMED = /^(\w+)\s+\{([0-9a-f-]{36})\}\s+name\s+(.+)$/i;
const NUMBERED = /^(\w+)\s+(?:\{([0-9a-f-]{36})\}\s+id\s+)?(0x[0-9a-f]+)$/i;

/**
 * One spelling for each single-value extended property: "String {guid} Name deal" or "String 0x1035".
 * Throws 400 for anything else.
 */
export function propertyId(text: string): string {
  const named = NAMED.exec(text.trim());
  if (named !== null) return `${capital(named[1]!)} {${named[2]!.toLowerCase()}} Name ${named[3]}`;
  const numbered = NUMBERED.exec(text.trim());
  if (numbered === null) {
    throw new GraphError(
      400,
      "ErrorInvalidProperty",
      `The property id '${text}' is not valid for this operation.`,
    );
  }
  const set = numbered[2] === undefined ? "" : ` {${numbered[2].toLowerCase()}} Id`;
  return `${capital(numbered[1]!)}${set} 0x${numbered[3]!.slice(2).toLowerCase()}`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** What an expansion or filter asks for: `id eq 'String {…} Name deal'`, several joined by `or`. */
export function idsAsked(filter: string): string[] {
  const ids = [...filter.matchAll(/(?:^|\sor\s)\s*id\s+eq\s+'((?:[^']|'')+)'/gi)].map((found) =>
    found[1]!.replaceAll("''", "'"),
  );
  if (ids.length === 0)
    throw new GraphError(400, "BadRequest", `The filter '${filter}' does not name an id.`);
  return ids;
}
