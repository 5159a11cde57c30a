import type { Tenant } from "../core/tenant.ts";
import { type AutomaticReplies, directoryOf, type MailboxSettings, type User } from "../directory/state.ts";
import { putUser } from "../directory/users.ts";
import { oneVoiceApp } from "./one-voice-app.ts";
import { type NamedId, numbered, putSeedApp, putSeedGroup } from "./plant-groups.ts";
import type { SeedPerson, TenantSeed } from "./schema.ts";

/** A seed that cannot be planted: it names someone it does not have. */
export class BadSeed extends Error {}

/** Puts people, groups and app registrations in place. Throws BadSeed for a name that is nobody's. */
export function plantDirectory(tenant: Tenant, seed: TenantSeed): void {
  directoryOf(tenant).organization = { ...seed.organization };
  const ids = new Map(
    seed.people.map((person, i) => [person.name, person.id ?? numbered("0f1ce000", i + 1)]),
  );
  const idOf = (name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new BadSeed(`The seed names "${name}", who is not among its people.`);
    return id;
  };
  const times = timesOf(tenant);
  for (const person of seed.people) putUser(tenant, userOf(person, seed.organization, idOf, times));
  for (const [i, group] of seed.groups.entries())
    putSeedGroup(tenant, group, i, seed.organization.domain, idOf);
  for (const [i, app] of (seed.apps ?? [oneVoiceApp]).entries()) putSeedApp(tenant, app, i, idOf);
}

type When = AutomaticReplies["scheduledStartDateTime"];

/** What everybody's entry says of the time at which it is planted: when they came, and what day it is and will be. */
type Times = { created: string; today: When; tomorrow: When };

function timesOf(tenant: Tenant): Times {
  const now = tenant.clock.now();
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const at = (days: number) => ({ dateTime: `${today.add({ days })}T00:00:00.0000000`, timeZone: "UTC" });
  const created = now
    .subtract({ hours: 24 * 400 })
    .round("second")
    .toString();
  return { created, today: at(0), tomorrow: at(1) };
}

function userOf(
  person: SeedPerson,
  { domain, displayName: companyName }: TenantSeed["organization"],
  idOf: NamedId,
  times: Times,
): User {
  const mail = `${person.name}@${domain}`;
  const [first = "", ...rest] = person.displayName.split(" ");
  const id = idOf(person.name);
  return {
    id,
    displayName: person.displayName,
    givenName: person.givenName ?? first,
    surname: person.surname ?? rest.join(" "),
    mail: person.hasMailbox === false ? null : mail,
    userPrincipalName: mail,
    proxyAddresses: [`SMTP:${mail}`, ...(person.aliases ?? []).map((alias) => `smtp:${alias}`)],
    otherMails: [],
    businessPhones: [],
    mobilePhone: person.mobilePhone ?? null,
    jobTitle: person.jobTitle ?? null,
    department: person.department ?? null,
    companyName,
    officeLocation: person.officeLocation ?? null,
    city: person.city ?? null,
    country: person.country ?? null,
    usageLocation: person.usageLocation ?? null,
    preferredLanguage: person.preferredLanguage ?? null,
    accountEnabled: person.accountEnabled ?? true,
    userType: "Member",
    createdDateTime: times.created,
    mailboxSettings: settingsOf(person, times),
    managerId: person.manager === undefined ? null : idOf(person.manager),
    hasMailbox: person.hasMailbox ?? true,
    sharedWith: (person.sharedWith ?? []).map(idOf),
    hasPhoto: person.hasPhoto ?? true,
    presence: person.presence ?? null,
  };
}

function settingsOf(person: SeedPerson, times: Times): MailboxSettings {
  const timeZone = person.timeZone ?? "Europe/Berlin";
  const hours = person.workingHours ?? {
    days: ["monday", "tuesday", "wednesday", "thursday", "friday"] as const,
    start: "09:00",
    end: "17:00",
  };
  const isRussian = person.preferredLanguage === "ru-RU";
  return {
    archiveFolder: "archive",
    timeZone,
    dateFormat: isRussian ? "dd.MM.yyyy" : "M/d/yyyy",
    timeFormat: isRussian ? "H:mm" : "h:mm tt",
    delegateMeetingMessageDeliveryOptions: "sendToDelegateOnly",
    language: isRussian
      ? { locale: "ru-RU", displayName: "Russian (Russia)" }
      : { locale: "en-US", displayName: "English (United States)" },
    userPurpose: "user",
    workingHours: {
      daysOfWeek: hours.days,
      startTime: `${hours.start}:00.0000000`,
      endTime: `${hours.end}:00.0000000`,
      timeZone: { name: timeZone },
    },
    automaticRepliesSetting: repliesOf(person, times),
  };
}

function repliesOf({ automaticReplies: given }: SeedPerson, { today, tomorrow }: Times): AutomaticReplies {
  return {
    status: given?.status ?? "disabled",
    externalAudience: given?.externalAudience ?? "all",
    scheduledStartDateTime: given?.start ?? { ...today },
    scheduledEndDateTime: given?.end ?? { ...tomorrow },
    internalReplyMessage: given?.internal ?? "",
    externalReplyMessage: given?.external ?? given?.internal ?? "",
  };
}
