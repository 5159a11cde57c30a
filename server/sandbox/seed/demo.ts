import type { Temporal } from "temporal-polyfill";
import { company } from "./company.ts";
import { demoEvents } from "./demo-calendar.ts";
import { type Days, daysAround } from "./demo-days.ts";
import { demoMail } from "./demo-mail.ts";
import { oneVoiceTeamsApp } from "./one-voice-app.ts";
import type { TenantSeedInput } from "./schema.ts";

/** The company two weeks into its deals, as it stands at `now`. */
export function demoSeed(now: Temporal.Instant): TenantSeedInput {
  const days = daysAround(now);
  return {
    ...company,
    people: company.people.map((person) =>
      person.name === "elena.sokolova" ? { ...person, automaticReplies: awayUntil(days) } : person,
    ),
    teamsApps: [{ ...oneVoiceTeamsApp, installedIn: ["key-accounts"] }],
    mail: demoMail(days),
    events: demoEvents(days),
  };
}

/** Elena Sokolova, who alone knows Line 4, is away for twelve days from today. */
function awayUntil(days: Days): NonNullable<TenantSeedInput["people"][number]["automaticReplies"]> {
  const at = (offset: number) => ({
    dateTime: `${days.date(offset)}T00:00:00`,
    timeZone: "Asia/Novosibirsk",
  });
  const back = days.date(12);
  return {
    status: "scheduled",
    start: at(0),
    end: at(12),
    externalAudience: "all",
    internal: `Я в отпуске до ${back}. По Линии 4 обращайтесь к Анне Керн.`,
    external: `I am on vacation until ${back}. For Line 4 please write to Anna Kern, anna.kern@bergmann.example.`,
  };
}
