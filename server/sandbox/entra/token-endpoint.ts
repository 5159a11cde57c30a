import { errors, type JWTPayload } from "jose";
import { appOf, clientOf, confidentialClientOf } from "./client-auth.ts";
import { delegatedReply } from "./delegated.ts";
import { EntraError } from "./entra-error.ts";
import { authorizationCode, refresh } from "./redeem.ts";
import { audienceOf, readScope } from "./resources.ts";
import { entraOf } from "./state.ts";
import { missing, required, type TokenRequest, userOrRefuse } from "./token-request.ts";
import { appToken, type Mint } from "./tokens.ts";
import { readToken } from "./verify.ts";

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
