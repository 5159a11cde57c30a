import { parseArgs } from "node:util";
import { type AuditLanguage, isAuditLanguage, Mistake } from "./texts.ts";

/** What an audit reads and writes: paths as typed; null where nothing is to be written. */
export type Order = {
  mail: string;
  deals: string;
  report: string | null;
  json: string | null;
  language: AuditLanguage;
};

/** Reads the words of the command line. Throws {@link Mistake}. */
export function readOrder(args: readonly string[]): Order {
  const { mail, deals, report = null, json = null, language = "en" } = parse(args);
  if (!isAuditLanguage(language)) throw new Mistake("en", "badLanguage", { language });
  if (!mail) throw new Mistake(language, "noMail");
  if (!deals) throw new Mistake(language, "noDeals");
  if (report === "" || json === "") throw new Mistake(language, "emptyPath");
  return { mail, deals, report, json, language };
}

function parse(args: readonly string[]) {
  const options = {
    mail: { type: "string" },
    deals: { type: "string" },
    report: { type: "string" },
    json: { type: "string" },
    language: { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    const { message } = cause as Error;
    throw new Mistake("en", "badWords", { what: message.split(/\.\s/)[0] ?? message }, { cause });
  }
}
