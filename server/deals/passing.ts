import { handOverVoice } from "../../src/contract/deal-edits.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { change, dealToChange } from "./deal-access.ts";
import { passVoice } from "./hand-over.ts";
import type { DealPorts } from "./ports.ts";
import { noteTurnover } from "./turnover-store.ts";

/** Passing the voice to another person of the deal team; what follows from it waits for the minute to undo. */
export function passing(house: House, { people }: DealPorts): Room["routes"] {
  const { tenantId, now, audit, ask } = house;
  return [
    serve(handOverVoice, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "hand-over");
      if (!deal.seats.some(({ person }) => person.id === body.personId))
        throw new Problem("person.unknown", "This person has no seat in the deal team.");
      if (!(await people.people([body.personId])).has(body.personId))
        throw new Problem("person.unknown", "The directory does not know this person any more.");
      return change(house, deal, body.version, caller, async (tx) => {
        const at = now().round("millisecond");
        await passVoice(tx, tenantId, dealId, body.personId, at);
        const fromId = deal.speaker?.person.id ?? null;
        const parts = {
          dealId,
          kind: "hand-over" as const,
          fromId,
          toId: body.personId,
          byId: caller.userId,
          at,
          ...(body.meetings !== undefined && { meetings: body.meetings }),
        };
        await noteTurnover(tx, tenantId, parts);
        await ask(tx, "watch.reconcile", { tenantId });
      });
    }),
  ];
}
