import type { Formats } from "../../ui/format.ts";
import type { Translate } from "../../ui/language/translate.ts";
import { type DealDraft, domainsOf, plainAmount } from "./deal-draft.ts";
import type { DealField } from "./deal-merge.ts";

/** One field of a draft in words, as people would tell each other; several lines for several people. */
export function fieldWords(draft: DealDraft, field: DealField, t: Translate, format: Formats): string {
  const words = wordsOf(draft, field, t, format);
  return words === "" ? t("clash.empty") : words;
}

function wordsOf(draft: DealDraft, field: DealField, t: Translate, format: Formats): string {
  switch (field) {
    case "domains":
      return domainsOf(draft).join(", ");
    case "value": {
      const amount = plainAmount(draft.amount);
      return amount === ""
        ? ""
        : `${Number.isNaN(Number(amount)) ? amount : format.number(Number(amount))} ${draft.currency}`;
    }
    case "stage":
      return t(`stage.${draft.stage}`);
    case "tenderDate":
    case "closeDate":
      return draft[field] === "" ? "" : format.day(draft[field]);
    case "milestones":
      return draft.milestones
        .map(({ name, day }) => `${day === "" ? "" : format.day(day)} ${name}`)
        .join("\n");
    case "contacts":
      return draft.contacts
        .map(({ name, address, role }) =>
          [name, address, role === null ? "" : t(`buying.${role}`)].filter((part) => part !== "").join(", "),
        )
        .join("\n");
    default:
      return draft[field];
  }
}
