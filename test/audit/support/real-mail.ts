import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Real mail to be compared with; it is no part of the project. */
export const REAL_MAIL =
  process.env["REAL_MAIL"] ?? fileURLToPath(new URL("../../../../shared/mail", import.meta.url));

/** Whether that mail is there. */
export const hasRealMail = existsSync(path.join(REAL_MAIL, "enron/labels.jsonl"));

/** What is known by definition of one mail and one deal: whether the spokesperson was left out. */
export type Label = {
  file: string;
  messageId: string;
  client: string;
  firm: string;
  spokesperson: string;
  aliases: string[];
  bypass: boolean;
  hard: string[];
};

/** All labels. */
export function readLabels(): Label[] {
  const lines = readFileSync(path.join(REAL_MAIL, "enron/labels.jsonl"), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Label);
}
