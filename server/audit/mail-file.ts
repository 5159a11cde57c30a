import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import type { BrokenReason } from "./broken.ts";
import { readHead } from "./head.ts";
import { type ArchiveMail, readMail } from "./mail.ts";

const PIECE_BYTES = 256 * 1024;
/** Most mails have fewer bytes of headers. */
const HEAD_BYTES = 16 * 1024;

/** The bytes of a file, piece by piece; `progress` is told how many came. Throws what the file system throws. */
export async function* piecesOf(file: string, progress: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    progress((piece as Buffer).length);
    yield piece as Buffer;
  }
}

/** Reads the file of one mail as far as its headers go. Throws what the file system throws. */
export async function readMailFile(
  file: string,
  progress: (bytes: number) => void,
): Promise<ArchiveMail | BrokenReason> {
  const reader = readHead();
  const opened = openSync(file, "r");
  try {
    // A stream for each of thousands of small files would cost more than what it reads.
    for (let piece = readNext(opened); piece.length > 0; piece = readNext(opened)) {
      progress(piece.length);
      if (reader.take(piece)) break;
    }
  } finally {
    closeSync(opened);
  }
  return await readMail(reader.head(), null);
}

function readNext(opened: number): Buffer {
  const piece = Buffer.allocUnsafe(HEAD_BYTES);
  return piece.subarray(0, readSync(opened, piece));
}

/** Whether an error is of the file system: a file that may not be read, or is gone. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
