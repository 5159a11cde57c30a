import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { entity } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { isReplying } from "./absence.ts";
import type { PresenceChoice, User } from "./state.ts";
import { findUser, putUser, requireUser } from "./users.ts";
import { ianaZone } from "./zones.ts";

/** What a person's calendar says of this moment. */
export type CalendarNow = "free" | "busy" | "meeting" | "away";

/** How many people may be asked about at once. Source: Graph, getPresencesByUserId. */
const MOST_IDS = 650;

const presenceType: EntityType = {
  name: "microsoft.graph.presence",
  family: "teams",
  shape: {
    id: "string",
    availability: "string",
    activity: "string",
    statusMessage: "any",
    outOfOfficeSettings: "any",
  },
};

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const probes = new WeakMap<Tenant, (user: User) => CalendarNow>();

/** Tells presence where to look into calendars. Without it only working hours count. */
export function openPresence(tenant: Tenant, probe: (user: User) => CalendarNow): void {
  probes.set(tenant, probe);
}

/** GET /users/{id}/presence. */
export function getPresence(call: Call): Reply {
  const presence = presenceEntity(call.tenant, requireUser(call.tenant, call.params["user-id"]!));
  return entity(call, presence, { type: presenceType });
}

/** POST /communications/getPresencesByUserId: unknown ids are left out of the answer. */
export function getPresences(call: Call): Reply {
  const { ids } = readBody(call, graphObject({ ids: z.array(z.string()).min(1) }), { code: "BadRequest" });
  if (ids.length > MOST_IDS)
    throw new GraphError(400, "BadRequest", `The number of ids exceeds ${MOST_IDS}.`);
  const people = ids.flatMap((id) => findUser(call.tenant, id) ?? []);
  return { status: 200, body: { value: people.map((user) => presenceEntity(call.tenant, user)) } };
}

/** Sets what Teams shows of someone, or (null) lets it follow calendar and hours again. */
export function setPresence(tenant: Tenant, user: User, presence: PresenceChoice | null): void {
  putUser(tenant, { ...user, presence });
  const item = `communications/presences/${user.id}`;
  const collections = ["communications/presences", item];
  tenant.publish("change", {
    collections,
    item,
    type: "#Microsoft.Graph.presence",
    id: user.id,
    changeType: "updated",
  });
}

function presenceEntity(tenant: Tenant, user: User): object {
  const setting = user.mailboxSettings.automaticRepliesSetting;
  const isAway = isReplying(setting, tenant.clock.now());
  const { availability, activity } = user.presence ?? presenceNow(tenant, user);
  return {
    id: user.id,
    availability,
    activity,
    statusMessage: null,
    outOfOfficeSettings: { message: isAway ? setting.internalReplyMessage : "", isOutOfOffice: isAway },
  };
}

function presenceNow(tenant: Tenant, user: User): PresenceChoice {
  const now = probes.get(tenant)?.(user) ?? "free";
  if (now === "away" || isReplying(user.mailboxSettings.automaticRepliesSetting, tenant.clock.now())) {
    return { availability: "Offline", activity: "OutOfOffice" };
  }
  if (now === "meeting") return { availability: "Busy", activity: "InAMeeting" };
  if (now === "busy") return { availability: "Busy", activity: "Busy" };
  if (isWorking(tenant, user)) return { availability: "Available", activity: "Available" };
  return { availability: "Offline", activity: "OffWork" };
}

function isWorking(tenant: Tenant, user: User): boolean {
  const { daysOfWeek, startTime, endTime, timeZone } = user.mailboxSettings.workingHours;
  const local = tenant.clock.now().toZonedDateTimeISO(ianaZone(timeZone.name) ?? "UTC");
  const time = local.toPlainTime().toString({ smallestUnit: "second" });
  return (
    daysOfWeek.includes(WEEKDAYS[local.dayOfWeek - 1]!) &&
    startTime.slice(0, 8) <= time &&
    time < endTime.slice(0, 8)
  );
}
