import { realpathSync } from "node:fs";
import path from "node:path";
import type { BrokenReason } from "./broken.ts";
import { readHead } from "./head.ts";
import { readJsonMail } from "./json-mail.ts";
import { splitLines } from "./lines.ts";
import { type ArchiveMail, readMail } from "./mail.ts";
import { isFileError, readMailFile } from "./mail-file.ts";

/** The mail of one line, and where it stands. */
export type LineMail = { where: string; mail: ArchiveMail | BrokenReason };

/**
 * Reads mails from lines of JSON. A line is a mail itself (`raw`: the whole text; else as Graph or in plain words), or
 * names a mail's file by `file`, within the folder. A file that several lines name is read once: lines may say different
 * things of one mail.
 */
export async function* readJsonLines(
  pieces: AsyncIterable<Buffer>,
  folder: string,
  name: string,
): AsyncGenerator<LineMail> {
  const named = new Set<string>();
  let line = 0;
  for await (const text of splitLines(pieces)) {
    line++;
    if (text !== null && text.trim() === "") continue;
    const value = parsed(text);
    const file = textIn(value, "file");
    if (file !== null) {
      if (named.has(file)) continue;
      named.add(file);
    }
    yield { where: `${name}:${line}`, mail: await mailOfLine(text, value, file, folder) };
  }
}

async function mailOfLine(
  text: string | null,
  value: unknown,
  file: string | null,
  folder: string,
): Promise<ArchiveMail | BrokenReason> {
  if (text === null) return "too-long";
  if (value === undefined) return "not-json";
  if (file !== null) return readNamed(folder, file);
  const raw = textIn(value, "raw");
  if (raw === null) return readJsonMail(value);
  const reader = readHead();
  reader.take(Buffer.from(raw));
  return await readMail(reader.head(), null);
}

// The archive may come from anywhere, so it names files of its own folder only.
async function readNamed(folder: string, file: string): Promise<ArchiveMail | BrokenReason> {
  try {
    const root = realpathSync(folder);
    const real = realpathSync(path.resolve(root, file));
    if (!real.startsWith(root + path.sep)) return "no-such-file";
    return await readMailFile(real, () => {});
  } catch (error) {
    if (!isFileError(error)) throw error;
    return "no-such-file";
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textIn(value: unknown, name: string): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  const found = (value as Record<string, unknown>)[name];
  return typeof found === "string" ? found : null;
}
