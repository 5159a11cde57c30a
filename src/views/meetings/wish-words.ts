import type { MeetingRule, Wish } from "../../contract/meetings-wishes.ts";
import { useFormat } from "../../ui/format.ts";
import { useLanguage } from "../../ui/language/language.tsx";

/** A Monday; the days after it give the weekdays their names. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Weekdays by ISO 8601: 1 is Monday, 7 is Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The weekday's name as the language writes it: "Monday". */
export function weekdayName(language: string, day: number): string {
  const names = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return names.format(MONDAY + (day - 1) * DAY_MS);
}

/** Wishes and rules in words, each a part of its own; none where nothing is wished. */
export function useWishWords() {
  const { t, language } = useLanguage();
  const format = useFormat();
  const not = (days: readonly number[]) =>
    days.length === 0
      ? []
      : [
          t("wishes.noDays", {
            days: format.list(days.toSorted().map((day) => weekdayName(language, day))),
          }),
        ];
  return {
    ofWish: ({ notBefore, notAfter, noDays }: Wish): string[] => [
      ...(notBefore === null ? [] : [t("wishes.notBefore", { time: notBefore })]),
      ...(notAfter === null ? [] : [t("wishes.notAfter", { time: notAfter })]),
      ...not(noDays),
    ],
    ofRule: ({ noDays, noticeMinutes }: MeetingRule): string[] => [
      noticeMinutes === 0
        ? t("wishes.noNotice")
        : t("wishes.notice", { count: Math.round(noticeMinutes / 60) }),
      ...not(noDays),
    ],
  };
}
