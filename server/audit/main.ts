/** `npm run audit -- --mail … --deals deals.csv [--report out.html] [--json out.json]`: the one-voice rule over past mail. */
import { writeFileSync } from "node:fs";
import process from "node:process";
import { Temporal } from "temporal-polyfill";
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

const now = () => Temporal.Now.instant();
const say = (line: string) => process.stdout.write(`${line}\n`);
const warn = (line: string) => process.stderr.write(`${line}\n`);

async function audit(order: Order): Promise<void> {
  const { language, report, json } = order;
  const tell = sayIn(language);
  const { deals, warnings } = readDeals(order.deals, language);
  for (const what of warnings) warn(tell("warning", { what }));
  const archive = reading(order, () => openArchive(order.mail));
  const out = json === null ? null : openJsonOut(json);
  const bar = openBar(archive, order);
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
    await write(() => writeFileSync(report, writePage(findings, language, now())), report);
  }
  for (const line of summaryOf(findings, language)) say(line);
  for (const file of [report, json]) if (file !== null) say(tell("written", { file }));
}

function openBar({ bytes }: Archive, { language }: Order) {
  if (!process.stderr.isTTY) return null;
  return openProgressBar(bytes, (text) => process.stderr.write(text), now, sayIn(language));
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

try {
  await audit(readOrder(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Mistake || error instanceof DealsMistake)) throw error;
  warn(error.message);
  process.exitCode = 1;
}
