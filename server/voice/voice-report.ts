import type { Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { writeVoiceReport } from "../../src/contract/voice-report.ts";
import type { Address } from "../../src/domain/people/address.ts";
import { type Counted, count, emptyTally, weekOf } from "../../src/domain/voice/tally.ts";
import type { Direction, Kind, Reason } from "../../src/domain/voice/verdict.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { type Db, rows, sql, toInstant } from "../store/db.ts";
import type { Report } from "./deal-ports.ts";
import { requireSeat } from "./deal-view.ts";
import type { People } from "./ports.ts";
import { type DealTable, tableOf } from "./table-store.ts";

type Parts = House & {
  people: People;
  writeReport(report: Report, language: "en" | "ru", madeAt: Temporal.Instant): string;
};

type Row = {
  messageId: string;
  kind: Kind;
  reason: Reason;
  direction: Direction | null;
  client: Address | null;
  sentAt: Date;
  isDismissed: boolean;
};

/** The audit's report over what the team's live mailboxes held. It names the client's people and who spoke, nobody else. */
export function voiceReportRoute(parts: Parts): Router {
  const { db, tenantId, audit, now, writeReport } = parts;
  return serve(writeVoiceReport, audit, async ({ params: { dealId }, query: { language }, caller }) => {
    await requireSeat(db, tenantId, dealId, caller.userId);
    const table = await tableOf(db, tenantId, dealId);
    if (table === null) throw new Error("A deal vanished while it was read");
    const judged = await judgedFor(db, tenantId, dealId);
    const tally = emptyTally();
    for (const one of judged) count(tally, one);
    const deal = { name: table.name, account: table.account };
    const spokespersons = await namesOf(parts.people, table);
    const page = writeReport({ deal, spokespersons, tally, mails: judged.length }, language, now());
    const lines = judged.map(({ messageId, kind, reason }) =>
      JSON.stringify({ messageId, deal: deal.name, verdict: kind, reason }),
    );
    return { page, lines: lines.map((line) => `${line}\n`).join("") };
  });
}

/** Every verdict of the deal, oldest first. What somebody found to be not about it counts as that. */
async function judgedFor(db: Db, tenantId: string, dealId: string): Promise<Counted[]> {
  const found = await rows<Row>(
    db,
    sql`select j.internet_message_id as "messageId", j.kind, j.reason, j.direction, j.client_address as client,
          j.sent_at as "sentAt", i.id is not null as "isDismissed"
        from judgement j left join incident i on i.tenant_id = j.tenant_id and i.deal_id = j.deal_id
          and i.internet_message_id = j.internet_message_id and i.state = 'dismissed'
        where j.tenant_id = ${tenantId} and j.deal_id = ${dealId}::uuid order by j.sent_at, j.internet_message_id`,
  );
  return found.map(({ messageId, kind, reason, direction, client, sentAt, isDismissed }): Counted => {
    if (isDismissed)
      return {
        messageId,
        kind: "outside",
        reason: "not-about-deals",
        direction: null,
        client: null,
        week: null,
      };
    return { messageId, kind, reason, direction, client, week: weekOf(toInstant(sentAt)) };
  });
}

async function namesOf(people: People, { turns }: DealTable): Promise<string[]> {
  const ids = [...new Set(turns.map(({ spokesperson }) => spokesperson))];
  const known = await people.people(ids);
  return ids.flatMap((id) => known.get(id)?.name ?? []);
}
