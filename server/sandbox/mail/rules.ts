import { headerOf } from "./incoming.ts";
import type { Rule } from "./mailbox.ts";
import type { Recipient } from "./message.ts";
import type { ParsedMail } from "./mime-in.ts";
import { type Arrival, conditions } from "./rule-conditions.ts";

/** What the rules of an Inbox decide for one mail. */
export type Outcome = {
  /** A folder id or well-known name; null leaves it in the Inbox. */
  moveTo: string | null;
  copyTo: string[];
  /** "soft" to Deleted Items, "hard" without a trace. */
  delete: "soft" | "hard" | null;
  isRead: boolean;
  importance: ParsedMail["importance"] | null;
  categories: string[];
  forwardTo: Recipient[];
  redirectTo: Recipient[];
};

/** The actions this tenant can do. */
export const actions: ReadonlySet<string> = new Set([
  "moveToFolder",
  "copyToFolder",
  "delete",
  "permanentDelete",
  "markAsRead",
  "markImportance",
  "assignCategories",
  "forwardTo",
  "redirectTo",
  "stopProcessingRules",
]);

function asked(predicates: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(predicates).filter(
    ([name, wanted]) => name in conditions && wanted !== null && wanted !== undefined,
  );
}

function applies(rule: Rule, arrival: Arrival): boolean {
  const holds = ([name, wanted]: [string, unknown]) => conditions[name]!(arrival, wanted);
  return rule.isEnabled && asked(rule.conditions).every(holds) && !asked(rule.exceptions).some(holds);
}

function apply(done: Outcome, rule: Rule): void {
  const a = rule.actions as {
    moveToFolder?: string | null;
    copyToFolder?: string | null;
    delete?: boolean | null;
    permanentDelete?: boolean | null;
    markAsRead?: boolean | null;
    markImportance?: Outcome["importance"];
    assignCategories?: string[];
    forwardTo?: Recipient[];
    redirectTo?: Recipient[];
  };
  done.moveTo ??= a.moveToFolder ?? null;
  if (a.copyToFolder) done.copyTo.push(a.copyToFolder);
  if (a.permanentDelete) done.delete = "hard";
  else if (a.delete) done.delete ??= "soft";
  done.isRead ||= a.markAsRead ?? false;
  done.importance ??= a.markImportance ?? null;
  done.categories.push(...(a.assignCategories ?? []).filter((name) => !done.categories.includes(name)));
  done.forwardTo.push(...(a.forwardTo ?? []));
  done.redirectTo.push(...(a.redirectTo ?? []));
}

/** Runs an Inbox's rules in their sequence. Mail that a rule already passed on is not passed on again. */
export function runRules(rules: readonly Rule[], arrival: Arrival): Outcome {
  const done: Outcome = {
    moveTo: null,
    copyTo: [],
    delete: null,
    isRead: false,
    importance: null,
    categories: [],
    forwardTo: [],
    redirectTo: [],
  };
  for (const rule of [...rules].sort((a, b) => a.sequence - b.sequence)) {
    if (!applies(rule, arrival)) continue;
    apply(done, rule);
    if (rule.actions["stopProcessingRules"] === true) break;
  }
  if (headerOf(arrival.mail, "x-ms-exchange-inbox-rules-loop") !== "")
    return { ...done, forwardTo: [], redirectTo: [] };
  return done;
}
