import type { Temporal } from "temporal-polyfill";

export type Language = "en" | "ru";

/** Who and when a hand-over names. `when` null: no time can be named. */
export type HandOverFacts = {
  client: string;
  speaker: string;
  sender: string;
  deal: string;
  when: { at: Temporal.Instant; zone: string } | null;
};

const CYRILLIC = /\p{Script=Cyrillic}/u;
const RUSSIAN_ENDINGS = /\.(?:ru|by|kz|su|xn--p1ai|xn--90ais)$/;

/** The language in which the client writes, as far as the outside of the mail shows it. */
export function languageOf(client: { name: string; address: string }, subject: string | null): Language {
  if (CYRILLIC.test(client.name) || CYRILLIC.test(subject ?? "")) return "ru";
  return RUSSIAN_ENDINGS.test(client.address) ? "ru" : "en";
}

/** The note to the spokesperson, in their language. */
export function noteText(language: Language, { client, deal, speaker }: HandOverFacts): string {
  return language === "ru"
    ? `${firstName(speaker)}, это письмо пришло мне. Пишет ${client} (${deal}). Передаю вам.`
    : `${firstName(speaker)}, this mail came to me: ${client} wrote it (${deal}). Passing it on to you.`;
}

/** The polite answer to the client: who will come back to them, and when. */
export function replyText(language: Language, facts: HandOverFacts): string {
  const { client, speaker, sender, when } = facts;
  if (language === "ru") {
    const time = when === null ? "в ближайшее время" : `не позднее этого времени: ${momentText("ru", when)}`;
    return [
      `Здравствуйте${nameText(client)}!`,
      "",
      `Благодарю за письмо. По нашему проекту с вами на связи ${speaker}; письмо уже передано. Ответ придёт ${time}.`,
      "",
      `С уважением,\n${sender}`,
    ].join("\n");
  }
  const time = when === null ? "shortly" : `by ${momentText("en", when)}`;
  return [
    client === "" ? "Hello," : `Dear ${client},`,
    "",
    `Thank you for your mail. ${speaker} is your contact with us; I have passed it on, and you will hear from ${firstName(speaker)} ${time}.`,
    "",
    `Kind regards,\n${sender}`,
  ].join("\n");
}

function nameText(client: string): string {
  return client === "" ? "" : `, ${client}`;
}

function firstName(name: string): string {
  return name.split(/\s+/u)[0] ?? name;
}

// The zone stands beside the time, because nobody knows where the client sits.
function momentText(language: Language, { at, zone }: { at: Temporal.Instant; zone: string }): string {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const moment = at.toZonedDateTimeISO(zone);
  const day = moment.toPlainDate().toLocaleString(locale, { weekday: "long", day: "numeric", month: "long" });
  const time = moment.toPlainTime().toString({ smallestUnit: "minute" });
  if (language === "en") return `${day}, ${time} (${zone.split("/").at(-1)?.replaceAll("_", " ")} time)`;
  // A city in Latin letters reads badly in a Russian letter, and its Russian name is not known here.
  return `${day}, ${time} (UTC${moment.offset.replace(/^([+-])0?/, "$1").replace(/:00$/, "")})`;
}
