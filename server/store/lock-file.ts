import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The data folder belongs to another process that is still running. */
export class DataInUse extends Error {
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `The data in ${folder} is in use by process ${pid}. Stop that one first, or set DATA_DIR to another folder.`,
    );
    this.name = "DataInUse";
    this.pid = pid;
  }
}

/**
 * Claims a data folder for this process by a file holding its number; answers how to give it back. The embedded
 * database has no lock of its own, and two processes in one folder lose rows. A file left by a dead process is taken over.
 * Throws DataInUse.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`;
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(readFileSync(file, "utf8"));
    if (holder !== process.pid && isRunning(holder)) throw new DataInUse(folder, holder);
    rmSync(file, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
