import { writeFileSync } from "node:fs";
import type { Temporal } from "temporal-polyfill";
import { readDeals } from "./deals.ts";
import { DealsMistake } from "./deals-file.ts";
import { openJsonOut } from "./json-out.ts";
import { type Order, readOrder } from "./order.ts";
import { writePage } from "./page.ts";
import { openProgressBar } from "./progress.ts";
import { runAudit } from "./run-audit.ts";
import { type Archive, openArchive } from "./sources.ts";
import { summaryOf } from "./summary.ts";
import { type AuditText, Mistake, sayIn } from "./texts.ts";

/** What the command knows of the place it runs in. */
export type Surroundings = {
  now: () => Temporal.Instant;
  /** Takes text for who reads the result, and text for who must know what is wrong; line ends are in it. */
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal, on which a bar can be drawn. */
  isTerminal: boolean;
};

/**
 * Does what the words of the command line order. Gives the status to exit with: 0, or 1 when the person made a mistake,
 * which was told in their language then. What is our own mistake rejects.
 */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<0 | 1> {
  try {
    await audit(readOrder(args), around);
    return 0;
  } catch (error) {
    if (!(error instanceof Mistake || error instanceof DealsMistake)) throw error;
    around.err(`${error.message}\n`);
    return 1;
  }
}

async function audit(order: Order, around: Surroundings): Promise<void> {
  const { language, report, json } = order;
  const tell = sayIn(language);
  const { deals, warnings } = readDeals(order.deals, language);
  for (const what of warnings) around.err(`${tell("warning", { what })}\n`);
  const archive = reading(order, () => openArchive(order.mail));
  const out = json === null ? null : openJsonOut(json);
  const bar = openBar(archive, order, around);
  const write = async (work: () => void | Promise<void>, file: string | null) => {
    try {
      await work();
    } catch (cause) {
      throw fileMistake(order, "cannotWrite", file ?? "", cause);
    }
  };
  const findings = await runAudit(
    archive,
    deals,
    (entry) => (out === null ? undefined : write(() => out.write(entry), json)),
    (bytes) => bar?.add(bytes),
  );
  bar?.end();
  if (out !== null) await write(() => out.close(), json);
  if (report !== null) {
    await write(() => writeFileSync(report, writePage(findings, language, around.now())), report);
  }
  for (const line of summaryOf(findings, language)) around.out(`${line}\n`);
  for (const file of [report, json]) if (file !== null) around.out(`${tell("written", { file })}\n`);
}

function openBar({ bytes }: Archive, { language }: Order, { now, err, isTerminal }: Surroundings) {
  return isTerminal ? openProgressBar(bytes, err, now, sayIn(language)) : null;
}

function reading<T>(order: Order, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw fileMistake(order, "cannotRead", order.mail, cause);
  }
}

function fileMistake({ language }: Order, key: AuditText, file: string, cause: unknown): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  return new Mistake(language, key, { file, why: String(cause.code) }, { cause });
}
