import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { deliverySettings } from "./settings.ts";

function failed(message: string): GraphError {
  return new GraphError(400, "ValidationError", `Subscription validation request failed. ${message}`);
}

/** An address that Graph would call, or one on this machine by plain http: a sandbox's clients rarely have certificates. */
export function requireAddress(text: string, name: string): void {
  const url = URL.parse(text);
  const isHere = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isHere)) return;
  throw new GraphError(400, "InvalidRequest", `${name} must be an absolute address with the https scheme.`);
}

/**
 * Asks an address whether it wants notifications: it must send the token back as plain text with 200, in time. Takes
 * as long as the other side does, so nothing may be held meanwhile. Rejects with Graph's 400.
 */
export async function shakeHands(tenant: Tenant, address: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${tenant.newId()}`;
  const url = `${address}${address.includes("?") ? "&" : "?"}validationToken=${encodeURIComponent(token)}`;
  const answer = await ask(url, deliverySettings(tenant).answerWithinMs);
  if (answer.status !== 200)
    throw failed("Notification endpoint must respond with 200 OK to validation request.");
  if (!answer.type.toLowerCase().startsWith("text/plain"))
    throw failed("The response must be of type text/plain.");
  if (answer.text !== token) throw failed("Validation response did not match the expected token.");
}

async function ask(url: string, withinMs: number): Promise<{ status: number; type: string; text: string }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      redirect: "manual",
      signal: AbortSignal.timeout(withinMs),
    });
    return {
      status: response.status,
      type: response.headers.get("content-type") ?? "",
      text: await response.text(),
    };
  } catch (error) {
    // Whatever keeps the other side from answering is its failure, not ours.
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    throw failed(isLate ? "The request timed out." : "The endpoint could not be reached.");
  }
}
