import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import type { Json, World } from "../../support/world.ts";

export type DealBody = z.input<typeof createDeal.body>;

/** A deal as the form would send it; `part` changes what a test is about. */
export function dealBody(part: Partial<DealBody> = {}): DealBody {
  return {
    id: randomUUID(),
    name: "Line 4 modernisation",
    account: "Steelworks AO",
    domains: ["steelworks.example"],
    value: { amount: "2400000", currency: "EUR" },
    stage: "proposal",
    closeDate: "2026-12-14",
    tenderDate: "2026-12-04",
    sensitivity: "standard",
    seats: [],
    contacts: [],
    ...part,
  };
}

/** Anna Kern leads a deal with Pavel Orlov, Ivan Petrov and the sales director. */
export function team(world: World): DealBody["seats"] {
  return [
    { personId: world.id("pavel.orlov"), role: "expert" },
    { personId: world.id("ivan.petrov"), role: "backOffice" },
    { personId: world.id("stefan.brandt"), role: "managerCoach" },
  ];
}

export function newDeal(world: World, part: Partial<DealBody> = {}): Promise<Deal> {
  return world.as("anna.kern")(createDeal, { body: dealBody({ seats: team(world), ...part }) });
}

/** Sends a body past the typed client, as any program could; the status and the problem's code and field. */
export async function send(
  world: World,
  path: string,
  { body, as = "anna.kern", method = "POST" }: { body?: unknown; as?: string; method?: string },
): Promise<[number, string, string | undefined]> {
  const response = await fetch(`${world.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${await world.token(as)}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const reply = (await response.json()) as { problem?: { code: string; field?: string } };
  return [response.status, reply.problem?.code ?? "", reply.problem?.field];
}

/** The code and field of a refusal by the typed client. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; field?: string }> {
  try {
    await call;
  } catch (error) {
    const { code, detail } = error as { code: string; detail: { field?: string } };
    return { code, ...(detail.field !== undefined && { field: detail.field }) };
  }
  throw new Error("This was not refused.");
}

/** A list that the sandbox gives. */
export function list(reply: { body: Json } | Json): Json[] {
  return ("body" in reply ? (reply.body as Json)["value"] : (reply as Json)["value"]) as Json[];
}
