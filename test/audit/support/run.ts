import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Temporal } from "temporal-polyfill";
import { runCommand as command } from "../../../server/audit/command.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What the command said and how it ended. */
export type Run = { status: number | null; stdout: string; stderr: string };

/** One line of `--json`. */
export type Line = { messageId: string | null; deal: string; verdict: string; reason: string };

/** Runs the audit in this process. */
export async function runCommand(args: readonly string[]): Promise<Run> {
  const said = { stdout: "", stderr: "" };
  const status = await command(args, {
    now: () => Temporal.Instant.from("2026-11-02T09:00:00Z"),
    out: (text) => (said.stdout += text),
    err: (text) => (said.stderr += text),
    isTerminal: false,
  });
  return { status, ...said };
}

/** Runs the audit as a person would, in a process of its own. */
export function startCommand(args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "server/audit/main.ts"), ...args]);
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (text: Buffer) => (said.stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => (said.stderr += text.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, ...said }));
  });
}

/** A folder for one test file's archives and reports. */
export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "one-voice-audit-"));
}

/** Writes a file, the folders before it too; gives its path. */
export function put(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The lines that `--json` wrote. */
export function readLines(file: string): Line[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

/** The heading of deals.csv. */
export const HEADING =
  "deal,account,clientDomains,clientAddresses,spokesperson,aliases,ourDomains,from,until";

/** The text of a mail; what is null is left out. */
export function letter(facts: Record<string, string | null>, body = "Hello\n"): string {
  const lines = Object.entries({
    From: "Eve <eve@acme.com>",
    To: "ana@firm.com",
    Date: "Mon, 2 Mar 2026 09:00:00 +0000",
    ...facts,
  }).filter(([, value]) => value !== null);
  return `${lines.map(([name, value]) => `${name}: ${value}\n`).join("")}\n${body}`;
}
