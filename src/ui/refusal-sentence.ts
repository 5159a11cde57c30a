import type { TextKey } from "./language/texts.ts";
import type { Translate } from "./language/translate.ts";

/** The part of a refusal that people are told about. */
type Refusal = { name?: unknown; code?: unknown; detail?: { retryAfter?: number; permission?: string } };

/** One sentence, in the reader's language, for anything that went wrong. What we do not know is called our mistake. */
export function refusalSentence(t: Translate, error: unknown): string {
  const { name, code, detail } = error as Refusal;
  if (name === "Offline") return t("problem.offline");
  if (typeof code !== "string") return t("problem.internal");
  const said = t(`problem.${code}` as TextKey, {
    permission: detail?.permission ?? "",
    count: detail?.retryAfter ?? 0,
  });
  return said === `problem.${code}` ? t("problem.internal") : said;
}

/** Whether the server could not be reached at all. */
export function isOffline(error: unknown): boolean {
  return (error as Refusal | null)?.name === "Offline";
}
