import * as oauth from "oauth4webapi";
import type { SignIn } from "./host.ts";

/** The sign-in service, as it describes itself, and the options its calls need. */
export type Authority = {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  /** Plain http is allowed to this machine only: that is the sandbox. */
  options: { [oauth.allowInsecureRequests]?: boolean };
};

/** Asks the authority for its addresses. Rejects when it cannot be reached or is not who it says. */
export async function discover({ authority, clientId }: SignIn): Promise<Authority> {
  const issuer = new URL(`${authority.replace(/\/$/, "")}/v2.0`);
  const options = isLoopback(issuer) ? { [oauth.allowInsecureRequests]: true } : {};
  const reply = await oauth.discoveryRequest(issuer, options);
  const server = await oauth.processDiscoveryResponse(issuer, reply);
  return { server, client: { client_id: clientId }, options };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
