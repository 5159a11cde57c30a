import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { Temporal } from "temporal-polyfill";
import { type App, openApp } from "./app.ts";
import type { Settings, TenantSettings } from "./config.ts";
import { listen, shut } from "./serving.ts";
import type { Store } from "./store/store.ts";

/** How often the product looks for what has come due on its clock, in milliseconds. */
const TURN_MS = 5_000;

/** A product that runs. */
export type Running = { url: string; app: App; store: Store; close(): Promise<void> };

/** What the product runs on: a tenant, its clock, and where the embedded one is reached (null: a real tenant). */
export type Ground = {
  tenant: TenantSettings;
  now: () => Temporal.Instant;
  sandboxUrl: string | null;
  /** Told the product's own address before anybody signs in. */
  onAddress(url: string): void;
};

/** Opens the database that the settings name. Rejects with DataInUse, or with the driver's error. */
export async function openStore(settings: Settings): Promise<Store> {
  // Only one of the two is ever needed.
  if (settings.databaseUrl === null)
    return (await import("./store/embedded.ts")).openEmbedded(`${settings.dataDir}/db`);
  return (await import("./store/postgres.ts")).openPostgres(settings.databaseUrl);
}

/** Runs the product on an opened store until it is closed. Rejects with PortInUse. */
export async function run(settings: Settings, store: Store, ground: Ground): Promise<Running> {
  const { server, port } = await listen(settings.port, "PORT");
  const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;
  ground.onAddress(publicUrl);
  const log = pino({ level: settings.logLevel });
  const app = openApp({
    tenant: ground.tenant,
    store,
    now: ground.now,
    log,
    publicUrl,
    capabilities: settings.capabilities,
    dist: fileURLToPath(new URL("../dist", import.meta.url)),
    sandboxUrl: ground.sandboxUrl,
    trustedProxies: settings.trustedProxies,
    night: settings.night,
    ...(settings.leaseSeconds !== null && { leaseSeconds: settings.leaseSeconds }),
  });
  server.on("request", app.handler);
  await app.start();
  const turn = () => app.turn().catch((err: unknown) => log.error({ err }, "a turn failed"));
  await turn();
  const timer = setInterval(() => void turn(), TURN_MS);
  return {
    url: publicUrl,
    app,
    store,
    async close() {
      clearInterval(timer);
      await shut(server);
      await app.stop();
      await store.close();
    },
  };
}
