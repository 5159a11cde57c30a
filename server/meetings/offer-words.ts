import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { StoredOffer } from "./offer-store.ts";
import { deadline, moment, placeOf } from "./offer-times.ts";
import { escapeHtml } from "./texts.ts";

const WORDS = {
  en: {
    title: "Choose a time",
    invites: (name: string) => `${name} would like to meet you.`,
    minutes: (count: number) => (count === 1 ? "1 minute" : `${count} minutes`),
    zone: (place: string) => `Times as your clocks show them (${place}).`,
    choose: "Choose",
    until: (day: string) => `This page holds until ${day}.`,
    done: "Thank you, this is agreed",
    takenTitle: "A time is agreed already",
    taken: "Somebody chose before you. This is the time:",
    mail: "The invitation comes by mail.",
    goneTitle: "This link does not hold any more",
    gone: "The time for choosing is over, the times were taken back, or the link is not complete. Please write to the person who sent it.",
  },
  ru: {
    title: "Выберите время",
    invites: (name: string) => `С вами хочет встретиться ${name}.`,
    minutes: (count: number) => `${count} мин`,
    zone: (place: string) => `Время по вашим часам (${place}).`,
    choose: "Выбрать",
    until: (day: string) => `Страница действует до ${day}.`,
    done: "Спасибо, договорились",
    takenTitle: "Время уже выбрано",
    taken: "Кто-то выбрал раньше вас. Договорились на это время:",
    mail: "Приглашение придёт по почте.",
    goneTitle: "Ссылка больше не действует",
    gone: "Срок выбора истёк, время больше не предлагается, или ссылка неполная. Напишите тому, кто её прислал.",
  },
} as const;

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,"Segoe UI",sans-serif}
body{margin:0;display:grid;place-items:center;min-height:100vh}
main{box-sizing:border-box;width:min(34rem,100%);padding:1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
p{margin:.25rem 0;overflow-wrap:anywhere}
form{margin:1rem 0;display:grid;gap:.5rem}
button{display:flex;justify-content:space-between;align-items:center;gap:1rem;width:100%;padding:.75rem 1rem;font:inherit;text-align:start;
border:1px solid currentcolor;border-radius:.5rem;background:transparent;color:inherit;cursor:pointer}
button:hover,button:focus-visible{outline:3px solid currentcolor;outline-offset:1px}
strong{display:block;font-size:1.125rem}
`;

/** What the page may do: show itself in its one style, and send its one form back to us. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The times to choose from, in the client's language and zone. */
export function choicePage(offer: StoredOffer, inviter: string, times: readonly Temporal.Instant[]): string {
  const words = WORDS[offer.language];
  const buttons = times.map(
    (start) =>
      `<button name="start" value="${start.toString()}"><span>${moment(offer, start)}</span><span>${words.choose}</span></button>`,
  );
  return page(offer.language, words.title, [
    ...invitation(offer, inviter),
    `<p>${escapeHtml(words.zone(placeOf(offer)))}</p>`,
    `<form method="post">${buttons.join("")}</form>`,
    `<p>${escapeHtml(words.until(deadline(offer)))}</p>`,
  ]);
}

/** The time that was chosen; `isTaken`: by somebody else, before whoever reads it chose another. */
export function chosenPage(
  offer: StoredOffer,
  inviter: string,
  start: Temporal.Instant,
  isTaken: boolean,
): string {
  const words = WORDS[offer.language];
  return page(offer.language, isTaken ? words.takenTitle : words.done, [
    ...(isTaken ? [] : invitation(offer, inviter)),
    ...(isTaken ? [`<p>${words.taken}</p>`] : []),
    `<p>${moment(offer, start)}</p>`,
    `<p>${words.mail}</p>`,
  ]);
}

/** For every link that leads nowhere, whatever the reason. */
export function unknownPage(wished: string | false): string {
  const language = wished === "ru" ? "ru" : "en";
  const words = WORDS[language];
  return page(language, words.goneTitle, [`<p>${words.gone}</p>`]);
}

function invitation({ language, subject, minutes }: StoredOffer, inviter: string): string[] {
  const words = WORDS[language];
  return [
    `<p>${escapeHtml(words.invites(inviter))}</p>`,
    `<p>${escapeHtml(subject)} · ${escapeHtml(words.minutes(minutes))}</p>`,
  ];
}

function page(language: "en" | "ru", title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${parts.join("")}</main></body></html>`;
}
