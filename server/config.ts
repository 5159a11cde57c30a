import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { Credential } from "./auth/tokens.ts";

/** A mistake in the environment: one sentence that names the variable and the fix. */
export class ConfigMistake extends Error {
  override name = "ConfigMistake";
}

/** What an administrator may leave off; the product then says what is missing. Watching mail is always on. */
export const CAPABILITIES = ["mark", "schedule", "rooms"] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** The tenant that the product works for, and how it proves itself there. */
export type TenantSettings = {
  graphUrl: string;
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  credential: Credential;
  appIdUri: string;
  dealsTeamId: string;
};

/** Everything that the environment decides. `tenant` null: the product runs on its own sandbox. */
export type Settings = {
  port: number;
  sandboxPort: number;
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  capabilities: ReadonlySet<Capability>;
  logLevel: string;
  /** How many reverse proxies stand before us: so many of the addresses that they name are believed. */
  trustedProxies: number;
  /** When nightly work begins by the clock on the wall where the account manager is; `zone` where that is not known. */
  night: { time: Temporal.PlainTime; zone: string };
  /** After so many seconds without a sign of life, what a server had begun goes to another; null: as usual. */
  leaseSeconds: number | null;
  tenant: TenantSettings | null;
};

const port = (usual: string) =>
  z
    .string()
    .default(usual)
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      "a port from 0 to 65535, 0 for any free one",
    )
    .transform(Number);
const web = z.url({ protocol: /^https?$/, error: "an address like https://graph.microsoft.com" });
const trimmed = web.transform((url) => url.replace(/\/+$/, ""));
const guid = z.guid("an id like 5a3e0000-0000-4000-8000-000000000001");
const flag = z
  .string()
  .optional()
  .transform((text) => text === "yes");

const environment = z.object({
  PORT: port("3000"),
  SANDBOX_PORT: port("3001"),
  PUBLIC_URL: trimmed.optional(),
  DATA_DIR: z.string().min(1, "a folder").default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address like postgres://user:secret@host/name")
    .optional(),
  ALLOW_EMBEDDED_DATABASE: flag,
  NODE_ENV: z.string().optional(),
  GRAPH_URL: trimmed.default("https://graph.microsoft.com"),
  AUTHORITY_URL: trimmed.default("https://login.microsoftonline.com"),
  TENANT_ID: guid.optional(),
  CLIENT_ID: guid.optional(),
  CLIENT_SECRET: z.string().min(1, "the secret's value").optional(),
  CLIENT_CERTIFICATE: z.string().min(1, "a PEM file with certificate and private key").optional(),
  APP_ID_URI: z
    .string()
    .regex(/^api:\/\/\S+$/, "an address like api://deals.contoso.com/<client id>")
    .optional(),
  DEALS_TEAM_ID: guid.optional(),
  CAPABILITIES: z
    .string()
    .default(CAPABILITIES.join(","))
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(z.enum(CAPABILITIES, `some of ${CAPABILITIES.join(", ")}, with commas between`))),
  LEASE_SECONDS: z
    .string()
    .regex(/^([3-9]|[1-9]\d|[12]\d\d|300)$/, "seconds, from 3 to 300")
    .transform(Number)
    .optional(),
  NIGHT_AT: z
    .string()
    .default("02:30")
    .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), "an hour of the night like 02:30")
    .transform((text) => Temporal.PlainTime.from(text)),
  COMPANY_ZONE: z.string().default("UTC").refine(isZone, "a time zone like Europe/Berlin"),
  TRUSTED_PROXIES: z
    .string()
    .default("0")
    .refine((text) => /^[0-9]$/.test(text), "the number of reverse proxies before it, 0 to 9")
    .transform(Number),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "one of fatal, error, warn, info, debug, trace, silent",
    )
    .default("warn"),
});
type Environment = z.output<typeof environment>;

function isZone(text: string): boolean {
  try {
    return /^[A-Za-z]/.test(text) && new Temporal.ZonedDateTime(0n, text).timeZoneId !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Reads the environment; empty variables count as not set. Throws ConfigMistake. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigMistake(`${String(issue?.path[0])} must be ${issue?.message}.`);
  }
  const all = parsed.data;
  if (all.NODE_ENV === "production" && all.DATABASE_URL === undefined && !all.ALLOW_EMBEDDED_DATABASE) {
    throw new ConfigMistake(
      "DATABASE_URL must name a PostgreSQL server in production; ALLOW_EMBEDDED_DATABASE=yes starts without one, but a power cut may then lose data.",
    );
  }
  return {
    port: all.PORT,
    sandboxPort: all.SANDBOX_PORT,
    publicUrl: all.PUBLIC_URL ?? null,
    dataDir: all.DATA_DIR,
    databaseUrl: all.DATABASE_URL ?? null,
    capabilities: new Set(all.CAPABILITIES),
    logLevel: all.LOG_LEVEL,
    trustedProxies: all.TRUSTED_PROXIES,
    leaseSeconds: all.LEASE_SECONDS ?? null,
    night: { time: all.NIGHT_AT, zone: all.COMPANY_ZONE },
    tenant: all.TENANT_ID === undefined ? noTenant(given) : tenantOf(all, all.TENANT_ID),
  };
}

/** Half a tenant is a mistake: without this check a forgotten TENANT_ID would quietly start the sandbox. */
function noTenant(given: Record<string, string | undefined>): null {
  const half = ["CLIENT_ID", "CLIENT_SECRET", "CLIENT_CERTIFICATE", "GRAPH_URL", "AUTHORITY_URL"].find(
    (name) => name in given,
  );
  if (half !== undefined) {
    throw new ConfigMistake(
      `TENANT_ID must be set because ${half} is: without both the product starts on its sandbox.`,
    );
  }
  return null;
}

function tenantOf(all: Environment, tenantId: string): TenantSettings {
  const need = (name: "CLIENT_ID" | "DEALS_TEAM_ID" | "PUBLIC_URL", what: string): string => {
    const value = all[name];
    if (value === undefined) throw new ConfigMistake(`${name} must be set for a real tenant: ${what}.`);
    return value;
  };
  const clientId = need("CLIENT_ID", "the application id of the app registration");
  const publicUrl = need("PUBLIC_URL", "the https address at which people and Microsoft reach this server");
  if (!publicUrl.startsWith("https://") && all.GRAPH_URL.startsWith("https://")) {
    throw new ConfigMistake(
      "PUBLIC_URL must begin with https://, or Teams and Microsoft Graph will not come.",
    );
  }
  return {
    graphUrl: all.GRAPH_URL,
    authorityUrl: all.AUTHORITY_URL,
    tenantId,
    clientId,
    credential: credentialOf(all),
    appIdUri: all.APP_ID_URI ?? `api://${new URL(publicUrl).host}/${clientId}`,
    dealsTeamId: need("DEALS_TEAM_ID", "the id of the team whose channels are the deal rooms"),
  };
}

function credentialOf({ CLIENT_SECRET: secret, CLIENT_CERTIFICATE: file }: Environment): Credential {
  if (file !== undefined) return certificateOf(file);
  if (secret !== undefined) return { kind: "secret", secret };
  throw new ConfigMistake("CLIENT_CERTIFICATE (a PEM file) or CLIENT_SECRET must be set for a real tenant.");
}

function certificateOf(file: string): Credential {
  try {
    const pem = readFileSync(file, "utf8");
    const thumbprintSha256 = new X509Certificate(pem).fingerprint256.replaceAll(":", "");
    const privateKey = /-----BEGIN (?:\w+ )?PRIVATE KEY-----[\s\S]+?-----END (?:\w+ )?PRIVATE KEY-----/.exec(
      pem,
    )?.[0];
    if (privateKey === undefined)
      throw new ConfigMistake(
        `CLIENT_CERTIFICATE must be a PEM file that holds the private key too: ${file}.`,
      );
    return { kind: "certificate", thumbprintSha256, privateKey };
  } catch (error) {
    if (error instanceof ConfigMistake) throw error;
    throw new ConfigMistake(`CLIENT_CERTIFICATE must be a readable PEM file: ${file} is none.`, {
      cause: error,
    });
  }
}
