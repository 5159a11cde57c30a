import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { TEAMS_ORIGINS } from "../../src/host/choose-host.ts";

const CONSTANTS =
  "../../node_modules/@microsoft/teams-js/dist/esm/packages/teams-js/src/internal/constants.js";

test("the list of hosts that is asked for ahead is the one that teams-js asks for", () => {
  const code = readFileSync(fileURLToPath(new URL(CONSTANTS, import.meta.url)), "utf8");
  expect(code).toContain(`"${TEAMS_ORIGINS}"`);
});
