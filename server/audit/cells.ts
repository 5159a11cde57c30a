import { Temporal } from "temporal-polyfill";
import { type Address, parseAddress } from "../../src/domain/people/address.ts";
import { type Domain, parseDomain } from "../../src/domain/people/domain.ts";
import { type Column, cellMistake, type Row } from "./deals-file.ts";
import type { AuditLanguage, AuditText, Values } from "./texts.ts";

/** One row of deals.csv, understood: a deal, its two sides, and who speaks from when until when. */
export type DealRow = {
  deal: string;
  account: string;
  clientDomains: Domain[];
  clientAddresses: Address[];
  spokesperson: Address;
  aliases: Address[];
  ourDomains: Domain[];
  since: Temporal.Instant | null;
  until: Temporal.Instant | null;
  row: Row;
};

const LONGEST_NAME = 200;

/** Understands one row. What is wrong is added to `mistakes`; null when anything was. */
export function readDealRow(row: Row, language: AuditLanguage, mistakes: string[]): DealRow | null {
  const before = mistakes.length;
  const wrong = (column: Column, key: AuditText, values?: Values) =>
    void mistakes.push(cellMistake(row, column, language, key, values));
  const { cells } = row;

  const domains = (column: Column) =>
    many(cells[column], parseDomain, (value) => wrong(column, "notDomain", { value }));
  const addresses = (column: Column) =>
    many(cells[column], parseAddress, (value) => wrong(column, "notAddress", { value }));
  const moment = (column: Column) => {
    const found = readMoment(cells[column]);
    if (found === undefined) wrong(column, "notMoment", { value: cells[column] });
    return found ?? null;
  };

  if (cells.deal === "") wrong("deal", "noName");
  if (cells.deal.length > LONGEST_NAME) wrong("deal", "longName", { most: LONGEST_NAME });
  const clientDomains = domains("clientDomains");
  const clientAddresses = addresses("clientAddresses");
  if (cells.clientDomains === "" && cells.clientAddresses === "") wrong("clientDomains", "noClient");
  const spokesperson = parseAddress(cells.spokesperson);
  if (spokesperson === null) wrong("spokesperson", "notAddress", { value: cells.spokesperson });
  const aliases = addresses("aliases");
  const ourDomains = domains("ourDomains");
  if (cells.ourDomains === "") wrong("ourDomains", "noOurs");
  const both = clientDomains.find((one) => ourDomains.includes(one));
  if (both !== undefined) wrong("clientDomains", "bothSides", { value: both });
  const own = clientAddresses.find((one) => one === spokesperson || aliases.includes(one));
  if (own !== undefined) wrong("clientAddresses", "bothSides", { value: own });
  const [since, until] = [moment("from"), moment("until")];
  if (since !== null && until !== null && Temporal.Instant.compare(since, until) >= 0) {
    wrong("until", "endsEarly");
  }
  if (mistakes.length > before || spokesperson === null) return null;
  const { deal, account } = cells;
  return {
    deal,
    account,
    clientDomains,
    clientAddresses,
    spokesperson,
    aliases,
    ourDomains,
    since,
    until,
    row,
  };
}

function many<T>(cell: string, read: (text: string) => T | null, refuse: (text: string) => void): T[] {
  const found: T[] = [];
  for (const text of cell.split(";").map((one) => one.trim())) {
    if (text === "") continue;
    const one = read(text);
    if (one === null) refuse(text);
    else if (!found.includes(one)) found.push(one);
  }
  return found;
}

/** A day (its first moment in UTC) or a moment with its zone; null when empty, undefined when it is neither. */
function readMoment(text: string): Temporal.Instant | null | undefined {
  if (text === "") return null;
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.Instant.from(`${text}T00:00Z`);
    return Temporal.Instant.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
