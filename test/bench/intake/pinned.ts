import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The server has a processor of its own; the load and the database share the other. */
export type Place = "server" | "around";

const PROCESSOR: Record<Place, string> = { server: "0", around: "1" };

/** Whether processes can be held on a processor here: Linux with `taskset` and at least two of them. */
export const canPin = cpus().length >= 2 && spawnSync("taskset", ["-V"]).status === 0;

/** A program of this folder, running. */
export type Running = {
  /** What it tells next. Rejects when it ends before. */
  told<T>(): Promise<T>;
  stop(): void;
};

/** Runs `test/bench/intake/<file>` in its place. */
export function runPinned(
  file: string,
  place: Place,
  given: { args?: readonly string[]; env?: Record<string, string> } = {},
): Running {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const command = [process.execPath, script, ...(given.args ?? [])];
  const [program, ...args] = canPin ? ["taskset", "-c", PROCESSOR[place], ...command] : command;
  const child = spawn(program!, args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", ...given.env },
  });
  return { told: () => nextOf(child, file), stop: () => void child.kill("SIGKILL") };
}

function nextOf<T>(child: ChildProcess, file: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`${file} ended before it had told anything.`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}

/** Holds a database server, and all processes that it makes from now on, in its place. `folder` holds its data. */
export function pinPostgres(folder: string): void {
  if (canPin)
    execFileSync("taskset", ["-a", "-p", "-c", PROCESSOR.around, postmasterOf(folder)], { stdio: "ignore" });
}

/** Whether a database server can be held still here: Linux tells which processes are its own. */
export const canHold = process.platform === "linux";

/** Holds every process of a database server still, as a disk or a network that hangs does; the answer lets them go on. */
export function holdPostgres(folder: string): () => void {
  const postmaster = postmasterOf(folder);
  const own = readdirSync("/proc").filter((name) => name === postmaster || parentOf(name) === postmaster);
  const send = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const pid of own) process.kill(Number(pid), signal);
  };
  send("SIGSTOP");
  return () => send("SIGCONT");
}

function postmasterOf(folder: string): string {
  return readFileSync(path.join(folder, "data/postmaster.pid"), "utf8").split("\n")[0] ?? "";
}

function parentOf(pid: string): string | null {
  if (!/^\d+$/.test(pid)) return null;
  try {
    // The program's name stands in brackets and may hold anything; its state and its parent follow.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1] ?? null;
  } catch {
    return null;
  }
}
