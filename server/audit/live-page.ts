import { Temporal } from "temporal-polyfill";
import type { Tally } from "../../src/domain/voice/tally.ts";
import { noBroken } from "./broken.ts";
import { writePage } from "./page.ts";
import type { AuditLanguage } from "./texts.ts";

/** What is known of one deal's mail, judged as it came. `spokespersons` by name. */
export type LiveReport = {
  deal: { name: string; account: string };
  spokespersons: readonly string[];
  tally: Tally;
  mails: number;
};

/** The audit's page over mail that was judged as it came, instead of an archive. */
export function writeLivePage(
  { deal, spokespersons, tally, mails }: LiveReport,
  language: AuditLanguage,
  madeAt: Temporal.Instant,
): string {
  const since = Temporal.Instant.fromEpochMilliseconds(0);
  const turns = spokespersons.map((spokesperson) => ({ spokesperson, since, until: null }));
  const table = { dealId: deal.name, team: [], ourDomains: [], clientDomains: [], contacts: [], turns };
  const found = { read: mails, judged: mails, copies: 0, unconcerned: 0, broken: noBroken() };
  const deals = [{ deal: { ...deal, table, isLimited: false }, tally }];
  return writePage({ ...found, deals }, language, madeAt);
}
