import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { Temporal } from "temporal-polyfill";
import { type App, openApp } from "../../server/app.ts";
import { CAPABILITIES, type Capability } from "../../server/config.ts";
import { type Manners, usualManners } from "../../server/graph/manners.ts";
import { openSandbox, type Sandbox, type SandboxOptions } from "../../server/sandbox/sandbox.ts";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { isTelling } from "../../server/sandbox/subscriptions/delivery.ts";
import { type Db, row, sql } from "../../server/store/db.ts";
import type { Store } from "../../server/store/store.ts";
import { type Call, createClient } from "../../src/client/client.ts";
import { consentWidely } from "../sandbox/support/wide-consent.ts";
import { openTestStore } from "./stores.ts";

/** A reply's JSON, loosely typed: a test looks at it as any client would. Values are read by String() or matchers. */
export type Json = { [name: string]: Json } & Json[];

/** The whole product on a sandbox of its own, over real HTTP, with a database of its own. */
export type World = {
  /** Where the product answers, e.g. "http://localhost:40123". */
  url: string;
  sandbox: Sandbox;
  app: App;
  db: Db;
  now: () => Temporal.Instant;
  /** Asks the product as a person, by the part of their address before "@": `world.as("anna.kern")(readSession, {})`. */
  as(name: string): Call;
  /** An access token for the product's API. */
  token(name: string): Promise<string>;
  /** The directory id of a person. */
  id(name: string): string;
  /** Asks Graph past the product, as the application or as a person. */
  graph(method: string, path: string, body?: unknown, as?: string): Promise<{ status: number; body: Json }>;
  /** Asks the outside world, e.g. `outside("POST", "/clock", { advance: "PT2H" })`. A text body is sent as mail. */
  outside(method: string, path: string, body?: unknown): Promise<Json>;
  /** Moves the clock, e.g. "PT2H", and lets all work end that this made due. */
  advance(by: string): Promise<void>;
  /** Waits until no work is left that can be done now. Rejects after 30 s. */
  quiet(): Promise<void>;
  close(): Promise<void>;
};

export type WorldOptions = {
  seed?: SandboxOptions["seed"];
  /** Where the clock starts; default Monday 2 March 2026, 09:00 UTC. */
  now?: string;
  capabilities?: readonly Capability[];
  manners?: Partial<Manners>;
  limits?: SandboxOptions["limits"];
  /** The database under it, which is closed with the world; a new one by default. */
  store?: Store;
};

const DOMAIN = "bergmann.example";

/** Opens the world, by default with empty mailboxes and calendars. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const store = options.store ?? (await openTestStore());
  const sandbox = await openSandbox({
    seed: options.seed ?? "empty",
    now: options.now ?? "2026-03-02T09:00:00Z",
    ...(options.limits && { limits: options.limits }),
    // What tests look at with `graph` is more than the product itself may.
    onReset: async () => consentWidely(sandbox),
  });
  consentWidely(sandbox);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  sandbox.addRedirectUris([`${url}/tab/`, `${url}/pane/`]);
  const { clientId, clientSecret, appIdUri } = sandbox.app;
  const now = () => sandbox.clock.now();
  const app = openApp({
    tenant: {
      graphUrl: sandbox.url,
      authorityUrl: sandbox.url,
      tenantId: sandbox.tenantId,
      clientId,
      credential: { kind: "secret", secret: clientSecret },
      appIdUri,
      dealsTeamId: KEY_ACCOUNTS_TEAM,
    },
    store,
    now,
    log: pino({ level: process.env["TEST_LOG"] ?? "silent" }),
    publicUrl: url,
    capabilities: new Set(options.capabilities ?? CAPABILITIES),
    dist: process.env["TEST_DIST"] ?? fileURLToPath(new URL("../../dist", import.meta.url)),
    sandboxUrl: sandbox.url,
    manners: { ...usualManners, ...options.manners },
  });
  server.on("request", app.handler);
  await app.start();
  await app.turn();

  const ids = new Map<string, string>();
  for (const { id, userPrincipalName } of (await outside("GET", "/users"))["value"] as Json[])
    ids.set(String(userPrincipalName).split("@")[0] ?? "", String(id));
  const tokens = new Map<string, { token: string; until: number }>();

  async function tokenFor(name: string | null, scope: string): Promise<string> {
    const key = `${name} ${scope}`;
    const known = tokens.get(key);
    if (known && known.until > now().epochMilliseconds) return known.token;
    const grant: Record<string, string> =
      name === null
        ? { grant_type: "client_credentials" }
        : { grant_type: "password", username: `${name}@${DOMAIN}`, password: "any" };
    const response = await fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, scope, ...grant }),
    });
    const reply = (await response.json()) as { access_token?: string; error_description?: string };
    if (reply.access_token === undefined) throw new Error(reply.error_description);
    tokens.set(key, { token: reply.access_token, until: now().epochMilliseconds + 40 * 60_000 });
    return reply.access_token;
  }

  async function outside(method: string, path: string, body?: unknown): Promise<Json> {
    const isMail = typeof body === "string";
    const response = await fetch(`${sandbox.url}/_outside${path}`, {
      method,
      headers: { "Content-Type": isMail ? "message/rfc822" : "application/json" },
      ...(body !== undefined && { body: isMail ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as Json;
  }

  const token = (name: string) => tokenFor(name, `${appIdUri}/access_as_user`);
  const world: World = {
    url,
    sandbox,
    app,
    db: store.db,
    now,
    as: (name) => createClient({ fetch, token: () => token(name), origin: url }).call,
    token,
    id(name) {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`Nobody is called ${name}`);
      return id;
    },
    async graph(method, path, body, as) {
      const bearer = await tokenFor(as ?? null, "https://graph.microsoft.com/.default");
      const response = await fetch(path.startsWith("http") ? path : `${sandbox.url}/v1.0${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${bearer}`,
          "Content-Type": "application/json",
          Prefer: 'IdType="ImmutableId"',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    },
    outside,
    async advance(by) {
      await outside("POST", "/clock", { advance: by });
      await app.turn();
      await world.quiet();
    },
    quiet: () => untilQuiet(store.db, sandbox),
    async close() {
      await app.stop();
      await closeServer(server);
      await sandbox.close();
      await store.close();
    },
  };
  await world.quiet();
  return world;
}

const IS_WORK_LEFT = sql<{ left: boolean }>`
  select exists (select from pgboss.job
                  where state in ('created', 'retry', 'active') and start_after <= now() + interval '1 second')
      or exists (select from intake where dead_at is null and done_at is null and due_at <= now()) as left`;

/** Asks the database again and again; each question lets other work go on. What Graph is just telling is work, too. */
async function untilQuiet(db: Db, sandbox: Sandbox): Promise<void> {
  const startedMs = performance.now();
  // What Graph tells comes of itself a moment after what happened.
  for (let calm = 0; calm < 3; ) {
    const isBusy = isTelling(sandbox.tenant) || (await row(db, IS_WORK_LEFT))?.left;
    calm = isBusy ? 0 : calm + 1;
    if (performance.now() - startedMs > 30_000) throw new Error("Work is left after 30 s");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
