import type { User } from "../directory/state.ts";
import { EntraError } from "./entra-error.ts";
import { type Asked, audienceOf } from "./resources.ts";
import { type AppRegistration, entraOf, type Platform } from "./state.ts";
import { type ClientProof, idToken, type Mint, refreshToken, userToken } from "./tokens.ts";

/** A person's grant, ready to be made into tokens. */
export type DelegatedGrant = {
  app: AppRegistration;
  user: User;
  asked: Asked;
  proof: ClientProof;
  platform: Platform;
  isStrong: boolean;
  nonce?: string | undefined;
};

/** The token endpoint's answer for a person. */
export async function delegatedReply(mint: Mint, grant: DelegatedGrant): Promise<object> {
  const { app, user, asked, proof, isStrong, platform, nonce } = grant;
  requireStrength(mint, user, isStrong);
  const scopes = grantedScopes(grant);
  const access = await userToken(mint, app, user, {
    audience: audienceOf(asked.resource),
    scopes,
    proof,
    isStrong,
  });
  const { openid } = asked;
  const refresh = openid.has("offline_access")
    ? refreshToken(mint, { clientId: app.clientId, userId: user.id, platform, isStrong })
    : undefined;
  const clientInfo = Buffer.from(JSON.stringify({ uid: user.id, utid: mint.tenant.id })).toString(
    "base64url",
  );
  return {
    token_type: "Bearer",
    scope: [...openid, ...scopes.map((name) => scopeText(asked, name))].join(" "),
    expires_in: access.lifeSeconds,
    ext_expires_in: access.lifeSeconds,
    access_token: access.token,
    ...(refresh !== undefined && { refresh_token: refresh }),
    ...(openid.has("openid") && { id_token: (await idToken(mint, app, user, nonce)).token }),
    client_info: clientInfo,
  };
}

/** Throws AADSTS50076 with the claims to ask for when conditional access wants a second factor and there was none. */
export function requireStrength({ tenant }: Mint, user: User, isStrong: boolean): void {
  const { strongAuthenticationFor } = entraOf(tenant);
  if (isStrong || !(strongAuthenticationFor.has("*") || strongAuthenticationFor.has(user.id))) return;
  const message =
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.";
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: "c1" } } });
  throw new EntraError("interaction_required", 50_076, message, { suberror: "basic_action", claims });
}

/** The scopes a token gets. Throws AADSTS65001 when one that was asked for was not consented to. */
export function grantedScopes({ app, asked }: Pick<DelegatedGrant, "app" | "asked">): string[] {
  const { resource, names } = asked;
  const consented = consentedScopes(app, resource);
  const wantsDefault = names.includes(".default");
  const missing = names.filter((name) => name !== ".default" && !consented.includes(name));
  if (missing.length > 0 || (wantsDefault && consented.length === 0)) throw consentError(app);
  // A token carries everything consented to for its resource, whatever part was asked for.
  return [...consented];
}

/** AADSTS65001 for an application. */
export function consentError(app: AppRegistration): EntraError {
  const message = `The user or administrator has not consented to use the application with ID '${app.clientId}' named '${app.displayName}'. Send an interactive authorization request for this user and resource.`;
  return new EntraError("invalid_grant", 65_001, message, { suberror: "consent_required" });
}

function consentedScopes(app: AppRegistration, resource: Asked["resource"]): readonly string[] {
  if (resource.kind === "graph") return [...app.consent.delegated];
  const api = resource.app;
  const isTrusted = api.clientId === app.clientId || api.preAuthorized.includes(app.clientId);
  return isTrusted ? api.exposedScopes : [];
}

function scopeText({ resource }: Asked, name: string): string {
  return resource.kind === "graph"
    ? `https://graph.microsoft.com/${name}`
    : `${resource.app.appIdUri}/${name}`;
}
