import { count, emptyTally, type Tally } from "../../src/domain/voice/tally.ts";
import type { Broken, BrokenList } from "./broken.ts";
import { addBroken, noBroken } from "./broken.ts";
import type { AuditDeal } from "./deals.ts";
import { type Entry, openJudge } from "./judging.ts";
import { openLedger } from "./ledger.ts";
import type { Archive, Progress } from "./sources.ts";

/** What an audit found. `read` = `judged` + `copies` + `broken.total`: nothing is dropped. */
export type Findings = {
  read: number;
  /** Mails that were judged, whether or not they concern a deal. */
  judged: number;
  /** Further copies of mails that were judged. */
  copies: number;
  /** Judged mails that concern no deal. */
  unconcerned: number;
  broken: BrokenList;
  deals: readonly { deal: AuditDeal; tally: Tally }[];
};

/** Judges every mail of an archive for all deals. `write` gets each final verdict; it may make the audit wait. */
export async function runAudit(
  archive: Archive,
  deals: readonly AuditDeal[],
  write: (entry: Entry) => void | Promise<void>,
  progress: Progress,
): Promise<Findings> {
  const judge = openJudge(deals);
  const ledger = openLedger();
  const tallies = new Map(deals.map((deal) => [deal.name, emptyTally()]));
  const found = { read: 0, judged: 0, copies: 0, unconcerned: 0, broken: noBroken() };
  const settle = async (entries: Iterable<Entry>) => {
    for (const entry of entries) {
      const tally = tallies.get(entry.deal);
      if (tally !== undefined) count(tally, entry);
      await write(entry);
    }
  };
  const refuse = (broken: Broken) => addBroken(found.broken, broken);

  for await (const { where, mail } of archive.mails(progress)) {
    found.read++;
    if (typeof mail === "string") {
      refuse({ where, reason: mail });
      continue;
    }
    const entries = judge(mail);
    const final = entries === "no-date" ? entries : ledger.take(mail, entries);
    if (final === "no-date") refuse({ where, reason: final });
    else if (final === "copy") found.copies++;
    else {
      found.judged++;
      if (entries.length === 0) found.unconcerned++;
      await settle(final);
    }
  }
  await settle(ledger.close());
  const all = deals.map((deal) => ({ deal, tally: tallies.get(deal.name) ?? emptyTally() }));
  return { ...found, deals: all };
}
