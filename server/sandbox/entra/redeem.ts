import { createHash } from "node:crypto";
import { type Client, clientOf } from "./client-auth.ts";
import { delegatedReply } from "./delegated.ts";
import { EntraError } from "./entra-error.ts";
import { readScope } from "./resources.ts";
import { entraOf, type IssuedCode } from "./state.ts";
import { required, type TokenRequest, userOrRefuse } from "./token-request.ts";
import type { Mint } from "./tokens.ts";

/** Redeems a code, once. Rejects with EntraError. */
export async function authorizationCode(mint: Mint, { form, origin }: TokenRequest): Promise<object> {
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

/** Redeems a refresh token. Rejects with EntraError. */
export async function refresh(mint: Mint, { form, origin }: TokenRequest): Promise<object> {
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
