import { createHash, randomBytes } from "node:crypto";
import { SignJWT } from "jose";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import type { KeyRing } from "./keys.ts";
import { type AppRegistration, entraOf, type Platform } from "./state.ts";

/** What tokens are made with. `url` is where this Entra is reached. */
export type Mint = { tenant: Tenant; keys: KeyRing; url: string };

/** How a client proved itself: nothing, a secret, a certificate. Values of the claim `azpacr`. */
export type ClientProof = "0" | "1" | "2";

/** An access token's shortest life, and by how much it may be longer, in seconds. Source: Entra access tokens. */
const SHORTEST_LIFE = 3600;
const LIFE_SPREAD = 1800;

/** How long refresh tokens live: a day for single-page apps, else 90 days, in seconds. */
const REFRESH_LIFE: Record<Platform, number> = { spa: 86_400, web: 7_776_000, public: 7_776_000 };

/** A signed token and the seconds it is good for. */
export type Issued = { token: string; lifeSeconds: number };

/** `iss` of every token of this tenant. */
export function issuerOf({ tenant, url }: Pick<Mint, "tenant" | "url">): string {
  return `${url}/${tenant.id}/v2.0`;
}

/** An access token for an application acting as itself. */
export function appToken(
  mint: Mint,
  app: AppRegistration,
  audience: string,
  roles: string[],
  proof: ClientProof,
) {
  return sign(mint, {
    aud: audience,
    azp: app.clientId,
    azpacr: proof,
    idtyp: "app",
    oid: app.objectId,
    sub: app.objectId,
    ...(roles.length > 0 && { roles }),
  });
}

/** An access token for a person using an application. */
export function userToken(
  mint: Mint,
  app: AppRegistration,
  user: User,
  grant: { audience: string; scopes: readonly string[]; proof: ClientProof; isStrong: boolean },
): Promise<Issued> {
  return sign(mint, {
    aud: grant.audience,
    azp: app.clientId,
    azpacr: grant.proof,
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    scp: grant.scopes.join(" "),
    sub: pairwise(user.id, grant.audience),
    ...(grant.isStrong && { acrs: ["c1"] }),
  });
}

/** An ID token: for the client itself, never for an API. */
export function idToken(
  mint: Mint,
  app: AppRegistration,
  user: User,
  nonce: string | undefined,
): Promise<Issued> {
  return sign(mint, {
    aud: app.clientId,
    name: user.displayName,
    ...(nonce !== undefined && { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    ...(user.mail !== null && { email: user.mail }),
    sub: pairwise(user.id, app.clientId),
  });
}

/** A refresh token, remembered. Opaque to the client. */
export function refreshToken(
  { tenant }: Mint,
  grant: { clientId: string; userId: string; platform: Platform; isStrong: boolean },
): string {
  const token = `0.${randomBytes(48).toString("base64url")}`;
  const expiresMs = tenant.clock.now().epochMilliseconds + REFRESH_LIFE[grant.platform] * 1000;
  entraOf(tenant).refreshTokens.set(token, { ...grant, expiresMs });
  return token;
}

async function sign(mint: Mint, claims: Record<string, unknown>): Promise<Issued> {
  const { tenant, keys } = mint;
  const key = keys.current();
  const now = Math.floor(tenant.clock.now().epochMilliseconds / 1000);
  const lifeSeconds = SHORTEST_LIFE + Math.floor(entraOf(tenant).random() * LIFE_SPREAD);
  const token = await new SignJWT({
    ...claims,
    tid: tenant.id,
    uti: randomBytes(16).toString("base64url"),
    ver: "2.0",
  })
    .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.kid })
    .setIssuer(issuerOf(mint))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifeSeconds)
    .sign(key.privateKey);
  return { token, lifeSeconds };
}

/** A person is another `sub` to every application, and always the same to one. */
function pairwise(userId: string, audience: string): string {
  return createHash("sha256").update(`${userId}/${audience}`).digest("base64url");
}

/** A token in the name of a service of Microsoft's, such as the one that sends change notifications. */
export async function serviceToken(mint: Mint, audience: string, serviceAppId: string): Promise<string> {
  const claims = {
    aud: audience,
    appid: serviceAppId,
    azp: serviceAppId,
    azpacr: "2",
    idtyp: "app",
    oid: serviceAppId,
    sub: serviceAppId,
  };
  return (await sign(mint, claims)).token;
}
