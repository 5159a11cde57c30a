/**
 * Splits mbox archives, of any size, in bounded memory. Both kinds are read, mboxo and mboxrd: they differ in how a
 * body's own "From " lines are quoted, and bodies are not read. Archives that quote nothing are split with care: a line
 * counts as a postmark only with a date, or with an address and headers behind it.
 */
import { type HeadReader, readHead } from "./head.ts";

/** One mail of an archive: its headers, null when beyond measure, and its "From " line, null where there is none. */
export type MboxMail = { head: Buffer | null; postmark: string | null };

/** Splits an archive that comes in pieces of any size. */
export async function* splitMbox(pieces: AsyncIterable<Buffer>): AsyncGenerator<MboxMail> {
  const splitter = openSplitter();
  for await (const piece of pieces) yield* splitter.take(piece, false);
  yield* splitter.take(Buffer.alloc(0), true);
}

/** Where a postmark stands: from its first letter to behind its line's end. Or where the search has to go on. */
type Search = { at: number; end: number } | { goOnAt: number };

const LONGEST_POSTMARK = 1000;
const SEPARATOR = Buffer.from("\nFrom ");
const LF = 10;
const CR = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
// asctime's date, which may carry a zone behind the time or the year.
const DATED = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +\w{3} +\d{1,2} +\d{1,2}:\d\d/;
const ADDRESSED = /^From (?:-|MAILER-DAEMON|\S*@\S*)\s*(?:$|\s)/;
const HEADER = /^(?:>?From |[!-9;-~]+[ \t]*:)/;
const SURE_HEADER =
  /^(?:>From |(?:Cc|Content-Type|Date|Delivered-To|From|Message-ID|MIME-Version|Received|Reply-To|Return-Path|Status|Subject|To|X-[\w-]+):)/i;

function openSplitter() {
  // As if an empty line stood before the archive, so that its first line is like any other.
  let rest: Buffer = Buffer.from("\n\n");
  let fed = 2;
  let isFirst = true;
  let mail: { postmark: string | null; reader: HeadReader; isFull: boolean } = open(null);

  function* take(piece: Buffer, isLast: boolean): Generator<MboxMail> {
    rest = Buffer.concat([rest, isFirst && piece.subarray(0, 3).equals(BOM) ? piece.subarray(3) : piece]);
    isFirst &&= piece.length === 0;
    for (let found = search(rest, fed, isLast); ; found = search(rest, fed, isLast)) {
      if (!("at" in found)) {
        feed(found.goOnAt);
        break;
      }
      feed(found.at);
      yield* close();
      mail = open(rest.subarray(found.at, found.end).toString("latin1").trimEnd());
      fed = found.end;
    }
    if (isLast) yield* close();
    // A copy, or the whole piece would live on behind its last bytes.
    const kept = Math.max(0, fed - 3);
    rest = Buffer.from(rest.subarray(kept));
    fed -= kept;
  }

  function feed(end: number) {
    if (!mail.isFull && end > fed) mail.isFull = mail.reader.take(rest.subarray(fed, end));
    fed = end;
  }

  function* close(): Generator<MboxMail> {
    const head = mail.reader.head();
    if (mail.postmark !== null || head === null || head.length > 0) yield { head, postmark: mail.postmark };
  }

  return { take };
}

function open(postmark: string | null) {
  return { postmark, reader: readHead(postmark !== null), isFull: false };
}

function search(bytes: Buffer, from: number, isLast: boolean): Search {
  for (let at = bytes.indexOf(SEPARATOR, from - 1); at !== -1; at = bytes.indexOf(SEPARATOR, at + 1)) {
    const line = at + 1;
    const end = lineEnd(bytes, line);
    const nextEnd = end === -1 ? -1 : lineEnd(bytes, end);
    if (nextEnd === -1 && !isLast && bytes.length - line < 2 * LONGEST_POSTMARK) return { goOnAt: line };
    const behind = end === -1 ? bytes.length : end;
    const text = bytes
      .subarray(line, Math.min(behind, line + LONGEST_POSTMARK))
      .toString("latin1")
      .trimEnd();
    const next = bytes.subarray(behind, behind + LONGEST_POSTMARK).toString("latin1");
    if (isPostmark(text, isEmptyBefore(bytes, at), next)) return { at: line, end: behind };
  }
  return { goOnAt: isLast ? bytes.length : Math.max(from, bytes.length - SEPARATOR.length + 1) };
}

function isPostmark(line: string, isEmptyBefore: boolean, next: string): boolean {
  if (/^From\s*:/.test(line)) return false;
  if (DATED.test(line)) return isEmptyBefore || HEADER.test(next);
  // Some programs leave out the empty line before a postmark.
  return ADDRESSED.test(line) && (isEmptyBefore ? HEADER : SURE_HEADER).test(next);
}

/** Whether the line that ends at this line feed is empty. */
function isEmptyBefore(bytes: Buffer, lineFeed: number): boolean {
  const before = bytes[lineFeed - 1] === CR ? lineFeed - 2 : lineFeed - 1;
  return before < 0 || bytes[before] === LF;
}

/** Behind the end of the line that begins there; -1 when its end is not there yet. */
function lineEnd(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(LF, from);
  return at === -1 ? -1 : at + 1;
}
