import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../support/postgres.ts";
import { hasProc, processesOf } from "./support/postgres-processes.ts";
import { type Ledger, openRig, type Rig, type Server } from "./support/rig.ts";

let postgres: Postgres | undefined;
let rig: Rig | undefined;
let undo: (() => void)[] = [];
afterEach(async () => {
  await postgres?.stop().catch(() => {});
  await rig?.close().catch(() => {});
  [postgres, rig] = [undefined, undefined];
  for (const step of undo.reverse()) step();
  undo = [];
});

/** A folder on a disk of its own, of so many megabytes, kept in memory. Null where the machine does not let us. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-disk-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  undo.push(() => execFileSync("umount", ["-l", folder]));
  return folder;
}

function has(command: string): boolean {
  try {
    execFileSync(command, ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A server and its ledger on a PostgreSQL whose data lies in that folder. */
async function openIn(folder: string): Promise<{ server: Server; ledger: Ledger }> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    postgres = await startPostgres();
    rig = await openRig(postgres);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  return { server: await rig.start(), ledger: await rig.ledger() };
}

/** While `during` lasts, the disk keeps nothing of what these processes want kept. Rejects when they never wanted anything kept. */
async function refusingToKeep(traced: string[], during: () => Promise<unknown>): Promise<void> {
  const what = ["-e", "inject=fsync,fdatasync:error=EIO", "-e", "trace=fsync,fdatasync", "-e", "signal=none"];
  const strace = spawn("strace", ["-f", "-qq", ...what, ...traced], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  strace.stderr.on("data", (part) => {
    said += String(part);
  });
  try {
    await during();
    await expect.poll(() => said).toContain("EIO");
  } finally {
    strace.kill("SIGKILL");
  }
}

const untilStatus = (ledger: Ledger, server: Server, status: number) =>
  expect
    .poll(async () => (await ledger.post(server.url, 100)).status, { timeout: 60_000, interval: 20 })
    .toBe(status);

test("19 on a full disk the server says so in time, and goes on by itself when there is room again", async (context) => {
  const folder = hasProc ? smallDisk(400) : null;
  if (folder === null) return context.skip("this machine lets us make no small disk");
  const { server, ledger } = await openIn(folder);
  await untilStatus(ledger, server, 202);
  const ballast = path.join(folder, "ballast");
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 65_536)));
  await untilStatus(ledger, server, 503);
  const { status, ms, retryAfter } = await ledger.post(server.url, 100);
  expect([status, retryAfter]).toEqual([503, "2"]);
  expect(ms).toBeLessThan(2_600);
  rmSync(ballast);
  await untilStatus(ledger, server, 202);
  expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
  return undefined;
});

test("20 when the disk refuses to keep what was written, nothing is acknowledged that is lost", async (context) => {
  if (!hasProc || !has("strace")) return context.skip("this machine has no strace");
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-eio-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("chmod", ["755", folder]);
  const { server, ledger } = await openIn(folder);
  await untilStatus(ledger, server, 202);
  const traced = processesOf(postgres as Postgres).flatMap((pid) => ["-p", String(pid)]);
  await refusingToKeep(traced, () => untilStatus(ledger, server, 503));
  // PostgreSQL panics rather than trust such a disk, and recovers from what it truly has.
  await untilStatus(ledger, server, 202);
  expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
  return undefined;
});
