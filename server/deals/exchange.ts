import { checkImport, exportDeals, importDeals } from "../../src/contract/deal-import.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Domain } from "../../src/domain/people/domain.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { domainsOf } from "./deal-input.ts";
import { exportTable } from "./export-deals.ts";
import { checkRows, makeRows } from "./import-deals.ts";
import type { People } from "./ports.ts";

/** Deals from a CRM's table and back into one. */
export function exchange(house: House, people: People): Room["routes"] {
  const { db, tenantId, now, audit, announce, ask } = house;

  /** Our mail domains, as the caller's own addresses show them. */
  async function ourDomains(userId: string): Promise<Set<Domain>> {
    const me = (await people.people([userId])).values();
    const found = domainsOf(me);
    if (found.size === 0) throw new Problem("person.unknown", "The directory does not know the caller.");
    return found;
  }

  return [
    serve(checkImport, audit, async ({ body, caller: { userId } }) => {
      const read = await checkRows(db, tenantId, userId, body, await ourDomains(userId));
      return { rows: read.map(({ row }) => row) };
    }),
    serve(importDeals, audit, async ({ body, caller: { userId } }) => {
      const read = await checkRows(db, tenantId, userId, body, await ourDomains(userId));
      const made = await makeRows(db, tenantId, userId, read, now().round("millisecond"));
      await ask(db, "watch.reconcile", { tenantId });
      await ask(db, "team.absences-all", { tenantId });
      const [first] = made.flatMap(({ state, dealId }) =>
        state === "new" && dealId !== null ? [dealId] : [],
      );
      if (first !== undefined) announce(tenantId, { topic: "deals", dealId: first });
      return { rows: made };
    }),
    serve(exportDeals, audit, async ({ query, caller: { userId } }) => ({
      csv: await exportTable(db, { tenantId, personId: userId, archived: query.archived === "yes" }),
    })),
  ];
}
