import type { DealEvent } from "../../src/contract/deal-lately.ts";
import { type Db, rows, sql, toInstant } from "../store/db.ts";

/** More would be a log, not what happened lately. */
const SHOWN = 30;

/** What the audit calls what people did, and what it is called here. */
const KINDS = {
  "deal.edited": "edited",
  "deal.team-changed": "team-changed",
  "deal.sensitivity-changed": "sensitivity-changed",
  "voice.handed-over": "handed-over",
  "voice.taken-back": "taken-back",
  "deal.closed": "closed",
  "deal.reopened": "reopened",
  "deal.archived": "archived",
  "room.asked": "room-asked",
  "room.adopted": "room-adopted",
  "room.undo-asked": "room-undone",
} as const satisfies Record<string, DealEvent["kind"]>;

type EventRow = {
  at: Date;
  action: string;
  what: string | null;
  id: string | null;
  name: string;
  mail: string;
  title: string | null;
};

/** The newest events of a deal, the newest first: its making, what people did, and the steps of its room that are done. */
export async function latelyOf(db: Db, tenantId: string, dealId: string): Promise<DealEvent[]> {
  const found = await rows<EventRow>(
    db,
    sql`select x.at, x.action, x.what, p.id, p.name, p.mail, p.title from (
          select at, action, null as what, actor_id from audit
           where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
             and action = any(${Object.keys(KINDS)}::text[])
          union all
          select created_at, 'created', null, created_by from deal
           where tenant_id = ${tenantId} and id = ${dealId}::uuid
          union all
          select ended_at, 'room-step', name, null from room_step
           where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'done' and ended_at is not null) x
          left join person p on p.tenant_id = ${tenantId} and p.id = x.actor_id
         order by x.at desc, x.action, x.what limit ${SHOWN}`,
  );
  return found.map(({ at, action, what, id, name, mail, title }) => ({
    at: toInstant(at).toString(),
    kind: kindOf(action),
    what,
    who: id === null ? null : { id, name, mail, title },
  }));
}

function kindOf(action: string): DealEvent["kind"] {
  if (action === "created" || action === "room-step") return action;
  return KINDS[action as keyof typeof KINDS];
}
