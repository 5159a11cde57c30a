import type { Ask, AskOption } from "../../contract/asks.ts";
import type { Translate } from "../../ui/language/translate.ts";

/** What a way out is called: "Only 15 minutes". */
export function optionTitle(t: Translate, { kind, to, minutes }: AskOption): string {
  return t(`ask.option.${kind}`, { name: to.name, count: minutes });
}

/** The words that are ready to be sent with a way out, in the account manager's name. */
export function optionWords(t: Translate, ask: Ask, { kind, to, minutes }: AskOption): string {
  const client = ask.client?.name ?? t("ask.theClient");
  return t(`ask.words.${kind}`, { to: to.name, name: ask.executive.name, client, count: minutes });
}
