import { Temporal } from "temporal-polyfill";
import type { DayLine } from "./digest-facts.ts";

type Language = "en" | "ru";

/** What heads a kind of lines, in each language, by their number. */
const HEADS: Record<Language, Record<DayLine["kind"], (count: number) => string>> = {
  en: {
    answer: (n) => (n === 1 ? "1 answer of yours is awaited" : `${n} answers of yours are awaited`),
    mail: (n) => (n === 1 ? "1 client mail waits for you" : `${n} client mails wait for you`),
    note: (n) => (n === 1 ? "1 note to sign" : `${n} notes to sign`),
    meeting: (n) => (n === 1 ? "1 meeting today" : `${n} meetings today`),
    date: (n) => (n === 1 ? "1 day comes near" : `${n} days come near`),
    room: (n) => (n === 1 ? "1 room is stuck" : `${n} rooms are stuck`),
    drift: (n) => (n === 1 ? "1 person in or out of a room" : `${n} people in or out of rooms`),
  },
  ru: {
    answer: (n) => `ждут вашего ответа: ${n}`,
    mail: (n) => `письма клиентов для вас: ${n}`,
    note: (n) => `письма на подпись: ${n}`,
    meeting: (n) => `встречи сегодня: ${n}`,
    date: (n) => `близкие сроки: ${n}`,
    room: (n) => `комнаты застряли: ${n}`,
    drift: (n) => `расхождения в комнатах: ${n}`,
  },
};

const DATES: Record<Language, Record<string, string>> = {
  en: { tender: "Tender", close: "Closing" },
  ru: { tender: "Тендер", close: "Закрытие" },
};

/** All of a day in one line, the most pressing first: "2 answers of yours are awaited · 1 meeting today". */
export function dayInShort(lines: readonly DayLine[], language: Language): string {
  return kindsOf(lines)
    .map((kind) => HEADS[language][kind](lines.filter((line) => line.kind === kind).length))
    .join(" · ");
}

/** The subject of the mail. */
export function daySubject(day: Temporal.PlainDate, language: Language): string {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const text = day.toLocaleString(locale, { weekday: "long", day: "numeric", month: "long" });
  return language === "ru" ? `Ваши сделки: ${text}` : `Your deals: ${text}`;
}

/** The day as a mail: a list for each kind, each line leading to its deal. `linkOf` gives a deal's address. */
export function dayAsHtml(
  lines: readonly DayLine[],
  language: Language,
  zone: string,
  linkOf: (dealId: string) => string,
): string {
  return kindsOf(lines)
    .map((kind) => {
      const own = lines.filter((line) => line.kind === kind);
      const items = own.map((line) => {
        const link = `<a href="${escaped(linkOf(line.dealId))}">${escaped(line.deal)}</a>`;
        const what = escaped(wordsOf(line, language, zone));
        return `<li>${what === "" ? link : `${what} — ${link}`}</li>`;
      });
      return `<p>${escaped(HEADS[language][kind](own.length))}</p><ul>${items.join("")}</ul>`;
    })
    .join("");
}

function wordsOf({ kind, what, at }: DayLine, language: Language, zone: string): string {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  if (kind === "date") {
    const [day = "", ...name] = what.split(" ");
    const date = Temporal.PlainDate.from(day).toLocaleString(locale, { day: "numeric", month: "long" });
    const text = name.join(" ").replace(/^milestone /, "");
    return `${DATES[language][text] ?? text}, ${date}`;
  }
  if (kind !== "meeting" || at === null) return what;
  const hour = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
  return `${hour} ${what}`;
}

function kindsOf(lines: readonly DayLine[]): DayLine["kind"][] {
  return [...new Set(lines.map(({ kind }) => kind))];
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
