import type { EntityType } from "../core/entity-type.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation } from "../core/operation.ts";
import { openForReading } from "./access.ts";
import { writeCalendar, writePermissions } from "./calendars.ts";
import { row } from "./operation-row.ts";

const calendarType: EntityType = {
  name: "microsoft.graph.calendar",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    name: "string",
    color: "string",
    hexColor: "string",
    isDefaultCalendar: "boolean",
    changeKey: "string",
    canShare: "boolean",
    canViewPrivateItems: "boolean",
    canEdit: "boolean",
    allowedOnlineMeetingProviders: ["string"],
    defaultOnlineMeetingProvider: "string",
    isTallyingResponses: "boolean",
    isRemovable: "boolean",
    owner: { name: "string", address: "string" },
  },
};

const permissionType: EntityType = {
  name: "microsoft.graph.calendarPermission",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    isRemovable: "boolean",
    isInsideOrganization: "boolean",
    role: "string",
    allowedRoles: ["string"],
    emailAddress: { name: "string", address: "string" },
  },
};

/** A person's calendar itself, and with whom it is shared. */
export const calendarRows: readonly Operation[] = [
  row("GET /users/{user-id}/calendar", (call) => entity(call, theCalendar(call), { type: calendarType })),
  row(
    "GET /users/{user-id}/calendars",
    (call) => collection(call, [theCalendar(call)], { type: calendarType, defaultTop: 10, paging: "$skip" }),
    "Everyone has one calendar; those of birthdays and holidays are not there.",
  ),
  row("GET /users/{user-id}/calendar/calendarPermissions", (call) => {
    const { owner } = openForReading(call);
    return collection(call, writePermissions(call.tenant, owner), { type: permissionType, paging: "$skip" });
  }),
];

function theCalendar(call: Call): Record<string, unknown> {
  const { owner } = openForReading(call);
  return writeCalendar(call.tenant, owner, call.caller.kind === "user" ? call.caller.userId : owner.id);
}
