import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { GraphError } from "../core/graph-error.ts";
import type { Caller } from "../core/operation.ts";
import { findUser } from "../directory/users.ts";
import { GRAPH_APP_ID } from "./resources.ts";
import { entraOf } from "./state.ts";
import { issuerOf, type Mint } from "./tokens.ts";

/** How far clocks may differ, in seconds. */
const SKEW_SECONDS = 300;

/** Verified tokens remembered, so that each costs one signature check. */
const REMEMBERED_TOKENS = 500;

/** Reads a token of this tenant, whatever its audience. Rejects with jose's errors, JWKSNoMatchingKey for an unknown key. */
export async function readToken(mint: Mint, token: string): Promise<JWTPayload> {
  const { kid = "" } = decodeProtectedHeader(token);
  const key = mint.keys.find(kid);
  if (key === undefined) throw new errors.JWKSNoMatchingKey();
  const { payload } = await jwtVerify(token, key.publicKey, {
    algorithms: ["RS256"],
    issuer: issuerOf(mint),
    currentDate: new Date(mint.tenant.clock.now().epochMilliseconds),
    clockTolerance: SKEW_SECONDS,
  });
  return payload;
}

/** Makes what tells a Graph caller by the Authorization header. Rejects with Graph's 401. */
export function openAuthenticator(mint: Mint): (authorization: string | undefined) => Promise<Caller> {
  const verified = new Map<string, JWTPayload>();

  async function payloadOf(token: string): Promise<JWTPayload> {
    const known = verified.get(token);
    const now = mint.tenant.clock.now().epochMilliseconds / 1000;
    if (known !== undefined && now < (known.exp ?? 0) && now >= (known.nbf ?? 0)) return known;
    try {
      const payload = await readToken(mint, token);
      if (verified.size >= REMEMBERED_TOKENS) verified.clear();
      verified.set(token, payload);
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw unauthorized("Lifetime validation failed, the token is expired.");
      if (error instanceof errors.JOSEError) throw unauthorized("IDX10500: Signature validation failed.");
      if (error instanceof TypeError)
        throw unauthorized("CompactToken parsing failed with error code: 80049217");
      throw error;
    }
  }

  return async (authorization) => {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw unauthorized("Access token is empty.");
    const payload = await payloadOf(token);
    if (!mint.keys.find(decodeProtectedHeader(token).kid ?? ""))
      throw unauthorized("IDX10501: Signature key not found.");
    if (payload.aud !== GRAPH_APP_ID)
      throw unauthorized("Access token validation failure. Invalid audience.");
    return callerOf(mint, payload);
  };
}

function callerOf({ tenant }: Mint, payload: JWTPayload): Caller {
  const appId = String(payload["azp"]);
  if (payload["idtyp"] === "app") {
    const roles = new Set((payload["roles"] as string[] | undefined) ?? []);
    const mailboxes = entraOf(tenant).apps.get(appId)?.mailboxScope ?? undefined;
    return { kind: "app", appId, roles, mailboxes };
  }
  const user = findUser(tenant, String(payload["oid"]));
  if (user === undefined || !user.accountEnabled)
    throw unauthorized("The user account does not exist or is disabled.");
  return { kind: "user", appId, userId: user.id, scopes: new Set(String(payload["scp"] ?? "").split(" ")) };
}

function unauthorized(message: string): GraphError {
  const challenge = `Bearer realm="", authorization_uri="/common/oauth2/authorize", client_id="${GRAPH_APP_ID}", error="invalid_token", error_description="${message}"`;
  return new GraphError(401, "InvalidAuthenticationToken", message, { "WWW-Authenticate": challenge });
}
