import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import type { MeetingPorts } from "./ports.ts";

/** Calendars are read so far back, and so far ahead. */
const BACK = { hours: 180 * 24 };
const AHEAD = { hours: 90 * 24 };

type Executive = { personId: string; addresses: string[] };

/**
 * Reads when executives of deals that are worked on were last in touch with the client's people, and when they meet next:
 * meetings from their calendars, mail from what was judged anyway. Times and addresses only.
 */
export async function readTouches(house: House, ports: MeetingPorts): Promise<void> {
  await keepMail(house);
  for (const executive of await executives(house)) await readCalendar(house, ports, executive);
}

function executives({ db, tenantId }: House): Promise<Executive[]> {
  return rows<Executive>(
    db,
    sql`select s.person_id as "personId", array_agg(distinct c.address order by c.address) as addresses
          from deal_seat s
          join deal d on d.tenant_id = ${tenantId} and d.id = s.deal_id and d.stage not in ('won', 'lost')
          join deal_contact c on c.tenant_id = ${tenantId} and c.deal_id = s.deal_id
         where s.tenant_id = ${tenantId} and s.role = 'executiveSponsor'
         group by s.person_id order by s.person_id`,
  );
}

async function readCalendar(
  { db, tenantId, now, log }: House,
  { diary, troubleOf }: MeetingPorts,
  { personId, addresses }: Executive,
): Promise<void> {
  const at = now();
  try {
    const met = await diary.met(personId, { start: at.subtract(BACK), end: at.add(AHEAD) });
    for (const address of addresses) {
      const times = met.flatMap((one) => (one.address === address ? [one.at] : []));
      const [last, next] = [
        times.filter((time) => isBefore(time, at)),
        times.filter((time) => !isBefore(time, at)),
      ];
      await sql`insert into exec_touch (tenant_id, executive_id, address, kind, last_at, next_at)
                values (${tenantId}, ${personId}, ${address}, 'meeting',
                        ${last.sort(Temporal.Instant.compare).at(-1)?.toString() ?? null}::timestamptz,
                        ${next.sort(Temporal.Instant.compare)[0]?.toString() ?? null}::timestamptz)
                on conflict (tenant_id, executive_id, address, kind) do update
                  set last_at = excluded.last_at, next_at = excluded.next_at`.execute(db);
    }
  } catch (error) {
    if (troubleOf(error) === null) throw error;
    // What was read last stays; the next round reads again.
    log.warn({ err: error, personId }, "a calendar could not be read for touches");
  }
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) <= 0;
}

/**
 * An executive was in touch by a mail between the client's person and the team of which their mailbox has a copy; invitations,
 * newsletters and automatic replies are nobody's word.
 */
async function keepMail({ db, tenantId }: House): Promise<void> {
  await sql`insert into exec_touch (tenant_id, executive_id, address, kind, last_at)
            select ${tenantId}, c.person_id, j.client_address, 'mail', max(j.sent_at)
              from judgement j
              join mail_copy c on c.tenant_id = ${tenantId} and c.internet_message_id = j.internet_message_id
              join deal_seat s on s.tenant_id = ${tenantId} and s.deal_id = j.deal_id and s.person_id = c.person_id
               and s.role = 'executiveSponsor'
             where j.tenant_id = ${tenantId} and j.client_address is not null
               and j.kind not in ('exempt', 'outside')
             group by c.person_id, j.client_address
            on conflict (tenant_id, executive_id, address, kind) do update
              set last_at = greatest(exec_touch.last_at, excluded.last_at)`.execute(db);
}
