import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runProgram } from "../support/program.ts";

test.each([
  ["failed", "ends with a failure", "process.exitCode = 3", 3],
  ["passed", "ends well", "", 0],
])("a run of tests that %s on a real PostgreSQL server %s", async (_how, _ends, end, code) => {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-exit-"));
  const file = path.join(folder, "run.ts");
  const postgres = pathToFileURL(path.resolve("test/support/postgres.ts")).href;
  writeFileSync(
    file,
    `import { startPostgres } from "${postgres}";
const server = await startPostgres();
await server.stop();
${end};
`,
  );
  expect(await runProgram(file).ended).toBe(code);
  rmSync(folder, { recursive: true });
});
