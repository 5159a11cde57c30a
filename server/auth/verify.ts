import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import type { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";

/** Whose tokens are taken, and where their keys are found. */
export type TokenRules = {
  /** E.g. "https://login.microsoftonline.com". */
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  appIdUri: string;
  /** Application ids that may ask for tokens to us: our own pages and Microsoft's hosts. */
  clients: ReadonlySet<string>;
  now: () => Temporal.Instant;
};

/** The person a token was given to. */
export type Proved = { tenantId: string; userId: string; name: string };

/** The one delegated permission that our API asks for. */
const SCOPE = "access_as_user";
const SKEW_SECONDS = 300;

/**
 * Builds the check of access tokens (Entra v2, RS256): issuer of our tenant, audience, times with five minutes' grace,
 * version, scope, and the application that asked. ID tokens, application tokens and other tenants are refused.
 * Rejects with Problem auth.invalid, auth.expired or auth.forbidden.
 */
export function openVerifier(rules: TokenRules): (token: string) => Promise<Proved> {
  const keys = createRemoteJWKSet(new URL(`${rules.authorityUrl}/${rules.tenantId}/discovery/v2.0/keys`), {
    cooldownDuration: 5_000,
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        issuer: `${rules.authorityUrl}/${rules.tenantId}/v2.0`,
        audience: [rules.clientId, rules.appIdUri],
        currentDate: new Date(rules.now().epochMilliseconds),
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ["exp", "nbf", "oid", "tid"],
      });
      return prove(payload, rules);
    } catch (error) {
      throw asProblem(error);
    }
  };
}

function prove(claims: JWTPayload, rules: TokenRules): Proved {
  if (claims["ver"] !== "2.0" || claims["tid"] !== rules.tenantId) {
    throw new Problem("auth.invalid", "The token is not of this tenant's newer kind.");
  }
  const scopes = typeof claims["scp"] === "string" ? claims["scp"].split(" ") : [];
  if (claims["idtyp"] === "app" || !scopes.includes(SCOPE)) {
    throw new Problem("auth.forbidden", "The token is not a person's access token for this service.");
  }
  if (!rules.clients.has(String(claims["azp"]))) {
    throw new Problem("auth.forbidden", "The token was asked for by an application that is not known here.");
  }
  return { tenantId: rules.tenantId, userId: String(claims["oid"]), name: String(claims["name"] ?? "") };
}

function asProblem(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return new Problem("auth.expired", "The sign-in has run out.", {}, error);
  if (
    error instanceof errors.JWKSTimeout ||
    (error instanceof TypeError && error.message === "fetch failed")
  ) {
    return new Problem("graph.busy", "The sign-in service is out of reach.", { retryAfter: 5 }, error);
  }
  if (error instanceof errors.JOSEError)
    return new Problem("auth.invalid", "The token is not valid here.", {}, error);
  return error;
}
