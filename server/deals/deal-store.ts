import type { Temporal } from "temporal-polyfill";
import type { Deal, DealCard } from "../../src/contract/deals.ts";
import type { SeatRole } from "../../src/domain/deals/deal.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import { warningsOf } from "./away-store.ts";
import { dealCard } from "./cards.ts";
import { roomView } from "./room-store.ts";

/** A deal as one of its team sees it; null for an outsider, and where there is no such deal. */
export async function readDealFor(
  db: Db,
  asked: { tenantId: string; dealId: string; personId: string; at: Temporal.Instant },
): Promise<Deal | null> {
  const { tenantId, dealId } = asked;
  const card = await dealCard(db, asked);
  if (card === null) return null;
  const parts = await dealParts(db, tenantId, dealId);
  return { ...card, ...parts, warnings: await warningsOf(db, tenantId, { ...card, ...parts }, asked.at) };
}

async function dealParts(
  db: Db,
  tenantId: string,
  dealId: string,
): Promise<Omit<Deal, keyof DealCard> & Pick<DealCard, never>> {
  const known = await row<Pick<Deal, "version" | "sensitivity" | "domains" | "contacts" | "milestones">>(
    db,
    sql`select d.version, d.sensitivity,
               array(select x.domain from deal_domain x
                      where x.tenant_id = d.tenant_id and x.deal_id = d.id order by x.domain) as domains,
               (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'address', c.address, 'role', c.role)
                                         order by c.name, c.address), '[]')
                  from deal_contact c where c.tenant_id = d.tenant_id and c.deal_id = d.id) as contacts,
               (select coalesce(json_agg(json_build_object('name', m.name, 'day', to_char(m.day, 'YYYY-MM-DD'))
                                         order by m.day, m.place), '[]')
                  from deal_milestone m where m.tenant_id = d.tenant_id and m.deal_id = d.id) as milestones
          from deal d where d.tenant_id = ${tenantId} and d.id = ${dealId}::uuid`,
  );
  if (known === null) throw new Error("A deal vanished while it was read");
  return {
    ...known,
    seats: await readSeats(db, tenantId, dealId),
    room: await roomView(db, tenantId, dealId),
  };
}

/** Who sits in the deal team, the account manager first, the others by name. */
export async function readSeats(db: Db, tenantId: string, dealId: string): Promise<Deal["seats"]> {
  type SeatRow = { id: string; name: string; mail: string; title: string | null; role: SeatRole };
  type BackupRow = {
    backupId: string | null;
    backupName: string;
    backupMail: string;
    backupTitle: string | null;
  };
  const found = await rows<SeatRow & BackupRow>(
    db,
    sql`select p.id, p.name, p.mail, p.title, s.role,
               b.id as "backupId", b.name as "backupName", b.mail as "backupMail", b.title as "backupTitle"
          from deal_seat s
          join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
          left join person b on b.tenant_id = s.tenant_id and b.id = s.backup_id
         where s.tenant_id = ${tenantId} and s.deal_id = ${dealId}::uuid
         order by s.role <> 'accountManager', p.name, p.id`,
  );
  return found.map(({ id, name, mail, title, role, backupId, backupName, backupMail, backupTitle }) => ({
    person: { id, name, mail, title },
    role,
    backup:
      backupId === null ? null : { id: backupId, name: backupName, mail: backupMail, title: backupTitle },
  }));
}
