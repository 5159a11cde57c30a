import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import process from "node:process";
import pg from "pg";
import { inject, vi } from "vitest";
import { openSandbox, type Sandbox } from "../../../server/sandbox/sandbox.ts";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { hashOf, newSecret } from "../../../server/voice/proof.ts";
import { type Call, createClient } from "../../../src/client/client.ts";
import { createDatabase } from "../../support/databases.ts";
import type { Postgres } from "../../support/postgres.ts";
import { type Program, runProgram } from "../../support/program.ts";

/** Rounds of a test: few by default, many with SOAK=1. */
export function rounds(few: number, many: number): number {
  return process.env["SOAK"] === "1" ? many : few;
}

/** One running copy of the product, started as anybody starts it. */
export type Server = { url: string; program: Program };

/**
 * The real product as processes of their own, on a real PostgreSQL and a sandbox tenant that outlives them. The clock is
 * the machine's, as on a real tenant.
 */
export type Rig = {
  databaseUrl: string;
  sandbox: Sandbox;
  /** Asks the database past the product. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Starts a server; all servers started without a port share the rig's, so that Graph finds whichever lives. */
  start(options?: { port?: number; env?: Record<string, string> }): Promise<Server>;
  /** The address that Graph knows. */
  url: string;
  /** Asks as a person; `origin` of a server that has a port of its own. */
  as(name: string, origin?: string): Call;
  id(name: string): string;
  outside(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Asks Graph past the product, as the application or as a person. */
  graph(method: string, path: string, as?: string): Promise<Record<string, unknown>>;
  /** A subscription of which the test knows the secret: what it posts is taken for Graph's word. */
  ledger(): Promise<Ledger>;
  close(): Promise<void>;
};

/** Opens a rig with a database of its own, on the server that all tests share or on `own`, to which a test may do harm. */
export async function openRig(own?: Postgres): Promise<Rig> {
  // A server of its own begins with nothing, as at a customer's.
  const database =
    own === undefined
      ? await createDatabase(inject("postgresUrl"), inject("preparedDatabase"))
      : await createDatabase(own.url);
  const sandbox = await openSandbox({ seed: "empty", limits: "none" });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const running: Program[] = [];
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on("error", () => {});
  const { clientId, clientSecret, appIdUri } = sandbox.app;
  const env = {
    DATABASE_URL: database.url,
    GRAPH_URL: sandbox.url,
    AUTHORITY_URL: sandbox.url,
    TENANT_ID: sandbox.tenantId,
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    APP_ID_URI: appIdUri,
    DEALS_TEAM_ID: KEY_ACCOUNTS_TEAM,
    PUBLIC_URL: url,
    LOG_LEVEL: "error",
    // What a killed server had begun need not be waited for as long as usual.
    LEASE_SECONDS: "5",
  };
  const ids = new Map<string, string>();

  async function token(username: string | null, scope: string): Promise<string> {
    const grant: Record<string, string> =
      username === null
        ? { grant_type: "client_credentials" }
        : { grant_type: "password", username: `${username}@bergmann.example`, password: "any" };
    const response = await fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, scope, ...grant }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  const rig: Rig = {
    databaseUrl: database.url,
    sandbox,
    url,
    query: async (text, values) => (await pool.query(text, values)).rows,
    async start(options = {}) {
      const own = options.port ?? port;
      const program = runProgram("server/main.ts", { env: { ...env, PORT: String(own), ...options.env } });
      running.push(program);
      await program.says(/One Voice runs at/);
      return { url: `http://localhost:${own}`, program };
    },
    as: (name, origin = url) =>
      createClient({ fetch, token: () => token(name, `${appIdUri}/access_as_user`), origin }).call,
    id(name) {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`Nobody is called ${name}`);
      return id;
    },
    async outside(method, path, body) {
      const isMail = typeof body === "string";
      const response = await fetch(`${sandbox.url}/_outside${path}`, {
        method,
        headers: { "Content-Type": isMail ? "message/rfc822" : "application/json" },
        ...(body !== undefined && { body: isMail ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === "" ? {} : JSON.parse(text);
    },
    async graph(method, path, as) {
      const bearer = await token(as ?? null, "https://graph.microsoft.com/.default");
      const headers = { Authorization: `Bearer ${bearer}`, Prefer: 'IdType="ImmutableId"' };
      const response = await fetch(`${sandbox.url}/v1.0${path}`, { method, headers });
      const text = await response.text();
      return text === "" ? {} : JSON.parse(text);
    },
    ledger: () => openLedger(rig),
    async close() {
      await Promise.all(running.map((program) => program.stop("SIGKILL")));
      await pool.end();
      await sandbox.close();
      if (own === undefined) await database.drop();
    },
  };
  const people = (await rig.outside("GET", "/users"))["value"] as { id: string; userPrincipalName: string }[];
  for (const { id, userPrincipalName } of people) ids.set(userPrincipalName.split("@")[0] ?? "", id);
  return rig;
}

/** What the server acknowledged, to be compared with what it holds. */
export type Ledger = {
  /** Posts so many new notifications in one request. Their ids count as acknowledged when the answer is 202. */
  post(url: string, count: number): Promise<{ status: number; ms: number; retryAfter: string | null }>;
  acknowledged: string[];
  /** Acknowledged ids that the database does not hold, and how many rows it holds more than once. */
  compare(): Promise<{ lost: number; doubled: number }>;
};

async function openLedger(rig: Rig): Promise<Ledger> {
  // A server that has just begun takes away every subscription that no deal needs, and ours is one.
  const looked = "select 1 from pgboss.job where name = 'watch.reconcile' and state = 'completed'";
  const untilLooked = async () => {
    if ((await rig.query(looked)).length === 0)
      throw new Error("The server has not looked at its subscriptions");
  };
  await vi.waitFor(untilLooked, { timeout: 30_000, interval: 100 });
  const secret = newSecret();
  const subscriptionId = `ledger-${process.hrtime.bigint()}`;
  // Nobody of a deal: what is read from this mailbox does not matter, and nobody's subscription is replaced.
  await rig.query(
    `insert into watch (tenant_id, person_id, subject, subscription_id, secret_hash, expires_at)
     values ($1, $2, 'mail', $3, $4, now() + interval '5 days')`,
    [rig.sandbox.tenantId, rig.id("markus.frey"), subscriptionId, hashOf(secret)],
  );
  let last = 0;
  const acknowledged: string[] = [];
  return {
    acknowledged,
    async post(url, count) {
      const ids = Array.from({ length: count }, () => `AAk${subscriptionId}-${last++}`);
      const value = ids.map((id) => ({
        subscriptionId,
        changeType: "created",
        resource: `Users/x/Messages/${id}`,
        resourceData: { id, "@odata.etag": 'W/"1"' },
        clientState: secret,
        tenantId: rig.sandbox.tenantId,
      }));
      const startedMs = performance.now();
      const response = await fetch(`${url}/api/notifications`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ value }),
      });
      await response.arrayBuffer();
      if (response.status === 202) acknowledged.push(...ids);
      const ms = performance.now() - startedMs;
      return { status: response.status, ms, retryAfter: response.headers.get("Retry-After") };
    },
    async compare() {
      const held = await rig.query<{ id: string; count: number }>(
        "select resource_id as id, count(*)::int as count from intake where resource_id like $1 group by 1",
        [`AAk${subscriptionId}-%`],
      );
      const ids = new Set(held.map(({ id }) => id));
      return {
        lost: acknowledged.filter((id) => !ids.has(id)).length,
        doubled: held.filter(({ count }) => count > 1).length,
      };
    },
  };
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
