import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { HEADING, letter, newFolder, put } from "./support/run.ts";

const MEGABYTE = 1_000_000;
// A gigabyte where there is time for it; what leaks shows in a third of it too.
const isSoak = process.env["SOAK"] === "1";
const SIZE = (isSoak ? 1000 : 350) * MEGABYTE;
/** Lines of the shortest body, and how much longer the others may be. Either way several mails come in one piece. */
const [SHORTEST, VARIETY] = isSoak ? [40, 200] : [100, 400];
/** What an audit may hold at most, in bytes: what Node itself takes while it is busy, and less than the archive on top. */
const MOST_MEMORY = 400 * MEGABYTE;
const command = fileURLToPath(new URL("../../server/audit/main.ts", import.meta.url));

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

test(`an archive of ${SIZE / MEGABYTE} MB is audited in bounded memory, every mail of it`, {
  timeout: 600_000,
}, async () => {
  const { file, mails } = await writeArchive();
  const deals = put(folder, "deals.csv", `${HEADING}\nLicence,Acme,acme.com,,ana@firm.com,,firm.com,,\n`);
  const { status, stdout, peak } = await runMeasured([
    "--mail",
    file,
    "--deals",
    deals,
    "--json",
    path.join(folder, "out.jsonl"),
  ]);
  expect(status).toBe(0);
  expect(stdout).toContain(
    `Mails read: ${mails.toLocaleString("en")} · judged: ${mails.toLocaleString("en")} · of them about no deal: ${(mails / 2).toLocaleString("en")}`,
  );
  expect(peak).toBeGreaterThan(20 * MEGABYTE);
  expect(peak).toBeLessThan(MOST_MEMORY);
});

/** Half of the mails concern the deal, half of those went around; some bodies are large, and one is an eighth of it all. */
async function writeArchive(): Promise<{ file: string; mails: number }> {
  const file = path.join(folder, "large.mbox");
  const out = createWriteStream(file);
  const line = `${"Lorem ipsum dolor sit amet ".repeat(3)}\n`;
  let mails = 0;
  for (let written = 0; written < SIZE; mails += 4) {
    for (let i = 0; i < 4; i++) {
      const facts = {
        "Message-ID": `<${mails + i}@test>`,
        From: i < 2 ? "eve@acme.com" : "stan@other.com",
        To: i === 0 ? "ben@firm.com" : "ana@firm.com",
      };
      const large =
        mails === 40 && i === 0 ? (SIZE / 8 / line.length) | 0 : SHORTEST + ((mails * 7) % VARIETY);
      const text = `From x Mon Mar  2 09:00:00 2026\n${letter(facts, line.repeat(large))}\n`;
      written += text.length;
      if (!out.write(text)) await once(out, "drain");
    }
  }
  out.end();
  await once(out, "close");
  return { file, mails };
}

/** Runs the audit and gives the most memory it held, in bytes, as it tells itself when it ends. */
async function runMeasured(
  args: readonly string[],
): Promise<{ status: number | null; stdout: string; peak: number }> {
  const told = path.join(folder, "memory.json");
  const probe = `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(told)}, JSON.stringify(process.resourceUsage().maxRSS)))`;
  const child = spawn(process.execPath, ["--require", put(folder, "probe.cjs", probe), command, ...args]);
  let stdout = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, peak: Number(readFileSync(told, "utf8")) * 1024 };
}
