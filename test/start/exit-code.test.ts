import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runProgram } from "../support/program.ts";

// That one which passed ends well shows whoever runs the tests.
test("a run of tests that failed on a real PostgreSQL server ends with a failure", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-exit-"));
  const file = path.join(folder, "run.ts");
  const postgres = pathToFileURL(path.resolve("test/support/postgres.ts")).href;
  writeFileSync(
    file,
    `import { startPostgres } from "${postgres}";
const server = await startPostgres();
await server.stop();
process.exitCode = 3;
`,
  );
  expect(await runProgram(file).ended).toBe(3);
  rmSync(folder, { recursive: true });
});
