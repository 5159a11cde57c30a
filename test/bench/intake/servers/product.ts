import process from "node:process";
import { pino } from "pino";
import { Temporal } from "temporal-polyfill";
import { openApp } from "../../../../server/app.ts";
import { openPostgres } from "../../../../server/store/postgres.ts";
import { answer } from "../answering.ts";
import { TENANT } from "../bodies.ts";

// The whole product with its own doors. Its workers stand still, as the yardstick has none: intake alone is measured.
const nowhere = "http://127.0.0.1:9";
const app = openApp({
  tenant: {
    graphUrl: nowhere,
    authorityUrl: nowhere,
    tenantId: TENANT,
    clientId: TENANT,
    credential: { kind: "secret", secret: "none" },
    appIdUri: `api://${TENANT}`,
    dealsTeamId: TENANT,
  },
  store: await openPostgres(process.env["DATABASE_URL"] ?? ""),
  now: () => Temporal.Now.instant(),
  log: pino({ level: "error" }),
  publicUrl: nowhere,
  capabilities: new Set(),
  dist: "none",
  sandboxUrl: null,
});
answer(app.handler);
