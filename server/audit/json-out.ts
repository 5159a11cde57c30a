import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Entry } from "./judging.ts";

/** Where verdicts are written, one line of JSON each. */
export type JsonOut = { write(entry: Entry): void | Promise<void>; close(): Promise<void> };

/** Opens a file for verdicts, made new. Writing and closing throw what the file system throws. */
export function openJsonOut(file: string): JsonOut {
  const stream = createWriteStream(file);
  let failure: Error | null = null;
  stream.on("error", (error) => {
    failure = error;
  });
  const check = () => {
    if (failure !== null) throw failure;
  };
  return {
    write({ messageId, deal, kind, reason }) {
      check();
      const line = JSON.stringify({ messageId, deal, verdict: kind, reason });
      if (stream.write(`${line}\n`)) return;
      return drained(stream);
    },
    async close() {
      check();
      stream.end();
      await finished(stream);
    },
  };
}

// A stream that failed never drains; it closes, and the next line or the end tells why.
function drained(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stream.off("drain", go).off("close", go);
      resolve();
    };
    stream.once("drain", go).once("close", go);
  });
}
