/** What the product itself writes into calendars and activity feeds, in the reader's language. */
const texts = {
  en: {
    briefing: (subject: string) => `Briefing: ${subject}`,
    debrief: (subject: string) => `Debrief: ${subject}`,
    held: (deal: string) => `Held for the client: ${deal}`,
    accepted: "yes",
    tentative: "perhaps",
    declined: "no",
    proposes: "another time",
    moved: "moved",
    deleted: "deleted",
    answer: "Answer in one tap",
    openMeeting: "Answer, and read the brief",
    openDebrief: "Write the debrief: it takes a minute",
  },
  ru: {
    briefing: (subject: string) => `Подготовка: ${subject}`,
    debrief: (subject: string) => `Итоги: ${subject}`,
    held: (deal: string) => `Держим для клиента: ${deal}`,
    accepted: "да",
    tentative: "возможно",
    declined: "нет",
    proposes: "другое время",
    moved: "перенесена",
    deleted: "удалена",
    answer: "Ответить одним касанием",
    openMeeting: "Ответить и прочитать справку",
    openDebrief: "Записать итоги: нужна минута",
  },
} as const;

/** Texts for somebody who reads that language (two letters); English where we have none. */
export function textsFor(language: string | null): (typeof texts)["en" | "ru"] {
  return language === "ru" ? texts.ru : texts.en;
}

/** Plain text as the body of an event: nothing in it is markup. */
export function asHtml(text: string): string {
  const lines = text.trim().split(/\r?\n/).map(escapeHtml);
  return lines.map((line) => `<div>${line === "" ? "<br>" : line}</div>`).join("");
}

/** A link as a line of its own. */
export function linkHtml(url: string, words: string): string {
  return `<div><a href="${escapeHtml(url)}">${escapeHtml(words)}</a></div>`;
}

/** Text in which nothing is markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
