import { createReadStream } from "node:fs";
import type { BrokenReason } from "./broken.ts";
import { readHead } from "./head.ts";
import { type ArchiveMail, readMail } from "./mail.ts";

const PIECE_BYTES = 256 * 1024;

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
  for await (const piece of piecesOf(file, progress)) if (reader.take(piece)) break;
  return await readMail(reader.head(), null);
}

/** Whether an error is of the file system: a file that may not be read, or is gone. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
