import type { Brief } from "../../src/contract/briefs.ts";
import type { BriefParts } from "./brief-store.ts";
import { asHtml, escapeHtml } from "./texts.ts";

/** The parts as one reads them. */
export const BRIEF_ORDER = ["why", "outcome", "position", "neverSay", "people", "touches"] as const;

/** How a brief names its parts. */
export const BRIEF_WORDS = {
  en: {
    brief: "Brief",
    open: "Open the meetings",
    why: "Why you",
    outcome: "Wanted outcome",
    position: "Agreed position",
    neverSay: "Never say",
    people: "Whom you meet",
    touches: "Last touches",
    changed: "changed",
  },
  ru: {
    brief: "Справка",
    open: "Открыть встречи",
    why: "Почему вы",
    outcome: "Чего хотим добиться",
    position: "Согласованная позиция",
    neverSay: "Чего не говорить",
    people: "С кем встреча",
    touches: "Последние встречи",
    changed: "изменено",
  },
} as const;

/** A brief as the body of an event, in the organizer's language; what differs from the version before is marked. */
export function briefHtml(parts: BriefParts, changed: Brief["changed"], language: string | null): string {
  const words = language === "ru" ? BRIEF_WORDS.ru : BRIEF_WORDS.en;
  const texts = {
    why: asHtml(parts.why),
    outcome: asHtml(parts.outcome),
    position: asHtml(parts.position),
    neverSay: asHtml(parts.neverSay),
    people: parts.people.map(({ name }) => `<div>${escapeHtml(name)}</div>`).join(""),
    touches: parts.touches
      .map(({ at, subject }) => `<div>${at.slice(0, 10)} ${escapeHtml(subject)}</div>`)
      .join(""),
  };
  return BRIEF_ORDER.filter((part) => parts[part].length > 0)
    .map((part) => {
      const mark = changed.includes(part) ? ` (${words.changed})` : "";
      return `<div><b>${words[part]}${mark}</b></div>${texts[part]}<div><br></div>`;
    })
    .join("");
}
