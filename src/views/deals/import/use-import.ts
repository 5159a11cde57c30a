import { useRef, useState } from "react";
import { useClient, useRefresh } from "../../../client/reading.tsx";
import { checkImport, type ImportedRow, importDeals } from "../../../contract/deal-import.ts";
import type { ImportField } from "../../../domain/deals/import-field.ts";
import { batchesOf, type Row, repeatedLines } from "./batches.ts";

/** How a table is to be understood. */
export type Reading = {
  columns: readonly (ImportField | null)[];
  currency: string;
  dayFirst: boolean | null;
};

/** Where an import stands. `done` and `total` count rows; `rows` are the answers so far, in the table's order. */
export type Progress = {
  phase: "idle" | "checking" | "checked" | "importing" | "imported";
  done: number;
  total: number;
  rows: readonly ImportedRow[];
  error: unknown;
};

const IDLE: Progress = { phase: "idle", done: 0, total: 0, rows: [], error: null };

/**
 * Checks and imports a table lot by lot. What stops on the way (no network, a busy server, the reader) goes on where it
 * stopped; nothing is made twice.
 */
export function useImport(table: readonly Row[]) {
  const client = useClient();
  const refresh = useRefresh();
  const [progress, setProgress] = useState(IDLE);
  const running = useRef<AbortController | null>(null);

  async function go(phase: "checking" | "importing", reading: Reading, rows: readonly Row[], from: Progress) {
    const stopping = new AbortController();
    running.current?.abort();
    running.current = stopping;
    let now: Progress = { ...from, phase, total: rows.length, error: null };
    setProgress(now);
    try {
      for (const lot of batchesOf(rows.slice(now.done))) {
        const endpoint = phase === "checking" ? checkImport : importDeals;
        const answer = await client.call(endpoint, { body: bodyOf(reading, lot) }, stopping.signal);
        now = { ...now, done: now.done + lot.length, rows: [...now.rows, ...answer.rows] };
        setProgress(now);
      }
      if (phase === "checking")
        now = { ...now, rows: withRepeats(now.rows, repeatedLines(reading.columns, table)) };
      setProgress({ ...now, phase: phase === "checking" ? "checked" : "imported" });
    } catch (error) {
      if (running.current === stopping) setProgress({ ...now, error });
    }
    if (phase === "importing") await refresh(["deals"]);
  }

  const checked = progress.rows;
  const soundRows = () => {
    const lines = new Set(checked.filter(({ state }) => state === "new").map(({ line }) => line));
    return table.filter(({ line }) => lines.has(line));
  };
  const [sound, setSound] = useState<readonly Row[]>([]);
  return {
    progress,
    check: (reading: Reading) => void go("checking", reading, table, IDLE),
    run(reading: Reading) {
      const rows = soundRows();
      setSound(rows);
      void go("importing", reading, rows, IDLE);
    },
    /** Goes on after what stopped it. */
    goOn(reading: Reading) {
      if (progress.phase === "importing") void go("importing", reading, sound, progress);
      else void go("checking", reading, table, progress);
    },
    /** Stops after the lot that is on its way; what was made stays. */
    reset() {
      running.current?.abort();
      running.current = null;
      setProgress(IDLE);
    },
  };
}

function bodyOf({ columns, currency, dayFirst }: Reading, lot: readonly Row[]) {
  const rows = lot.map(({ line, cells }) => ({ line, cells: [...cells] }));
  return { columns: columns.slice(0, 300), rows, currency, dayFirst };
}

function withRepeats(rows: readonly ImportedRow[], repeated: ReadonlySet<number>): ImportedRow[] {
  return rows.map((row) =>
    row.state === "new" && repeated.has(row.line) ? { ...row, state: "twice" } : row,
  );
}
