import type { Temporal } from "temporal-polyfill";
import type { MeetingRule, Wish } from "../../src/contract/meetings-wishes.ts";
import { type Db, row, rows, sql } from "../store/db.ts";

/** What holds for a deal of which nobody said anything: any day, an hour ahead. */
const USUAL: MeetingRule = { noDays: [], noticeMinutes: 60 };

/** Whoever said nothing wishes nothing. */
export const NO_WISH: Wish = { notBefore: null, notAfter: null, noDays: [] };

/** When teams and people want no meetings. This room alone writes it. */
export const wishStore = (db: Db, tenantId: string) => ({
  /** How the deal's team meets. */
  async rule(dealId: string): Promise<MeetingRule> {
    const found = await row<MeetingRule>(
      db,
      sql`select no_days as "noDays", notice_minutes as "noticeMinutes" from meeting_rule
           where tenant_id = ${tenantId} and deal_id = ${dealId}`,
    );
    return found ?? USUAL;
  },

  /** What these people wish, by person; who wishes nothing is missing. */
  async wishes(personIds: readonly string[]): Promise<Map<string, Wish>> {
    const found = await rows<Wish & { personId: string }>(
      db,
      sql`select person_id as "personId", not_before as "notBefore", not_after as "notAfter", no_days as "noDays"
            from meeting_wish where tenant_id = ${tenantId} and person_id = any(${[...personIds]}::text[])`,
    );
    return new Map(found.map(({ personId, ...wish }) => [personId, wish]));
  },

  async keepRule(dealId: string, { noDays, noticeMinutes }: MeetingRule): Promise<void> {
    await sql`insert into meeting_rule (tenant_id, deal_id, no_days, notice_minutes)
              values (${tenantId}, ${dealId}, ${noDays}::int[], ${noticeMinutes})
              on conflict (tenant_id, deal_id) do update
                set no_days = excluded.no_days, notice_minutes = excluded.notice_minutes`.execute(db);
  },

  async keepWish(
    personId: string,
    { notBefore, notAfter, noDays }: Wish,
    saidBy: string,
    at: Temporal.Instant,
  ): Promise<void> {
    await sql`insert into meeting_wish (tenant_id, person_id, not_before, not_after, no_days, said_by, said_at)
              values (${tenantId}, ${personId}, ${notBefore}, ${notAfter}, ${noDays}::int[], ${saidBy},
                      ${at.toString()})
              on conflict (tenant_id, person_id) do update
                set not_before = excluded.not_before, not_after = excluded.not_after, no_days = excluded.no_days,
                    said_by = excluded.said_by, said_at = excluded.said_at`.execute(db);
  },
});
