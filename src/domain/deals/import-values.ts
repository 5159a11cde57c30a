import { Temporal } from "temporal-polyfill";
import type { Stage } from "./deal.ts";
import { type Money, parseMoney } from "./money.ts";

/** Stages as CRMs and people name them, in letters only. */
const STAGE_NAMES: Record<Stage, readonly string[]> = {
  lead: ["lead", "new", "open", "prospecting", "appointmentscheduled", "лид", "новая", "новый"],
  qualified: [
    ...[
      "qualified",
      "qualify",
      "qualification",
      "needsanalysis",
      "qualifiedtobuy",
      "develop",
      "квалификация",
    ],
    ...["valueproposition", "iddecisionmakers", "perceptionanalysis", "presentationscheduled"],
  ],
  proposal: [
    "proposal",
    "propose",
    "proposalpricequote",
    "quote",
    "decisionmakerboughtin",
    "предложение",
    "кп",
  ],
  negotiation: ["negotiation", "negotiationreview", "переговоры"],
  contract: ["contract", "contractsent", "close", "договор", "контракт"],
  won: ["won", "closedwon", "успешно", "выиграна", "выиграно", "успешнореализовано"],
  lost: ["lost", "closedlost", "canceled", "outsold", "проиграна", "проиграно", "закрытоинереализовано"],
};
const STAGES_BY_NAME = new Map(
  Object.entries(STAGE_NAMES).flatMap(([stage, names]) =>
    names.map((name): [string, Stage] => [name, stage as Stage]),
  ),
);
const SYMBOLS: Record<string, string> = {
  "€": "EUR",
  "₽": "RUB",
  "£": "GBP",
  "¥": "CNY",
  "₸": "KZT",
  $: "USD",
};

/** The stage that a text names in any of the usual ways; null for one that nobody knows. */
export function readStage(text: string): Stage | null {
  return STAGES_BY_NAME.get(text.toLowerCase().replace(/[^\p{L}]+/gu, "")) ?? null;
}

/**
 * A sum as people and CRMs write it: "2,400,000.00", "2 400 000,50 €", "1'000". Three digits behind a sign are thousands,
 * one or two are decimals. The currency is the text's own, else `currency`. Null when it is no sum.
 */
export function readSum(text: string, currency: string): Money | null {
  const sign = /[€₽£¥₸$]/.exec(text)?.[0];
  const code = /\b[A-Z]{3}\b/.exec(text)?.[0];
  const digits = text.replace(/[€₽£¥₸$]|\b[A-Z]{3}\b|руб\.?/gu, "").replace(/[\s\u00a0\u202f']/g, "");
  const decimals = /[.,](\d{1,2})$/.exec(digits)?.[1] ?? "";
  const whole = decimals === "" ? digits : digits.slice(0, -decimals.length - 1);
  if (!/^\d+$|^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole)) return null;
  const units = whole.replace(/[.,]/g, "");
  const amount = decimals === "" ? units : `${units}.${decimals}`;
  return parseMoney(amount, code ?? (sign === undefined ? currency : (SYMBOLS[sign] ?? currency)));
}

/** Whether "03/04/2026" is the third of April (day first) or the fourth of March; null: such a date is refused. */
export type DayFirst = boolean | null;

/** A day as people and CRMs write it, a time of day behind it allowed. "ambiguous": day and month could be either. */
export function readDay(text: string, dayFirst: DayFirst): Temporal.PlainDate | "ambiguous" | null {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return date(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?$/.exec(text);
  if (dotted) return date(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[, ].*)?$/.exec(text);
  if (!slashed) return null;
  const [, one, other, year] = slashed;
  const [first, second] = [Number(one), Number(other)];
  if (first <= 12 && second <= 12 && first !== second && dayFirst === null) return "ambiguous";
  const isDayFirst = first > 12 || (second <= 12 && dayFirst === true);
  return isDayFirst ? date(year, other, one) : date(year, one, other);
}

function date(year = "", month = "", day = ""): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
