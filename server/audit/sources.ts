import { readdirSync, type Stats, statSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import type { BrokenReason } from "./broken.ts";
import { readJsonLines } from "./json-lines.ts";
import { type ArchiveMail, readMail } from "./mail.ts";
import { isFileError, piecesOf, readMailFile } from "./mail-file.ts";
import { splitMbox } from "./mbox.ts";

/** One mail of an archive, or why it is none, and where it lies. */
export type Found = { where: string; mail: ArchiveMail | BrokenReason };

/** Told how many bytes more were read. */
export type Progress = (bytes: number) => void;

/** A mail archive on disk. `bytes`: how much there is to read. */
export type Archive = { bytes: number; mails(progress: Progress): AsyncIterable<Found> };

/**
 * Opens a folder with mails (and folders within), an mbox archive, a .jsonl file, or one mail. Every file of a folder
 * is read, whatever its name: what is no mail is found as broken. Throws what the file system throws.
 */
export function openArchive(place: string): Archive {
  const stats = statSync(place);
  const root = stats.isDirectory() ? place : path.dirname(place);
  const files = stats.isDirectory() ? [...filesIn(place)] : [{ file: place, stats }];
  return {
    bytes: files.reduce((sum, { stats: known }) => sum + (known?.size ?? 0), 0),
    async *mails(progress) {
      for (const { file, stats: known } of files) {
        const where = path.relative(root, file).split(path.sep).join("/");
        if (known?.isFile() !== true) {
          yield { where, mail: "unreadable" };
          continue;
        }
        let left = known.size;
        yield* readFile(file, where, (bytes) => {
          left -= bytes;
          progress(bytes);
        });
        progress(left);
      }
    },
  };
}

const SNIFFED_BYTES = 4096;

/** Every file of a folder, by name; what a link leads to counts as the file, and a folder behind a link is not entered. */
function* filesIn(folder: string): Generator<{ file: string; stats: Stats | undefined }> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else yield { file, stats: statSync(file, { throwIfNoEntry: false }) };
  }
}

async function* readFile(file: string, where: string, progress: Progress): AsyncGenerator<Found> {
  try {
    const kind = await kindOf(file);
    if (kind === "mail") yield { where, mail: await readMailFile(file, progress) };
    else if (kind === "mbox") yield* readMbox(file, where, progress);
    else yield* readJsonLines(piecesOf(file, progress), path.dirname(file), where);
  } catch (error) {
    if (!isFileError(error)) throw error;
    yield { where, mail: "unreadable" };
  }
}

async function* readMbox(file: string, where: string, progress: Progress): AsyncGenerator<Found> {
  let number = 0;
  for await (const { head, postmark } of splitMbox(piecesOf(file, progress))) {
    number++;
    yield { where: `${where}#${number}`, mail: await readMail(head, postmark) };
  }
  if (number === 0) yield { where, mail: "empty" };
}

/** What a file holds: by its ending where that tells, else by its first line. */
async function kindOf(file: string): Promise<"mail" | "mbox" | "json-lines"> {
  const ending = path.extname(file).toLowerCase();
  if (ending === ".jsonl" || ending === ".ndjson") return "json-lines";
  if (ending === ".mbox") return "mbox";
  if (ending === ".eml") return "mail";
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    return /^\s*From (?!\s*:)/.test(text) ? "mbox" : "mail";
  } finally {
    await handle.close();
  }
}
