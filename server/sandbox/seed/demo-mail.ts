import { company } from "./company.ts";
import type { Days } from "./demo-days.ts";
import { clients, type Letter, otherLetters, steelworksLetters } from "./demo-letters.ts";
import type { SeedMail } from "./schema.ts";

/** What comes every working day, from whom to whom, at what time. */
const DAILY: readonly Omit<Letter, "days">[] = [
  {
    time: "06:05",
    from: "ivan.petrov",
    to: ["richard.hahn", "yuri.fomin"],
    subject: "Отгрузки за сегодня",
    text: "Добрый день!\n\nСписок отгрузок в папке отдела. Задержек нет.\n\nИван Петров",
  },
  {
    time: "07:10",
    from: "markus.frey",
    to: ["dmitri.bergmann", "katrin.vogel", "anna.kern"],
    subject: "Backup report",
    text: "All backups finished without errors.\n\nIT",
  },
  {
    time: "16:30",
    from: "birgit.seidel",
    to: ["thomas.weiss", "anna.kern", "lukas.maier"],
    cc: ["olga.smirnova"],
    subject: "Open invoices",
    text: "Dear colleagues,\n\nthe list of open invoices is up to date. Please look at yours.\n\nBirgit Seidel",
  },
  {
    time: "17:05",
    from: "sophie.albrecht",
    to: ["stefan.brandt", "anna.kern", "pavel.orlov", "lukas.maier"],
    subject: "Tenders of the day",
    text: "Two new tenders, none urgent. Details in the list.\n\nSophie",
  },
];

/** How many working days the mail goes back. */
const WORKING_DAYS = 10;

/** Two weeks of mail up to now. */
export function demoMail(days: Days): SeedMail[] {
  const daily = Array.from({ length: WORKING_DAYS + 1 }, (_, ago) =>
    DAILY.map((letter) => ({ ...letter, days: ago })),
  );
  const letters: readonly Letter[] = [...steelworksLetters, ...otherLetters, ...daily.flat()];
  return letters.flatMap((letter) => {
    const at = days.workingDaysAgo(letter.days, letter.time);
    return at === null ? [] : [mailOf(letter, at)];
  });
}

function mailOf({ from, to, cc, subject, text, id, answers }: Letter, at: string): SeedMail {
  return {
    at,
    from: addressOf(from),
    to: to.map(addressOf),
    ...(cc && { cc: cc.map(addressOf) }),
    subject,
    text,
    ...(id !== undefined && { id }),
    ...(answers !== undefined && { inReplyTo: answers }),
  };
}

function addressOf(who: string): string {
  if (who.includes("@")) return who;
  const person = company.people.find(({ name }) => name === who);
  if (person === undefined) return clients[who] ?? who;
  return `${person.displayName} <${who}@${company.organization.domain}>`;
}
