import { randomUUID } from "node:crypto";
import type { Answer, Exchange } from "../core/exchange.ts";
import type { Door } from "../core/http.ts";
import { directoryOf } from "../directory/state.ts";
import { answerAuthorize } from "./authorize.ts";
import { EntraError, entraErrorBody } from "./entra-error.ts";
import { answerToken } from "./token-endpoint.ts";
import { issuerOf, type Mint } from "./tokens.ts";

const LARGEST_BODY = 256 * 1024;

/** Names that stand for any tenant; our applications are registered for one tenant only. */
const ALIASES = new Set(["common", "organizations", "consumers"]);

const PATHS =
  /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys|discovery\/instance|oauth2\/v2\.0\/(?:token|authorize|logout))$/;

/** The door for sign-in: OpenID configuration, keys, authorize, token, logout. */
export function entraDoor(mint: Mint): Door {
  async function answer(exchange: Exchange): Promise<Answer> {
    const [, tenantName = "", what = ""] = PATHS.exec(exchange.path) ?? [];
    try {
      if (what === "discovery/instance") return instanceDiscovery(mint);
      const tenant = tenantOf(mint, tenantName);
      if (what.startsWith("v2.0")) return { status: 200, body: configuration(mint, tenant) };
      if (what.startsWith("discovery")) return { status: 200, body: mint.keys.jwks() };
      if (what.endsWith("logout")) return loggedOut(exchange);
      requireOwnTenant(mint, tenant, exchange);
      if (what.endsWith("authorize")) return answerAuthorize(mint, exchange);
      return await token(mint, exchange);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      return refused(mint, exchange, error);
    }
  }
  return {
    takes: (path) => PATHS.test(path),
    largestBody: LARGEST_BODY,
    answer,
    tooLarge: (exchange) =>
      refused(
        mint,
        exchange,
        new EntraError("invalid_request", 90_100, "The request is too large.", { status: 413 }),
      ),
  };
}

async function token(mint: Mint, exchange: Exchange): Promise<Answer> {
  if (exchange.method !== "POST") {
    throw new EntraError("invalid_request", 900_561, "The endpoint only accepts POST requests.", {
      status: 405,
    });
  }
  const type = exchange.headers["content-type"] ?? "";
  if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    throw new EntraError(
      "invalid_request",
      900_144,
      "The request body must be of type application/x-www-form-urlencoded.",
    );
  }
  const form = new Map(new URLSearchParams(exchange.body.toString()));
  const body = await answerToken(mint, { form, origin: exchange.headers["origin"] });
  return { status: 200, body, headers: { "Cache-Control": "no-store", Pragma: "no-cache" } };
}

/** The tenant's id for its id or domain, an alias for itself. Throws AADSTS90002 for another tenant. */
function tenantOf({ tenant }: Mint, name: string): string {
  const low = name.toLowerCase();
  if (ALIASES.has(low)) return low;
  if (low === tenant.id || low === directoryOf(tenant).organization.domain) return tenant.id;
  const message = `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  throw new EntraError("invalid_request", 90_002, message);
}

function requireOwnTenant(mint: Mint, tenant: string, exchange: Exchange): void {
  if (!ALIASES.has(tenant)) return;
  const sent = exchange.method === "POST" ? exchange.body.toString() : exchange.search;
  const clientId = new URLSearchParams(sent).get("client_id") ?? "";
  const message = `Application '${clientId}' is not configured as a multi-tenant application. Usage of the /${tenant} endpoint is not supported for such apps. Use a tenant-specific endpoint: ${mint.url}/${mint.tenant.id}.`;
  throw new EntraError("invalid_request", 50_194, message);
}

function configuration(mint: Mint, tenant: string): object {
  const { url } = mint;
  return {
    token_endpoint: `${url}/${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    jwks_uri: `${url}/${tenant}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: ALIASES.has(tenant) ? `${url}/{tenantid}/v2.0` : issuerOf(mint),
    authorization_endpoint: `${url}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${url}/${tenant}/oauth2/v2.0/logout`,
    claims_supported: [
      "sub",
      "iss",
      "aud",
      "exp",
      "iat",
      "nonce",
      "preferred_username",
      "name",
      "tid",
      "oid",
      "ver",
    ],
    tenant_region_scope: "EU",
    cloud_instance_name: "microsoftonline.com",
  };
}

/** What MSAL asks first about an authority it does not know: here, that the sandbox is its own cloud. */
function instanceDiscovery({ url, tenant }: Mint): Answer {
  const { host } = new URL(url);
  const metadata = [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
  const discovery = `${url}/${tenant.id}/v2.0/.well-known/openid-configuration`;
  return { status: 200, body: { tenant_discovery_endpoint: discovery, "api-version": "1.1", metadata } };
}

function loggedOut({ search }: Exchange): Answer {
  const back = new URLSearchParams(search).get("post_logout_redirect_uri");
  if (back !== null && URL.canParse(back)) return { status: 302, headers: { Location: back } };
  return { status: 200, body: "You signed out of your account." };
}

function refused(mint: Mint, exchange: Exchange, error: EntraError): Answer {
  const sent = exchange.headers["client-request-id"];
  const correlationId = sent !== undefined && /^[\w-]{1,64}$/.test(sent) ? sent : randomUUID();
  return {
    status: error.status,
    body: entraErrorBody(error, mint.tenant.clock, correlationId),
    headers: { "Cache-Control": "no-store" },
  };
}
