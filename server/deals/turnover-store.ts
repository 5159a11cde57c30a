import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Turnover } from "../room.ts";
import { type Db, row, rows, sql, toInstant } from "../store/db.ts";

/** A turnover as it is kept. */
export type StoredTurnover = Turnover & { id: string };

type TurnoverRow = Omit<StoredTurnover, "at" | "cancel"> & {
  at: Date;
  cancelIds: string[];
  cancelComment: string;
};

const COLUMNS = sql.raw(
  `id, deal_id as "dealId", kind, from_id as "fromId", to_id as "toId", by_id as "byId", at, meetings,
   cancel_ids as "cancelIds", cancel_comment as "cancelComment"`,
);

/** A turnover to be noted; left out: the next spokesperson joins the meetings, and none is called off. */
export type NewTurnover = Omit<Turnover, "meetings" | "cancel"> &
  Partial<Pick<Turnover, "meetings" | "cancel">>;

/** Notes that another speaks, or that the deal ends; what follows is done once the minute to undo has passed. */
export async function noteTurnover(tx: Db, tenantId: string, turnover: NewTurnover): Promise<void> {
  const { dealId, kind, fromId, toId, byId, at, meetings = "join", cancel } = turnover;
  if (kind === "hand-over" && fromId === toId) return;
  await sql`insert into turnover (tenant_id, id, deal_id, kind, from_id, to_id, by_id, at, meetings, cancel_ids,
                                  cancel_comment)
            values (${tenantId}, ${randomUUID()}, ${dealId}, ${kind}, ${fromId}, ${toId}, ${byId}, ${at.toString()},
                    ${meetings}, ${[...(cancel?.ids ?? [])]}::uuid[], ${cancel?.comment ?? ""})`.execute(tx);
}

/** Forgets the latest turnover of that kind if nothing followed from it yet: it was taken back within the minute. */
export async function dropTurnover(
  tx: Db,
  tenantId: string,
  dealId: string,
  kinds: readonly Turnover["kind"][],
): Promise<void> {
  await sql`delete from turnover where tenant_id = ${tenantId} and settled_at is null and id = (
              select id from turnover where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
                 and kind = any(${[...kinds]}::text[])
               order by at desc, id limit 1)`.execute(tx);
}

/** Turnovers that nothing followed from yet and that cannot be taken back any more, the oldest first. */
export async function dueTurnovers(db: Db, tenantId: string, until: Temporal.Instant): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    sql`select id from turnover where tenant_id = ${tenantId} and settled_at is null and at <= ${until.toString()}
         order by at, id limit 50`,
  );
  return due.map(({ id }) => id);
}

/** Marks a turnover as settled and gives it; null when somebody else did, or it was taken back. */
export async function settleOnce(
  tx: Db,
  tenantId: string,
  id: string,
  at: Temporal.Instant,
): Promise<StoredTurnover | null> {
  const found = await row<TurnoverRow>(
    tx,
    sql`update turnover set settled_at = ${at.toString()}
         where tenant_id = ${tenantId} and id = ${id}::uuid and settled_at is null returning ${COLUMNS}`,
  );
  return found && readRow(found);
}

/** The turnover; null when there is none by this id. */
export async function turnoverById(db: Db, tenantId: string, id: string): Promise<StoredTurnover | null> {
  const found = await row<TurnoverRow>(
    db,
    sql`select ${COLUMNS} from turnover where tenant_id = ${tenantId} and id = ${id}::uuid`,
  );
  return found && readRow(found);
}

/** Whether a later turnover of the deal says more than this one. */
export async function isOvertaken(tx: Db, tenantId: string, turnover: StoredTurnover): Promise<boolean> {
  const later = await row(
    tx,
    sql`select 1 from turnover where tenant_id = ${tenantId} and deal_id = ${turnover.dealId}::uuid
           and (at, id) > (${turnover.at.toString()}::timestamptz, ${turnover.id}::uuid)`,
  );
  return later !== null;
}

function readRow({ at, cancelIds, cancelComment, ...rest }: TurnoverRow): StoredTurnover {
  return { ...rest, at: toInstant(at), cancel: { ids: cancelIds, comment: cancelComment } };
}
