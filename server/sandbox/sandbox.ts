import { Temporal } from "temporal-polyfill";
import { type Clock, openClock } from "./core/clock.ts";
import { type LoggedRequest, openRequestLog } from "./core/request-log.ts";
import { openTenant, type Tenant } from "./core/tenant.ts";
import { bringBack, type Doers } from "./diary/bring-back.ts";
import { BadDiary, type Entry, openDiary } from "./diary/diary.ts";
import { type DoorOptions, openDoors } from "./doors.ts";
import { entraOf, type Platform } from "./entra/state.ts";
import { TENANT_ID } from "./seed/company.ts";
import { CLIENT_ID, CLIENT_SECRET } from "./seed/one-voice-app.ts";
import { plant } from "./seed/plant.ts";
import { readSeed, type Seed } from "./seed/seeds.ts";

/** How to open a sandbox. */
export type SandboxOptions = DoorOptions & {
  /** Default "demo". */
  seed?: Seed;
  /** Where the tenant's clock starts, e.g. "2026-03-02T09:00:00Z"; default: real time. */
  now?: Temporal.Instant | string | undefined;
  /** Further redirect URIs of the app registration, for single-page apps unless told otherwise. */
  redirectUris?: readonly (string | { uri: string; platform: Platform })[];
  /** A file that keeps what happens to the tenant, and brings it back at the next opening; default: nothing is kept. */
  diary?: string;
  /** Called after each reset but the one at opening. */
  onReset?: () => Promise<void>;
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
  const log = openRequestLog();
  const redirects = openRedirects(tenant, options.redirectUris ?? []);
  const replant = async (seed: unknown, isNoted: boolean) => {
    const began = clock.now();
    const read = readSeed(seed, began);
    clock.clear();
    tenant.forget();
    await plant(tenant, read);
    redirects.register();
    if (isNoted) diary?.begin(seed, began);
  };
  const usual = options.seed ?? "demo";
  const reset = async (seed: unknown = usual) => {
    await replant(seed, true);
    await options.onReset?.();
  };
  const { http, doers } = await openDoors(options, { tenant, log, diary, reset });
  try {
    await replant(kept?.beginning.seed ?? usual, kept === null);
    if (kept !== null) await doAgain(tenant, kept.entries, doers, options.diary ?? "");
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
    addRedirectUris: redirects.add,
    async close() {
      await http.close();
      clock.close();
    },
  };
}

/** Redirect URIs that the app registration has beside those of its seed. */
function openRedirects(tenant: Tenant, first: NonNullable<SandboxOptions["redirectUris"]>) {
  const uris = [...first];
  const register = () => {
    const app = entraOf(tenant).apps.get(CLIENT_ID);
    for (const entry of uris) {
      const { uri, platform } = typeof entry === "string" ? { uri: entry, platform: "spa" as const } : entry;
      if (!app?.redirectUris.some((known) => known.uri === uri)) app?.redirectUris.push({ uri, platform });
    }
  };
  const add: Sandbox["addRedirectUris"] = (more) => {
    uris.push(...more);
    register();
  };
  return { register, add };
}

/** Does again what the diary holds. Rejects with BadDiary when that leads elsewhere. */
async function doAgain(tenant: Tenant, entries: readonly Entry[], doers: Doers, file: string): Promise<void> {
  const wrong = await bringBack(tenant, entries, doers, Temporal.Now.instant());
  if (wrong !== null) throw new BadDiary(file, wrong);
}
