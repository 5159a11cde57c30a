import { GraphError } from "../core/graph-error.ts";

/** What a $search may look into: those cut into words, and those matched from their beginning. */
const WORDED = ["displayName", "description", "jobTitle", "department"] as const;
const WHOLE = [
  "mail",
  "mailNickname",
  "userPrincipalName",
  "givenName",
  "surname",
  "proxyAddresses",
] as const;

type Searchable = Readonly<Partial<Record<(typeof WORDED)[number] | (typeof WHOLE)[number], unknown>>>;

/**
 * Reads a directory $search such as `"displayName:anna" OR "mail:anna"`; AND binds closer than OR. Throws Graph's 400
 * for missing quotes, unknown properties and bad syntax.
 */
export function parseDirectorySearch(text: string): (item: Searchable) => boolean {
  const pieces = text.match(/"(?:[^"\\]|\\.)*"|\bAND\b|\bOR\b|\S+/g) ?? [];
  const groups: ((item: Searchable) => boolean)[][] = [[]];
  let wantsClause = true;
  for (const piece of pieces) {
    if (wantsClause) groups.at(-1)!.push(clauseOf(piece));
    else if (piece === "OR") groups.push([]);
    else if (piece !== "AND") throw bad(text);
    wantsClause = !wantsClause;
  }
  if (wantsClause) throw bad(text);
  return (item) => groups.some((clauses) => clauses.every((clause) => clause(item)));
}

function clauseOf(piece: string): (item: Searchable) => boolean {
  const inner = /^"(.*)"$/s.exec(piece)?.[1]?.replace(/\\(.)/g, "$1");
  const [, property = "", wanted = ""] = /^(\w+):(.*)$/s.exec(inner ?? "") ?? [];
  if (wanted.trim() === "") throw bad(piece);
  const low = wanted.trim().toLowerCase();
  const worded = WORDED.find((name) => name === property);
  if (worded !== undefined) return (item) => hasWords(String(item[worded] ?? ""), low);
  const whole = WHOLE.find((name) => name === property);
  if (whole === undefined) throw bad(piece);
  return (item) =>
    [item[whole]].flat().some((value) =>
      String(value ?? "")
        .toLowerCase()
        .startsWith(low),
    );
}

/** Every word searched for begins some word of the text. */
function hasWords(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/[^\p{L}\p{N}]+/u).every((part) => words.some((word) => word.startsWith(part)));
}

function bad(text: string): GraphError {
  return new GraphError(400, "Request_UnsupportedQuery", `Unrecognized query argument specified: '${text}'.`);
}
