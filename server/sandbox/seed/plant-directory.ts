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
  for (const person of seed.people) putUser(tenant, userOf(person, seed.organization, idOf, tenant));
  for (const [i, group] of seed.groups.entries())
    putSeedGroup(tenant, group, i, seed.organization.domain, idOf);
  for (const [i, app] of (seed.apps ?? [oneVoiceApp]).entries()) putSeedApp(tenant, app, i, idOf);
}

function userOf(
  person: SeedPerson,
  { domain, displayName: companyName }: TenantSeed["organization"],
  idOf: NamedId,
  tenant: Tenant,
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
    createdDateTime: tenant.clock
      .now()
      .subtract({ hours: 24 * 400 })
      .round("second")
      .toString(),
    mailboxSettings: settingsOf(person, tenant),
    managerId: person.manager === undefined ? null : idOf(person.manager),
    hasMailbox: person.hasMailbox ?? true,
    sharedWith: (person.sharedWith ?? []).map(idOf),
    hasPhoto: person.hasPhoto ?? true,
    presence: person.presence ?? null,
  };
}

function settingsOf(person: SeedPerson, tenant: Tenant): MailboxSettings {
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
    automaticRepliesSetting: repliesOf(person, tenant),
  };
}

function repliesOf({ automaticReplies: given }: SeedPerson, tenant: Tenant): AutomaticReplies {
  const today = tenant.clock.now().toZonedDateTimeISO("UTC").startOfDay();
  const at = (days: number) => ({
    dateTime: `${today.add({ days }).toPlainDate()}T00:00:00.0000000`,
    timeZone: "UTC",
  });
  return {
    status: given?.status ?? "disabled",
    externalAudience: given?.externalAudience ?? "all",
    scheduledStartDateTime: given?.start ?? at(0),
    scheduledEndDateTime: given?.end ?? at(1),
    internalReplyMessage: given?.internal ?? "",
    externalReplyMessage: given?.external ?? given?.internal ?? "",
  };
}
