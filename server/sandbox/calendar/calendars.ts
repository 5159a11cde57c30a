import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { findUser } from "../directory/users.ts";
import { roleOf, sightOf } from "./access.ts";
import { recipientOf } from "./attendees.ts";
import { calendarOf, type Role } from "./state.ts";

/** The id of a person's one calendar. */
export function calendarIdOf(userId: string): string {
  return `AQMkADBjYWxlbmRhcgBGAAAD${Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url")}AAA=`;
}

/** A person's calendar as Graph writes it for one viewer; applications see it as the owner does. */
export function writeCalendar(tenant: Tenant, owner: User, viewerId: string): Record<string, unknown> {
  const isOwner = viewerId === owner.id;
  const role = isOwner ? "write" : roleOf(tenant, owner, viewerId);
  return {
    id: calendarIdOf(owner.id),
    name: "Calendar",
    color: "auto",
    hexColor: "",
    isDefaultCalendar: true,
    changeKey: calendarIdOf(owner.id).slice(-24),
    canShare: isOwner,
    canViewPrivateItems: isOwner || (sightOf(role)?.seesPrivate ?? false),
    canEdit: isOwner || role === "write" || role.startsWith("delegate"),
    allowedOnlineMeetingProviders: ["teamsForBusiness"],
    defaultOnlineMeetingProvider: "teamsForBusiness",
    isTallyingResponses: true,
    isRemovable: false,
    owner: recipientOf(owner).emailAddress,
  };
}

const ALLOWED: readonly Role[] = ["freeBusyRead", "limitedRead", "read", "write"];
const DELEGATE: readonly Role[] = ["delegateWithoutPrivateEventAccess", "delegateWithPrivateEventAccess"];

/** With whom a calendar is shared, and how far, as Graph writes it: first the whole organization. */
export function writePermissions(tenant: Tenant, owner: User): Record<string, unknown>[] {
  const { shares } = calendarOf(tenant, owner.id);
  const people = new Set([...shares.keys(), ...owner.sharedWith]);
  people.delete("organization");
  const everyone = {
    id: permissionId("Default"),
    isRemovable: false,
    isInsideOrganization: true,
    role: shares.get("organization") ?? "none",
    allowedRoles: ["none", ...ALLOWED],
    emailAddress: { name: "My Organization" },
  };
  const others = [...people].map((id) => findUser(tenant, id)).filter((user) => user !== undefined);
  return [everyone, ...others.map((user) => writePermission(tenant, owner, user))];
}

function writePermission(tenant: Tenant, owner: User, user: User): Record<string, unknown> {
  const { emailAddress } = recipientOf(user);
  return {
    id: permissionId(emailAddress.address),
    isRemovable: true,
    isInsideOrganization: true,
    role: roleOf(tenant, owner, user.id),
    allowedRoles: [...ALLOWED, ...DELEGATE],
    emailAddress,
  };
}

function permissionId(text: string): string {
  return Buffer.from(text).toString("base64");
}
