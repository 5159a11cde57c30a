import type { EntityType } from "../core/entity-type.ts";
import type { User } from "./state.ts";

/** What Graph gives of a user when nothing is selected. Source: Graph, user resource. */
const USUAL = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];

/** All that User.ReadBasic.All shows of others. */
const BASIC = new Set(["displayName", "givenName", "id", "mail", "surname", "userPrincipalName", "userType"]);

/** What may be asked about users. */
export const userType: EntityType = {
  name: "microsoft.graph.user",
  family: "directory",
  usual: USUAL,
  shape: {
    accountEnabled: "boolean",
    businessPhones: ["string"],
    city: "string",
    companyName: "string",
    country: "string",
    createdDateTime: "instant",
    department: "string",
    displayName: "string",
    employeeId: "string",
    givenName: "string",
    id: "string",
    jobTitle: "string",
    mail: "string",
    mailboxSettings: "any",
    mailNickname: "string",
    mobilePhone: "string",
    officeLocation: "string",
    otherMails: ["string"],
    preferredLanguage: "string",
    proxyAddresses: ["string"],
    surname: "string",
    usageLocation: "string",
    userPrincipalName: "string",
    userType: "string",
  },
  filterable: [
    "accountEnabled",
    "businessPhones",
    "city",
    "companyName",
    "country",
    "createdDateTime",
    "department",
    "displayName",
    "employeeId",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mailNickname",
    "mobilePhone",
    "officeLocation",
    "otherMails",
    "preferredLanguage",
    "proxyAddresses",
    "surname",
    "usageLocation",
    "userPrincipalName",
    "userType",
  ],
  sortable: [
    "displayName",
    "userPrincipalName",
    "createdDateTime",
    "givenName",
    "surname",
    "jobTitle",
    "department",
    "mail",
  ],
};

/** A user as Graph shows it; with `isBasic` no more than User.ReadBasic.All does. */
export function userEntity(user: User, isBasic = false): Record<string, unknown> {
  const { managerId, hasMailbox, sharedWith, hasPhoto, presence, ...rest } = user;
  const all = { ...rest, employeeId: null, mailNickname: nicknameOf(user) };
  if (!isBasic) return all;
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, BASIC.has(name) ? value : hiddenAs(value)]),
  );
}

/** One property of a user as Graph shows it, without making the others. */
export function userProperty(user: User, property: string): unknown {
  return property === "mailNickname" ? nicknameOf(user) : (user as Record<string, unknown>)[property];
}

function nicknameOf({ userPrincipalName }: User): string {
  return userPrincipalName.split("@")[0]!;
}

/** Collections are never null in Graph. */
function hiddenAs(value: unknown): unknown {
  return Array.isArray(value) ? [] : null;
}
