import { Temporal } from "temporal-polyfill";
import { type Clock, openClock } from "./core/clock.ts";
import { type Dispatch, openDispatch } from "./core/dispatch.ts";
import { graphDoor } from "./core/graph-door.ts";
import { type Door, openHttp, type Tls } from "./core/http.ts";
import { type LoggedRequest, openRequestLog } from "./core/request-log.ts";
import { openTenant, type Tenant } from "./core/tenant.ts";
import { bringBack } from "./diary/bring-back.ts";
import { BadDiary, openDiary } from "./diary/diary.ts";
import { keepGraph, keepOutside, openTurns } from "./diary/keeping.ts";
import { withExchangeRoles } from "./directory/exchange-roles.ts";
import { mailboxOf } from "./directory/mailbox-access.ts";
import { drivesDoor } from "./drives/door.ts";
import { entraDoor } from "./entra/door.ts";
import { openKeyRing } from "./entra/keys.ts";
import { entraOf, type Platform } from "./entra/state.ts";
import { type Mint, serviceToken } from "./entra/tokens.ts";
import { openAuthenticator } from "./entra/verify.ts";
import { outsideDoor } from "./outside/door.ts";
import { TENANT_ID } from "./seed/company.ts";
import { CLIENT_ID, CLIENT_SECRET } from "./seed/one-voice-app.ts";
import { plant } from "./seed/plant.ts";
import { readSeed, type Seed } from "./seed/seeds.ts";
import { openServices, operations } from "./services.ts";
import type { RichHooks } from "./subscriptions/open-subscriptions.ts";

/** How to open a sandbox. */
export type SandboxOptions = {
  /** Default 0: any free port. */
  port?: number;
  /** Default "demo". */
  seed?: Seed;
  /** Where the tenant's clock starts, e.g. "2026-03-02T09:00:00Z"; default: real time. */
  now?: Temporal.Instant | string | undefined;
  /** Further redirect URIs of the app registration, for single-page apps unless told otherwise. */
  redirectUris?: readonly (string | { uri: string; platform: Platform })[];
  /** "none" never answers 429 by itself. Default "documented". */
  limits?: "documented" | "none";
  /** A file that keeps what happens to the tenant, and brings it back at the next opening; default: nothing is kept. */
  diary?: string;
  /** Called after each reset but the one at opening. */
  onReset?: () => Promise<void>;
  /** Speaks https with this key and certificate for "localhost", as some clients insist; default: http. */
  tls?: Tls | undefined;
};

/** An open sandbox. */
export type Sandbox = {
  /** E.g. "http://localhost:3001"; Graph is at `${url}/v1.0`, Entra at `${url}/${tenantId}`. */
  url: string;
  tenantId: string;
  app: { clientId: string; clientSecret: string; appIdUri: string };
  clock: Clock;
  /** The state behind the doors. */
  tenant: Tenant;
  /** Starts over with a seed; default: the one it was opened with. Redirect URIs added since stay. */
  reset(seed?: unknown): Promise<void>;
  /** The requests Graph received after number `since`. */
  requests(since?: number): LoggedRequest[];
  /** Makes redirect URIs known to the app registration, now and after each reset. */
  addRedirectUris(uris: NonNullable<SandboxOptions["redirectUris"]>): void;
  close(): Promise<void>;
};

/** Opens a Microsoft 365 tenant over HTTP on this machine. Rejects with Node's EADDRINUSE, BadSeed or BadDiary. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const diary = options.diary === undefined ? null : openDiary(options.diary);
  const kept = diary?.read() ?? null;
  const start = kept === null ? (options.now ?? null) : kept.beginning.now;
  const clock = openClock(typeof start === "string" ? Temporal.Instant.from(start) : start);
  const tenant = openTenant(TENANT_ID, clock);
  const keys = await openKeyRing();
  const log = openRequestLog();
  const redirectUris = [...(options.redirectUris ?? [])];
  const dispatch = openDispatch(
    tenant,
    operations,
    { mailboxOf, withExchangeRoles },
    { limits: options.limits ?? "documented" },
  );
  const turn = openTurns();
  const unlimited = openDispatch(tenant, operations, { mailboxOf, withExchangeRoles }, { limits: "none" });

  const registerUris = () => {
    const app = entraOf(tenant).apps.get(CLIENT_ID);
    for (const entry of redirectUris) {
      const { uri, platform } = typeof entry === "string" ? { uri: entry, platform: "spa" as const } : entry;
      if (!app?.redirectUris.some((known) => known.uri === uri)) app?.redirectUris.push({ uri, platform });
    }
  };
  const replant = async (seed: unknown, note: boolean) => {
    const began = clock.now();
    const read = readSeed(seed, began);
    clock.clear();
    tenant.forget();
    await plant(tenant, read);
    registerUris();
    if (note) diary?.begin(seed, began);
  };
  const usual = options.seed ?? "demo";
  const reset = async (seed: unknown = usual) => {
    await replant(seed, true);
    await options.onReset?.();
  };
  let outside: Door["answer"] = async () => ({ status: 404 });
  const http = await openHttp({ port: options.port ?? 0, tls: options.tls }, (url) => {
    const mint: Mint = { tenant, keys, url };
    openServices(tenant, richHooks(mint, unlimited));
    const world = outsideDoor({ tenant, keys, log, dispatch: unlimited, reset });
    outside = world.answer;
    const answer = diary === null ? outside : keepOutside(tenant, diary, turn, outside);
    const graph = diary === null ? dispatch : keepGraph(tenant, diary, turn, dispatch);
    return [
      graphDoor({ tenant, dispatch: graph, log, authenticate: openAuthenticator(mint) }),
      entraDoor(mint),
      drivesDoor(tenant),
      { ...world, answer },
    ];
  });
  try {
    await replant(kept?.beginning.seed ?? usual, kept === null);
    if (kept !== null) {
      const wrong = await bringBack(
        tenant,
        kept.entries,
        { dispatch: unlimited, outside },
        Temporal.Now.instant(),
      );
      if (wrong !== null) throw new BadDiary(options.diary ?? "", wrong);
    }
  } catch (error) {
    await http.close();
    clock.close();
    throw error;
  }

  return {
    url: http.url,
    tenantId: tenant.id,
    app: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, appIdUri: `api://${CLIENT_ID}` },
    clock,
    tenant,
    reset,
    requests: (since = 0) => log.since(since),
    addRedirectUris(uris) {
      redirectUris.push(...uris);
      registerUris();
    },
    async close() {
      await http.close();
      clock.close();
    },
  };
}

/** What notifications with resource data need: Graph itself, and Entra's signature. */
function richHooks(mint: Mint, dispatch: Dispatch): RichHooks {
  return {
    async read(target, caller, headers) {
      const baseUrl = `${mint.url}/v1.0`;
      const reply = await dispatch({
        method: "GET",
        target,
        headers,
        caller,
        body: undefined,
        bytes: 0,
        baseUrl,
      });
      return reply.status < 400 ? reply.body : null;
    },
    signToken: (audience, notifierAppId) => serviceToken(mint, audience, notifierAppId),
  };
}
