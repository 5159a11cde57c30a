import { type Random, seededRandom } from "../core/random.ts";
import { slot, type Tenant } from "../core/tenant.ts";

/** How a redirect URI was registered: it decides how its codes are redeemed. */
export type Platform = "spa" | "web" | "public";

/** One app registration with its service principal in this tenant. */
export type AppRegistration = {
  clientId: string;
  /** The id of its service principal: `oid` and `sub` of application tokens. */
  objectId: string;
  displayName: string;
  secrets: string[];
  /** PEM of public keys or certificates that may sign client assertions. */
  certificates: string[];
  /** E.g. "api://{clientId}". */
  appIdUri: string;
  /** Scopes of its own API, e.g. ["access_as_user"]. */
  exposedScopes: string[];
  redirectUris: { uri: string; platform: Platform }[];
  /** Graph permissions the administrator consented to. */
  consent: { application: Set<string>; delegated: Set<string> };
  /** Clients that may call its API without consent (Teams, Outlook). */
  preAuthorized: string[];
  /** Ids of the only users whose mailboxes Exchange opens to it; null: all. */
  mailboxScope: Set<string> | null;
};

/** An authorization code that was given out and not yet redeemed. Times are milliseconds since the epoch. */
export type IssuedCode = {
  clientId: string;
  userId: string;
  redirectUri: string;
  platform: Platform;
  scopes: readonly string[];
  nonce: string | undefined;
  challenge: string | undefined;
  /** Whether the sign-in met what conditional access asks for. */
  isStrong: boolean;
  expiresMs: number;
  isUsed: boolean;
};

/** A refresh token that was given out. */
export type IssuedRefresh = {
  clientId: string;
  userId: string;
  platform: Platform;
  isStrong: boolean;
  expiresMs: number;
};

/** Entra's part of a tenant. */
export type Entra = {
  apps: Map<string, AppRegistration>;
  codes: Map<string, IssuedCode>;
  refreshTokens: Map<string, IssuedRefresh>;
  /** Ids of users of whom conditional access asks a second factor; "*" is everyone. */
  strongAuthenticationFor: Set<string>;
  random: Random;
};

const entraSlot = slot<Entra>("entra", () => ({
  apps: new Map(),
  codes: new Map(),
  refreshTokens: new Map(),
  strongAuthenticationFor: new Set(),
  random: seededRandom(1),
}));

/** Entra's state of this tenant. */
export function entraOf(tenant: Tenant): Entra {
  return tenant.state(entraSlot);
}

/** Adds an app registration, or replaces the one with the same client id. */
export function putApp(tenant: Tenant, app: AppRegistration): void {
  entraOf(tenant).apps.set(app.clientId, app);
}
