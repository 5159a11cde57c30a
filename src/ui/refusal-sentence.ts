import type { TextKey } from "./language/texts.ts";
import type { Translate } from "./language/translate.ts";

/** The part of a refusal that people are told about. */
type Refusal = { name?: unknown; code?: unknown; detail?: { permission?: string } };

/** Refusals that a new sign-in settles. */
const SIGN_IN_CODES: readonly unknown[] = [
  "auth.missing",
  "auth.invalid",
  "auth.expired",
  "auth.interaction",
];

/** One sentence, in the reader's language, for anything that went wrong. What we do not know is called our mistake. */
export function refusalSentence(t: Translate, error: unknown): string {
  const { name, code, detail } = error as Refusal;
  if (name === "Offline") return t("problem.offline");
  if (name === "SignedOut") return t("problem.signed-out");
  if (typeof code !== "string") return t("problem.internal");
  const key = `problem.${code}`;
  const said = t(key as TextKey, { permission: detail?.permission ?? "" });
  return said === key ? t("problem.internal") : said;
}

/** Whether the server could not be reached at all. */
export function isOffline(error: unknown): boolean {
  return (error as Refusal | null)?.name === "Offline";
}

/** Whether the reader has to sign in (again). */
export function isSignedOut(error: unknown): boolean {
  const { name, code } = error as Refusal;
  return name === "SignedOut" || SIGN_IN_CODES.includes(code);
}
