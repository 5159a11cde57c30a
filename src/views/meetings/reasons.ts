import type { Formats } from "../../ui/format.ts";
import type { Translate } from "../../ui/language/translate.ts";
import type { Found } from "./found.ts";
import type { Cell } from "./strip-cells.ts";

/** One start in a sentence: "10:00 suits everybody", or who stands against it and why. */
export function cellSentence(
  t: Translate,
  format: Pick<Formats, "time" | "list">,
  { start, fits, because }: Cell,
  people: Found["people"],
): string {
  const time = format.time(start);
  if (fits) return t("slots.suits", { time });
  return t("slots.against", { time, reasons: reasonsOf(t, format, because, people) });
}

/** Who stands against a time, and why: "Anna Kern and Ivan Petrov: busy; Dmitri Bergmann: away"; "everybody: busy". */
export function reasonsOf(
  t: Translate,
  { list }: Pick<Formats, "list">,
  because: Cell["because"],
  people: Found["people"],
): string {
  const nameOf = (personId: string | null) => people.find(({ id }) => id === personId)?.name;
  const must = people.filter(({ required }) => required).map(({ id }) => id);
  const areAll = (ids: readonly (string | null)[]) => must.length > 1 && must.every((id) => ids.includes(id));
  const byReason = Map.groupBy(because, ({ why }) => why);
  const reasons = [...byReason].map(([why, all]) => {
    const names = all.flatMap(({ personId }) => nameOf(personId) ?? []);
    const reason = t(`slots.why.${why}`);
    if (names.length === 0) return reason;
    const isAll = areAll(all.map(({ personId }) => personId));
    return t("slots.whose", { name: isAll ? t("slots.everybody") : list(names), reason });
  });
  return reasons.join("; ");
}
