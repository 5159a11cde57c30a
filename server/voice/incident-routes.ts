import type { Router } from "express";
import { Problem } from "../../src/contract/problem.ts";
import { type Incident, listIncidents, settleIncident } from "../../src/contract/voice.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { requireSeat } from "./deal-view.ts";
import type { IncidentStore } from "./incident-store.ts";
import type { IncidentView } from "./incident-view.ts";

type Parts = House & { incidents: IncidentStore; view: IncidentView };

/** Seeing incidents and settling them. */
export function incidentRoutes(parts: Parts): Router[] {
  const { db, tenantId, audit, view } = parts;
  return [
    serve(listIncidents, audit, async ({ query, caller }) => {
      const { dealId, state } = query;
      if (dealId !== undefined) await requireSeat(db, tenantId, dealId, caller.userId);
      const wanted = { callerId: caller.userId, onlyOpen: state === "open" };
      return { incidents: await view.list({ ...wanted, ...(dealId !== undefined && { dealId }) }) };
    }),
    serve(settleIncident, audit, async ({ params: { incidentId }, body: { state }, caller }) => {
      const before = await requireIncident(view, incidentId, caller.userId);
      if (state === "taken" && !before.yoursToTake)
        throw new Problem("deal.not-yours", "Only the spokesperson takes a mail over.");
      if (state !== before.state) await settle(parts, before, state, caller.userId);
      return requireIncident(view, incidentId, caller.userId);
    }),
  ];
}

async function requireIncident(view: IncidentView, incidentId: string, callerId: string): Promise<Incident> {
  const [incident] = await view.list({ callerId, incidentId });
  if (incident === undefined) throw new Problem("incident.unknown", "There is no such incident.");
  return incident;
}

async function settle(
  { db, tenantId, now, ask, announce, incidents }: Parts,
  { id, dealId }: Incident,
  state: "open" | "taken" | "dismissed",
  by: string,
): Promise<void> {
  await transact(db, async (tx) => {
    await incidents.setState(tx, id, state, by, now());
    await ask(tx, "voice.mark", { tenantId, incidentId: id });
  });
  announce(tenantId, { topic: "incidents", dealId });
}
