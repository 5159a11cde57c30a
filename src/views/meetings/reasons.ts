import type { formats } from "../../ui/format.ts";
import type { Translate } from "../../ui/language/translate.ts";
import type { Found } from "./found.ts";
import type { Cell } from "./strip-cells.ts";

/** One start in a sentence: "10:00 suits everybody", or who stands against it and why. */
export function cellSentence(
  t: Translate,
  format: Pick<ReturnType<typeof formats>, "time">,
  { start, fits, because }: Cell,
  people: Found["people"],
): string {
  const time = format.time(start);
  if (fits) return t("slots.suits", { time });
  const reasons = because.map(({ personId, why }) => {
    const name = people.find(({ id }) => id === personId)?.name;
    const reason = t(`slots.why.${why}`);
    return name === undefined ? reason : t("slots.whose", { name, reason });
  });
  return t("slots.against", { time, reasons: reasons.join("; ") });
}
