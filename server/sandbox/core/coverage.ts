import type { Operation, Permission } from "./operation.ts";

/** One line of the table of what the sandbox does. */
export type CoverageRow = {
  operation: string;
  state: "like Graph" | "simpler than Graph" | "not there";
  note: string;
};

/** Every operation Microsoft describes for this project, and every further one of the sandbox, by path. */
export function coverage(
  operations: readonly Operation[],
  known: ReadonlyMap<string, Permission>,
): CoverageRow[] {
  const rows = new Map<string, CoverageRow>();
  for (const { method, path, fidelity, note = "" } of operations) {
    const operation = `${method} ${path}`;
    rows.set(operation, {
      operation,
      state: fidelity === "like" ? "like Graph" : "simpler than Graph",
      note,
    });
  }
  for (const operation of known.keys()) {
    if (rows.has(operation)) continue;
    const twin = rows.get(
      operation.replace(" /me/", " /users/{user-id}/").replace(/ \/me$/, " /users/{user-id}"),
    );
    rows.set(operation, rowFor(operation, twin));
  }
  const byPath = ({ operation }: CoverageRow) => operation.split(" ").reverse().join(" ");
  return [...rows.values()].sort((a, b) => (byPath(a) < byPath(b) ? -1 : 1));
}

/** The rows as a table in Markdown. */
export function coverageTable(rows: readonly CoverageRow[]): string {
  const count = (state: CoverageRow["state"]) => rows.filter((row) => row.state === state).length;
  const lines = rows.map(({ operation, state, note }) => `| \`${operation}\` | ${state} | ${note} |`);
  return [
    `${count("like Graph")} like Graph, ${count("simpler than Graph")} simpler, ${count("not there")} not there (501).`,
    "",
    "| operation | | what is missing |",
    "| --- | --- | --- |",
    ...lines,
  ].join("\n");
}

function rowFor(operation: string, twin: CoverageRow | undefined): CoverageRow {
  // Batches are answered by the door, before any service.
  if (operation === "POST /$batch") return { operation, state: "like Graph", note: "" };
  return twin === undefined ? { operation, state: "not there", note: "" } : { ...twin, operation };
}
