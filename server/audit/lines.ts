/** Lines of a text of any size, in bounded memory. */

/** A line of JSON may hold a whole mail; longer ones are given as null. */
export const LONGEST_LINE = 64 * 1024 * 1024;

const LF = 10;

/** The lines of a text that comes in pieces, without their ends; null for a line beyond {@link LONGEST_LINE}. */
export async function* splitLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<string | null> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(LF); at !== -1; at = piece.indexOf(LF, from)) {
      yield lineOf(parts, length + at - from, piece.subarray(from, at));
      [parts, length, from] = [[], 0, at + 1];
    }
    length += piece.length - from;
    if (length <= LONGEST_LINE && from < piece.length) parts.push(piece.subarray(from));
    else if (length > LONGEST_LINE) parts = [];
  }
  if (length > 0) yield lineOf(parts, length, Buffer.alloc(0));
}

function lineOf(parts: readonly Buffer[], length: number, last: Buffer): string | null {
  return length > LONGEST_LINE
    ? null
    : Buffer.concat([...parts, last])
        .toString("utf8")
        .replace(/\r$/, "");
}
