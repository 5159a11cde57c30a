import type { Deal } from "../../src/contract/deals.ts";

type Language = "en" | "ru";

const WORDS = {
  en: {
    title: "Welcome to the deal room",
    client: "Client",
    lead: "Account manager",
    speaks: "Speaks to the client",
    rule: "One voice: what concerns the client goes through the person who speaks.",
    open: "Open the deal",
  },
  ru: {
    title: "Добро пожаловать в комнату сделки",
    client: "Клиент",
    lead: "Ведёт сделку",
    speaks: "Говорит с клиентом",
    rule: "Один голос: всё, что касается клиента, идёт через того, кто с ним говорит.",
    open: "Открыть сделку",
  },
} as const;

/** What the card is posted under, so that it is found again. */
export function welcomeKey(dealId: string): string {
  return `welcome-${dealId}`;
}

/**
 * The first post in a deal's channel, as an adaptive card. Names typed by people stand in text runs, which Teams does not
 * read as markdown. Source: Adaptive Cards, RichTextBlock.
 */
export function welcomeCard(deal: Deal, language: Language, url: string): object {
  const words = WORDS[language];
  const lead = deal.seats.find(({ role }) => role === "accountManager")?.person.name ?? null;
  const facts = [
    [words.client, deal.account],
    [words.lead, lead],
    [words.speaks, deal.speaker?.person.name ?? null],
  ] as const;
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    body: [
      line([{ text: words.title, weight: "bolder", size: "medium" }]),
      line([{ text: deal.name, weight: "bolder" }]),
      ...facts.flatMap(([label, value]) =>
        value === null ? [] : [line([{ text: `${label}: `, isSubtle: true }, { text: value }])],
      ),
      { type: "TextBlock", text: words.rule, wrap: true, spacing: "medium" },
    ],
    actions: [{ type: "Action.OpenUrl", title: words.open, url }],
  };
}

type Run = { text: string; weight?: "bolder"; size?: "medium"; isSubtle?: boolean };

function line(runs: readonly Run[]): object {
  return {
    type: "RichTextBlock",
    inlines: runs.map((run) => ({ type: "TextRun", ...run, text: plain(run.text) })),
  };
}

/** A word joiner keeps a template engine from taking "${" in a name for its own. */
function plain(text: string): string {
  return text.replaceAll("${", "$\u2060{");
}
