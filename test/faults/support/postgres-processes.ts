import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { Postgres } from "../../support/postgres.ts";

/** Whether processes can be looked up by their parent here. */
export const hasProc = process.platform === "linux";

/** The process that all others of a PostgreSQL server descend from. */
export function postmasterOf(postgres: Postgres): number {
  const text = readFileSync(path.join(postgres.folder, "data", "postmaster.pid"), "utf8");
  return Number(text.split("\n", 1)[0]);
}

/** All processes of the server, the first one first. Linux only. */
export function processesOf(postgres: Postgres): number[] {
  const postmaster = postmasterOf(postgres);
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === postmaster)
    .map(Number);
  return [postmaster, ...children];
}

/** Whether a process lives. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Sends a signal to every process of the server that still lives. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function parentOf(pid: string): number | null {
  try {
    // The name in brackets may hold anything; what follows it is the state and the parent.
    const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return parent === undefined ? null : Number(parent);
  } catch {
    return null;
  }
}
