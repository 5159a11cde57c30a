/** A piece of a $filter. `at` is where it starts, for messages. */
export type Token = {
  kind: "name" | "string" | "number" | "instant" | "guid" | "mark" | "end";
  text: string;
  at: number;
};

const PIECES: readonly (readonly [Token["kind"], RegExp])[] = [
  ["string", /'(?:[^']|'')*'/y],
  ["guid", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iy],
  ["instant", /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?(?![\w-])/iy],
  ["number", /-?\d+(?:\.\d+)?(?![\w.])/y],
  ["name", /[A-Za-z_$][\w.]*(?:\/[A-Za-z_$][\w.]*)*/y],
  ["mark", /[(),:/]/y],
];

/** Cuts a $filter into pieces, the last of kind "end"; the position where it cannot be read when it cannot. */
export function filterTokens(text: string): Token[] | number {
  const tokens: Token[] = [];
  let at = pastBlanks(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === undefined) return at;
    tokens.push(token);
    at = pastBlanks(text, at + token.text.length);
  }
  return [...tokens, { kind: "end", text: "", at }];
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

/** The text inside an OData string literal, its doubled quotes undone. */
export function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll("''", "'");
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, piece] of PIECES) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found !== null) return { kind, text: found[0], at };
  }
  return undefined;
}
