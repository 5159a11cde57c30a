import { Temporal } from "temporal-polyfill";
import { isFreeMail } from "../../src/domain/people/domain.ts";
import type { Member, Table } from "../../src/domain/voice/table.ts";
import type { Turn } from "../../src/domain/voice/turns.ts";
import { type DealRow, readDealRow } from "./cells.ts";
import { cellMistake, DealsMistake, readRows } from "./deals-file.ts";
import { type AuditLanguage, sayIn } from "./texts.ts";

/** A deal of deals.csv. */
export type AuditDeal = {
  name: string;
  account: string;
  table: Table;
  /** Whether it has a beginning or an end, so that a mail without a date cannot be judged. */
  isLimited: boolean;
};

/** All deals, in the order of the file, and what a person should know before trusting the report. */
export type AuditDeals = { deals: AuditDeal[]; warnings: string[] };

/**
 * Reads deals.csv. Several rows with one `deal` are the turns of one deal, one after the other; their client side and
 * our side are taken together. Throws {@link DealsMistake} with every mistake found, and Mistake when it cannot be read.
 */
export function readDeals(file: string, language: AuditLanguage): AuditDeals {
  const rows = readRows(file, language);
  const mistakes: string[] = [];
  const understood = rows.map((row) => readDealRow(row, language, mistakes)).filter((row) => row !== null);
  const groups = Map.groupBy(understood, ({ deal }) => deal);
  for (const group of groups.values()) mistakes.push(...turnMistakes(group, language));
  if (mistakes.length > 0) throw new DealsMistake(mistakes);
  if (groups.size === 0) throw new DealsMistake([sayIn(language)("noDealRows")]);
  const warnings = understood.flatMap((row) =>
    row.clientDomains
      .filter(isFreeMail)
      .map((value) => cellMistake(row.row, "clientDomains", language, "freeMail", { value })),
  );
  return { deals: [...groups.values()].map(dealOf), warnings };
}

function turnMistakes(group: readonly DealRow[], language: AuditLanguage): string[] {
  const sorted = group.toSorted((one, other) => begin(one) - begin(other));
  return sorted.flatMap((row, i) => {
    const before = sorted[i - 1];
    if (before === undefined || end(before) <= begin(row)) return [];
    return [cellMistake(row.row, "from", language, "turnsOverlap", { line: before.row.line })];
  });
}

function dealOf(group: readonly DealRow[]): AuditDeal {
  const turns: Turn[] = group
    .toSorted((one, other) => begin(one) - begin(other))
    .map(({ spokesperson, since, until }) => ({ spokesperson, since: since ?? FIRST, until }));
  const since = group.some((row) => row.since === null) ? null : (turns[0]?.since ?? null);
  const until = turns.at(-1)?.until ?? null;
  const [{ deal, account } = { deal: "", account: "" }] = group;
  const table: Table = {
    dealId: deal,
    team: teamOf(group),
    ourDomains: [...new Set(group.flatMap((row) => row.ourDomains))],
    clientDomains: [...new Set(group.flatMap((row) => row.clientDomains))],
    contacts: [...new Set(group.flatMap((row) => row.clientAddresses))].map((who) => ({
      address: who,
      since: null,
      until: null,
    })),
    turns,
    live: { since, until },
  };
  return { name: deal, account, table, isLimited: since !== null || until !== null || turns.length > 1 };
}

// A spokesperson's main address is their id: an archive knows no directory.
function teamOf(group: readonly DealRow[]): Member[] {
  const people = Map.groupBy(group, ({ spokesperson }) => spokesperson);
  return [...people].map(([id, rows]) => ({
    id,
    addresses: [...new Set([id, ...rows.flatMap((row) => row.aliases)])],
  }));
}

// Before any mail; a turn must begin somewhere.
const FIRST = Temporal.Instant.fromEpochMilliseconds(-1e14);

function begin({ since }: DealRow): number {
  return since?.epochMilliseconds ?? -Infinity;
}

function end({ until }: DealRow): number {
  return until?.epochMilliseconds ?? Infinity;
}
