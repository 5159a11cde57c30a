import { createHash } from "node:crypto";
import { errors, type JWTPayload } from "jose";
import { findUser, requireUser } from "../directory/users.ts";
import { appOf, type Client, clientOf, confidentialClientOf, type Form } from "./client-auth.ts";
import { delegatedReply } from "./delegated.ts";
import { EntraError } from "./entra-error.ts";
import { audienceOf, readScope } from "./resources.ts";
import { entraOf, type IssuedCode } from "./state.ts";
import { appToken, type Mint } from "./tokens.ts";
import { readToken } from "./verify.ts";

/** A token request: its form, the Origin header, and whether it came to /common or the like. */
export type TokenRequest = { form: Form; origin: string | undefined };

const ON_BEHALF_OF = "urn:ietf:params:oauth:grant-type:jwt-bearer";

const GRANTS: Readonly<Record<string, (mint: Mint, request: TokenRequest) => Promise<object>>> = {
  client_credentials: clientCredentials,
  [ON_BEHALF_OF]: onBehalfOf,
  authorization_code: authorizationCode,
  refresh_token: refresh,
  password,
};

/** Answers POST …/oauth2/v2.0/token. Rejects with EntraError. */
export function answerToken(mint: Mint, request: TokenRequest): Promise<object> {
  const type = request.form.get("grant_type");
  if (type === undefined) throw missing("grant_type");
  const grant = GRANTS[type];
  if (grant !== undefined) return grant(mint, request);
  throw new EntraError(
    "unsupported_grant_type",
    70_003,
    `The app requested an unsupported grant type '${type}'.`,
  );
}

async function clientCredentials(mint: Mint, { form }: TokenRequest): Promise<object> {
  const { app, proof } = await confidentialClientOf(mint, form);
  const scope = required(form, "scope");
  if (!scope.endsWith("/.default")) {
    const message = `The provided request must include a 'scope' input parameter of the form '{resource}/.default'. The scope ${scope} is not valid.`;
    throw new EntraError("invalid_scope", 1_002_012, message);
  }
  const { resource } = readScope(scope, entraOf(mint.tenant), mint.url);
  const roles = resource.kind === "graph" ? [...app.consent.application] : [];
  const { token, lifeSeconds } = await appToken(mint, app, audienceOf(resource), roles, proof);
  return { token_type: "Bearer", expires_in: lifeSeconds, ext_expires_in: lifeSeconds, access_token: token };
}

async function onBehalfOf(mint: Mint, { form }: TokenRequest): Promise<object> {
  const { app, proof } = await confidentialClientOf(mint, form);
  if (form.get("requested_token_use") !== "on_behalf_of") throw missing("requested_token_use");
  const asked = readScope(required(form, "scope"), entraOf(mint.tenant), mint.url);
  const assertion = await readAssertion(mint, required(form, "assertion"));
  if (assertion.aud !== app.clientId) {
    const message = "Assertion audience does not match the Client app presenting the assertion.";
    throw new EntraError("invalid_grant", 500_131, message);
  }
  if (assertion["idtyp"] === "app") {
    const message = `Application '${app.clientId}' is not allowed to make application on-behalf-of calls.`;
    throw new EntraError("invalid_grant", 7_000_114, message);
  }
  if (assertion["scp"] === undefined) {
    const message = "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.";
    throw new EntraError("invalid_request", 240_002, message);
  }
  const user = userOrRefuse(mint, String(assertion["oid"]));
  const isStrong = Array.isArray(assertion["acrs"]) && assertion["acrs"].includes("c1");
  return delegatedReply(mint, { app, user, asked, proof, platform: "web", isStrong });
}

async function readAssertion(mint: Mint, assertion: string): Promise<JWTPayload> {
  try {
    return await readToken(mint, assertion);
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      const message =
        "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.";
      throw new EntraError("invalid_grant", 500_133, message);
    }
    if (!(error instanceof errors.JOSEError || error instanceof TypeError)) throw error;
    const message =
      "Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.]";
    throw new EntraError("invalid_grant", 50_013, message);
  }
}

async function authorizationCode(mint: Mint, { form, origin }: TokenRequest): Promise<object> {
  const client = await clientOf(mint, form);
  const issued = entraOf(mint.tenant).codes.get(required(form, "code"));
  if (issued === undefined || issued.clientId !== client.app.clientId) {
    throw new EntraError("invalid_grant", 9_002_313, "Invalid request. Request is malformed or invalid.");
  }
  if (issued.isUsed) {
    const message =
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
    throw new EntraError("invalid_grant", 54_005, message);
  }
  if (issued.expiresMs <= mint.tenant.clock.now().epochMilliseconds) {
    throw new EntraError(
      "invalid_grant",
      70_008,
      "The provided authorization code or refresh token has expired due to inactivity.",
    );
  }
  if (form.get("redirect_uri") !== issued.redirectUri) {
    const message =
      "The reply address does not match the reply address provided when requesting Authorization code.";
    throw new EntraError("invalid_grant", 500_112, message);
  }
  checkPlatform(client, issued, origin);
  checkVerifier(issued, form.get("code_verifier"));
  issued.isUsed = true;
  const asked = readScope(issued.scopes.join(" "), entraOf(mint.tenant), mint.url);
  const { platform, nonce, isStrong } = issued;
  const user = userOrRefuse(mint, issued.userId);
  return delegatedReply(mint, {
    app: client.app,
    user,
    asked,
    proof: client.proof,
    platform,
    isStrong,
    nonce,
  });
}

/** Single-page apps redeem from their page and have no secret; the others the other way round. */
function checkPlatform(
  { proof }: Client,
  { platform }: Pick<IssuedCode, "platform">,
  origin: string | undefined,
): void {
  if (platform === "spa" && origin === undefined) {
    const message =
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
    throw new EntraError("invalid_request", 9_002_327, message);
  }
  if (platform !== "spa" && origin !== undefined) {
    const message = `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`;
    throw new EntraError("invalid_request", 9_002_326, message);
  }
  if (platform === "web" && proof === "0") {
    const message =
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    throw new EntraError("invalid_client", 7_000_218, message);
  }
  if (platform !== "web" && proof !== "0") {
    const message = "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
    throw new EntraError("invalid_client", 700_025, message);
  }
}

function checkVerifier({ challenge }: IssuedCode, verifier: string | undefined): void {
  if (challenge === undefined && verifier === undefined) return;
  const made = verifier && createHash("sha256").update(verifier).digest("base64url");
  if (made !== undefined && made === challenge) return;
  const message =
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
  throw new EntraError("invalid_grant", 501_481, message);
}

async function refresh(mint: Mint, { form, origin }: TokenRequest): Promise<object> {
  const client = await clientOf(mint, form);
  const entra = entraOf(mint.tenant);
  const issued = entra.refreshTokens.get(required(form, "refresh_token"));
  if (issued === undefined || issued.clientId !== client.app.clientId) {
    throw new EntraError("invalid_grant", 9_002_313, "Invalid request. Request is malformed or invalid.");
  }
  if (issued.expiresMs <= mint.tenant.clock.now().epochMilliseconds) {
    const number = issued.platform === "spa" ? 700_084 : 700_082;
    throw new EntraError(
      "invalid_grant",
      number,
      "The refresh token has expired. Send a new interactive authorization request.",
    );
  }
  checkPlatform(client, issued, origin);
  const scope = form.get("scope") ?? "openid profile offline_access";
  const read = readScope(scope, entra, mint.url);
  // A new refresh token always comes with the new access token.
  const asked = { ...read, openid: new Set([...read.openid, "offline_access"]) };
  const user = userOrRefuse(mint, issued.userId);
  const { platform, isStrong } = issued;
  return delegatedReply(mint, { app: client.app, user, asked, proof: client.proof, platform, isStrong });
}

/** For tests and scripts: any password is right for any person of the sandbox, but there must be one. */
async function password(mint: Mint, { form }: TokenRequest): Promise<object> {
  const { proof } = await clientOf(mint, form);
  const app = appOf(mint, form.get("client_id"));
  const username = required(form, "username");
  required(form, "password");
  const asked = readScope(form.get("scope") ?? "", entraOf(mint.tenant), mint.url);
  const user = userOrRefuse(mint, username);
  return delegatedReply(mint, { app, user, asked, proof, platform: "public", isStrong: false });
}

function userOrRefuse({ tenant }: Mint, idOrUpn: string) {
  const user = findUser(tenant, idOrUpn);
  if (user === undefined) {
    const message = `The user account ${idOrUpn} does not exist in the directory ${tenant.id}. To sign into this application, the account must be added to the directory.`;
    throw new EntraError("invalid_grant", 50_034, message);
  }
  if (!user.accountEnabled) throw new EntraError("invalid_grant", 50_057, "The user account is disabled.");
  return requireUser(tenant, user.id);
}

function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined || value === "") throw missing(name);
  return value;
}

function missing(name: string): EntraError {
  return new EntraError(
    "invalid_request",
    900_144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}
