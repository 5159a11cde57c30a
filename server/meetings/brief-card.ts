import type { Brief } from "../../src/contract/briefs.ts";
import { BRIEF_ORDER, BRIEF_WORDS } from "./brief-html.ts";
import type { BriefParts } from "./brief-store.ts";

/** A brief as an adaptive card; what differs from the version before is marked. Words typed by people stand in text runs, which Teams does not read as markdown. */
export function briefCard(
  { subject, start, zone }: { subject: string; start: string; zone: string | null },
  { parts, changes }: { parts: BriefParts; changes: Brief["changed"] },
  language: string | null,
  url: string,
): object {
  const words = language === "ru" ? BRIEF_WORDS.ru : BRIEF_WORDS.en;
  const when = new Date(start).toLocaleString(language === "ru" ? "ru" : "en-GB", {
    ...({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const),
    ...{ timeZone: zone ?? "UTC", timeZoneName: "short" as const },
  });
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    body: [
      line([{ text: `${words.brief}: ${subject}`, weight: "bolder", size: "medium" }]),
      line([{ text: when, isSubtle: true }]),
      ...BRIEF_ORDER.flatMap((part) => {
        const texts = textsOf(parts, part);
        if (texts.length === 0) return [];
        const mark = changes.includes(part) ? ` (${words.changed})` : "";
        const title = line([{ text: `${words[part]}${mark}`, weight: "bolder" }]);
        return [title, ...texts.map((text) => line([{ text }]))];
      }),
    ],
    actions: [{ type: "Action.OpenUrl", title: words.open, url }],
  };
}

function textsOf(parts: BriefParts, part: (typeof BRIEF_ORDER)[number]): string[] {
  switch (part) {
    case "people":
      return parts.people.map(({ name }) => name);
    case "touches":
      return parts.touches.map(({ at, subject }) => `${at.slice(0, 10)} ${subject}`);
    default:
      return parts[part].split(/\r?\n/).filter((text) => text.trim() !== "");
  }
}

type Run = { text: string; weight?: "bolder"; size?: "medium"; isSubtle?: boolean };

function line(runs: readonly Run[]): object {
  return {
    type: "RichTextBlock",
    inlines: runs.map((run) => ({ type: "TextRun", ...run, text: plain(run.text) })),
  };
}

/** A word joiner keeps a template engine from taking "${" for its own. */
function plain(text: string): string {
  return text.replaceAll("${", "$\u2060{");
}
