/** The headers of a mail; what follows them is never kept. */

/** Headers longer than this belong to no honest mail: five thousand recipients take a fifth of it. */
export const LONGEST_HEAD = 2 * 1024 * 1024;

const LF = 10;
const CR = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Collects the headers of one mail from pieces of it. */
export type HeadReader = {
  /** Takes the next piece; true when the headers are complete and the rest is of no interest. */
  take(piece: Buffer): boolean;
  /** What was collected: from the first header on, as far as the empty line; null when it was too long. */
  head(): Buffer | null;
};

/**
 * A reader for one mail, at its beginning. `isStrict`: an empty line before any header ends the headers, as behind a
 * postmark; else byte order mark and empty lines before the first header are passed over.
 */
export function readHead(isStrict = false): HeadReader {
  let kept: Buffer = Buffer.alloc(0);
  let end = -1;
  return {
    take(piece) {
      const before = kept.length;
      kept = before === 0 && !isStrict ? trimStart(piece) : Buffer.concat([kept, piece]);
      end = isStrict && startsEmpty(kept) ? 0 : endOfHead(kept, Math.max(0, before - 3));
      return end !== -1 || kept.length > LONGEST_HEAD;
    },
    head() {
      const length = end === -1 ? kept.length : end;
      return length > LONGEST_HEAD ? null : kept.subarray(0, length);
    },
  };
}

/** Where the empty line after the headers begins; -1 when there is none from there on. */
function endOfHead(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(LF, from); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF || (bytes[at + 1] === CR && bytes[at + 2] === LF)) return at + 1;
  }
  return -1;
}

function startsEmpty(bytes: Buffer): boolean {
  return bytes[0] === LF || (bytes[0] === CR && bytes[1] === LF);
}

function trimStart(bytes: Buffer): Buffer {
  let at = bytes.subarray(0, 3).equals(BOM) ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  return bytes.subarray(at);
}
