import { EntraError } from "./entra-error.ts";
import type { AppRegistration, Entra } from "./state.ts";

/** Microsoft Graph's own application id and address. */
export const GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";
const GRAPH_URI = "https://graph.microsoft.com";

/** Scopes of OpenID Connect: they belong to no resource. */
const OPENID_SCOPES = new Set(["openid", "profile", "email", "offline_access"]);

/** What a `scope` parameter asks for: one resource, and names there (".default" among them possibly). */
export type Asked = {
  resource: { kind: "graph" } | { kind: "app"; app: AppRegistration };
  names: readonly string[];
  openid: ReadonlySet<string>;
};

/** Reads a `scope` parameter. `graphUrl` is the sandbox's own address, which means Graph too. Throws AADSTS70011 and kin. */
export function readScope(text: string, entra: Entra, graphUrl: string): Asked {
  const openid = new Set<string>();
  let resource: Asked["resource"] | undefined;
  const names: string[] = [];
  for (const scope of text.split(" ").filter((one) => one !== "")) {
    if (OPENID_SCOPES.has(scope)) {
      openid.add(scope);
      continue;
    }
    const at = scope.lastIndexOf("/");
    const found = resourceOf(at < 0 ? GRAPH_URI : scope.slice(0, at), entra, graphUrl);
    if (resource !== undefined && keyOf(resource) !== keyOf(found)) {
      const message = `The provided value for the input parameter 'scope' is not valid. The scope ${text} asks for more than one resource.`;
      throw new EntraError("invalid_scope", 28_000, message);
    }
    resource = found;
    names.push(at < 0 ? scope : scope.slice(at + 1));
  }
  return { resource: resource ?? { kind: "graph" }, names: resource ? names : ["User.Read"], openid };
}

/** What tokens for the resource name as their audience. */
export function audienceOf(resource: Asked["resource"]): string {
  return resource.kind === "graph" ? GRAPH_APP_ID : resource.app.clientId;
}

function resourceOf(name: string, entra: Entra, graphUrl: string): Asked["resource"] {
  const plain = name.replace(/\/$/, "").toLowerCase();
  // Some clients make the name of the host alone.
  const { protocol, hostname } = new URL(graphUrl);
  const graph = [GRAPH_URI, GRAPH_APP_ID, graphUrl, `${protocol}//${hostname}`];
  if (graph.includes(plain)) return { kind: "graph" };
  for (const app of entra.apps.values()) {
    const isHosted = plain.startsWith("api://") && plain.endsWith(`/${app.clientId}`);
    // A tab's identifier URI names its host too; which hosts are the application's the sandbox does not ask.
    if (plain === app.clientId || plain === app.appIdUri.toLowerCase() || isHosted)
      return { kind: "app", app };
  }
  const message = `The resource principal named ${name} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant.`;
  throw new EntraError("invalid_resource", 500_011, message);
}

function keyOf(resource: Asked["resource"]): string {
  return resource.kind === "graph" ? "graph" : resource.app.clientId;
}
