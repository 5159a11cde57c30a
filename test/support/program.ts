import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A program of ours that runs beside the test. */
export type Program = {
  child: ChildProcess;
  /** What it said so far, both streams. */
  said(): string;
  /** Settles once it said something that matches; rejects when it ends before, or after 90 s. */
  says(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts `node <file>` in a folder, with this environment and nothing of ours. */
export function runProgram(
  file: string,
  options: { cwd?: string; env?: Record<string, string>; args?: readonly string[] } = {},
): Program {
  const { PATH, HOME, TZ, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const inherited = Object.fromEntries(
    Object.entries({ PATH, HOME, TZ, SystemRoot, NODE_COMPILE_CACHE }).filter(([, value]) => value),
  );
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(file, `file://${root}`)), ...(options.args ?? [])],
    {
      cwd: options.cwd ?? root,
      env: { ...(inherited as Record<string, string>), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let text = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "close").then(([code]) => code as number | null);

  return {
    child,
    said: () => text,
    ended,
    says(pattern) {
      return new Promise((resolve, reject) => {
        const done = (settle: () => void) => {
          listeners.delete(look);
          clearTimeout(timer);
          settle();
        };
        const look = () => {
          const found = pattern.exec(text);
          if (found) done(() => resolve(found));
        };
        const timer = setTimeout(
          () => done(() => reject(new Error(`It never said ${pattern}: ${text}`))),
          90_000,
        );
        listeners.add(look);
        ended.then((code) =>
          done(() => reject(new Error(`It ended with ${code} before saying ${pattern}: ${text}`))),
        );
        look();
      });
    },
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
