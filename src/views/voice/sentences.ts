import type { TextKey } from "../../ui/language/texts.ts";
import type { Translate } from "../../ui/language/translate.ts";

/** The sentence for a reason of the one-voice rule; one that this page does not know is said to be so. */
export function reasonSentence(t: Translate, reason: string): string {
  const key = `reason.${reason}`;
  const said = t(key as TextKey);
  return said === key ? t("reason.unheard-of") : said;
}
