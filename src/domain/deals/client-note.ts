/** Who the note to the client tells of, all by their names. `from`: who spoke before; null where nobody did, or it is the same. */
export type NoteFacts = {
  kind: "hand-over" | "won" | "lost";
  deal: string;
  client: string;
  from: string | null;
  /** Who speaks from now on, or spoke last. */
  speaker: string;
};

type Language = "en" | "ru";

const CYRILLIC = /\p{Script=Cyrillic}/u;
const RUSSIAN_ENDINGS = /\.(?:ru|by|kz|su|xn--p1ai|xn--90ais)$/;

/** The language in which a client is written to, as far as names and addresses of its people tell: that of most of them. */
export function languageOfClient(
  people: readonly { name: string; address: string }[],
  domains: readonly string[],
): Language {
  const isRussian = ({ name, address }: { name: string; address: string }) =>
    CYRILLIC.test(name) || RUSSIAN_ENDINGS.test(address);
  if (people.length === 0) return domains.some((domain) => RUSSIAN_ENDINGS.test(domain)) ? "ru" : "en";
  return people.filter(isRussian).length * 2 > people.length ? "ru" : "en";
}

/** The first draft of the note; its signers change what they like. */
export function noteDraft(language: Language, facts: NoteFacts): { subject: string; text: string } {
  const words = language === "ru" ? russian(facts) : english(facts);
  return { subject: words.subject, text: words.lines.join("\n\n") };
}

type Words = { subject: string; lines: string[] };

function english({ kind, deal, from, speaker, client }: NoteFacts): Words {
  const close = `Kind regards,\n${speaker}`;
  switch (kind) {
    case "hand-over": {
      const before =
        from === null ? "" : ` I take over from ${from}, who stays at my side for a smooth start.`;
      return {
        subject: `${deal}: your contact`,
        lines: [
          "Dear all,",
          `from today I am your contact for ${deal}.${before}`,
          "Please send whatever concerns it to me: what is agreed stays agreed, and nothing will be asked twice.",
          close,
        ],
      };
    }
    case "won":
      return {
        subject: `${deal}: thank you`,
        lines: [
          "Dear all,",
          `thank you for your trust in ${deal}. We are glad to work with ${client}.`,
          close,
        ],
      };
    case "lost":
      return {
        subject: `${deal}: thank you`,
        lines: [
          "Dear all,",
          `thank you for the time that you gave to ${deal}. We respect your decision, and would be glad to hear what we could have done better.`,
          close,
        ],
      };
  }
}

function russian({ kind, deal, from, speaker, client }: NoteFacts): Words {
  const close = `С уважением,\n${speaker}`;
  switch (kind) {
    case "hand-over": {
      const before =
        from === null ? "" : ` Раньше с вами говорил(а) ${from}; первое время мы работаем вместе.`;
      return {
        subject: `${deal}: с кем вы на связи`,
        lines: [
          "Здравствуйте!",
          `С сегодняшнего дня по проекту «${deal}» с вами на связи я.${before}`,
          "Пожалуйста, пишите по всем вопросам мне: всё, о чём мы договорились, остаётся в силе, повторять ничего не придётся.",
          close,
        ],
      };
    }
    case "won":
      return {
        subject: `${deal}: благодарим`,
        lines: [
          "Здравствуйте!",
          `Благодарим за доверие в проекте «${deal}». Мы рады работать с ${client}.`,
          close,
        ],
      };
    case "lost":
      return {
        subject: `${deal}: благодарим`,
        lines: [
          "Здравствуйте!",
          `Благодарим за время, которое вы уделили проекту «${deal}». Мы уважаем ваше решение и будем признательны, если вы скажете, что мы могли сделать лучше.`,
          close,
        ],
      };
  }
}
