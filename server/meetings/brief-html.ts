import type { Brief } from "../../src/contract/briefs.ts";
import type { BriefParts } from "./brief-store.ts";
import { asHtml, escapeHtml } from "./texts.ts";

const WORDS = {
  en: {
    why: "Why you",
    outcome: "Wanted outcome",
    neverSay: "Never say",
    people: "Whom you meet",
    touches: "Last touches",
    changed: "changed",
  },
  ru: {
    why: "Почему вы",
    outcome: "Чего хотим добиться",
    neverSay: "Чего не говорить",
    people: "С кем встреча",
    touches: "Последние встречи",
    changed: "изменено",
  },
} as const;

/** A brief as the body of an event, in the organizer's language; what differs from the version before is marked. */
export function briefHtml(parts: BriefParts, changed: Brief["changed"], language: string | null): string {
  const words = language === "ru" ? WORDS.ru : WORDS.en;
  const texts = {
    why: asHtml(parts.why),
    outcome: asHtml(parts.outcome),
    neverSay: asHtml(parts.neverSay),
    people: parts.people.map(({ name }) => `<div>${escapeHtml(name)}</div>`).join(""),
    touches: parts.touches
      .map(({ at, subject }) => `<div>${at.slice(0, 10)} ${escapeHtml(subject)}</div>`)
      .join(""),
  };
  return (["why", "outcome", "neverSay", "people", "touches"] as const)
    .filter((part) => parts[part].length > 0)
    .map((part) => {
      const mark = changed.includes(part) ? ` (${words.changed})` : "";
      return `<div><b>${words[part]}${mark}</b></div>${texts[part]}<div><br></div>`;
    })
    .join("");
}
