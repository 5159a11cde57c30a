import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { requireUser } from "../directory/users.ts";
import { denied } from "./access.ts";
import { newOnlineInfo } from "./online.ts";
import { onlineMeetingSchema } from "./online-meeting-body.ts";
import { meetingType } from "./online-meeting-type.ts";
import { row } from "./operation-row.ts";
import { calendarState, type StandaloneMeeting } from "./state.ts";

type Json = Record<string, unknown>;

/** Teams meetings that have no event in a calendar. */
export const onlineMeetingRows: readonly Operation[] = [
  row("POST /users/{user-id}/onlineMeetings", create),
  row(
    "GET /users/{user-id}/onlineMeetings",
    list,
    "Finds only meetings made here by their joinWebUrl or joinMeetingId, not those of events.",
  ),
  row("GET /users/{user-id}/onlineMeetings/{onlineMeeting-id}", (call) =>
    entity(call, { ...requireMeeting(call).properties }, { type: meetingType }),
  ),
  row("PATCH /users/{user-id}/onlineMeetings/{onlineMeeting-id}", (call) => {
    const meeting = requireMeeting(call);
    const changes = settled(readBody(call, onlineMeetingSchema, { code: "BadRequest" }));
    const changed = { ...meeting, properties: { ...meeting.properties, ...changes } };
    requireOrder(changed.properties);
    calendarState(call.tenant).online.set(meeting.id, changed);
    return { status: 200, body: changed.properties };
  }),
].map((operation) => ({ ...operation, limit: "directory" as const }));

/**
 * Grants what a Teams administrator grants by an application access policy: this app may handle online meetings for one
 * user, or for all (no user). Without it an application's calls are refused, whatever its permissions.
 */
export function grantOnlineMeetingPolicy(tenant: Tenant, appId: string, userId?: string): void {
  calendarState(tenant).onlinePolicies.add(userId === undefined ? appId : `${appId}/${userId}`);
}

function openOwner({ tenant, caller, params }: Call): User {
  const owner = requireUser(tenant, params["user-id"]!);
  if (caller.kind === "user") {
    if (caller.userId === owner.id) return owner;
    throw denied();
  }
  const { onlinePolicies } = calendarState(tenant);
  if (onlinePolicies.has(caller.appId) || onlinePolicies.has(`${caller.appId}/${owner.id}`)) return owner;
  throw new GraphError(403, "Forbidden", "No application access policy found for this app.");
}

function create(call: Call): Reply {
  const owner = openOwner(call);
  const input = settled(readBody(call, onlineMeetingSchema, { code: "BadRequest" }));
  const { tenant } = call;
  const now = tenant.clock.now().round("second");
  const { joinUrl, conferenceId } = newOnlineInfo(tenant, owner.id);
  const id = Buffer.from(`1*${owner.id}*0**${tenant.newId()}`).toString("base64");
  const { participants, ...chosen } = input;
  const properties: Json = {
    id,
    creationDateTime: now.toString(),
    startDateTime: now.toString(),
    endDateTime: now.add({ hours: 1 }).toString(),
    subject: null,
    joinWebUrl: joinUrl,
    allowedPresenters: "everyone",
    allowMeetingChat: "enabled",
    allowTeamworkReactions: true,
    allowAttendeeToEnableCamera: true,
    allowAttendeeToEnableMic: true,
    isEntryExitAnnounced: true,
    recordAutomatically: false,
    lobbyBypassSettings: { scope: "organization", isDialInBypassEnabled: false },
    joinMeetingIdSettings: { isPasscodeRequired: false, joinMeetingId: conferenceId, passcode: null },
    chatInfo: {
      threadId: /19%3a[^/]+/.exec(joinUrl)?.[0].replace("%3a", ":").replace("%40", "@") ?? "",
      messageId: "0",
    },
    ...chosen,
    participants: { attendees: [], ...participants, organizer: organizerOf(owner) },
  };
  requireOrder(properties);
  calendarState(tenant).online.set(id, { id, ownerId: owner.id, properties });
  return { status: 201, body: properties };
}

/** Only what was said, instants in UTC. */
function settled(input: z.output<typeof onlineMeetingSchema>): Json & { participants?: Json } {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  const times = given.map(
    ([name, value]) => [name, /DateTime$/.test(name) ? inUtc(String(value)) : value] as const,
  );
  return Object.fromEntries(times);
}

function inUtc(text: string): string {
  return Temporal.Instant.from(text).toString();
}

function requireOrder({ startDateTime, endDateTime }: Json): void {
  if (inUtc(String(endDateTime)) >= inUtc(String(startDateTime))) return;
  throw new GraphError(
    400,
    "BadRequest",
    "Invalid value specified for property 'endDateTime': it is before 'startDateTime'.",
  );
}

function organizerOf(owner: User): Json {
  const user = { id: owner.id, displayName: owner.displayName };
  return { upn: owner.userPrincipalName, role: "presenter", identity: { user } };
}

/** The real service has no list: it looks one meeting up by how it is joined. */
function list(call: Call): Reply {
  const owner = openOwner(call);
  if (call.query.option("$filter") === undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      "Filter expression expected - /onlineMeetings?$filter=JoinWebUrl eq '{joinWebUrl}'",
    );
  }
  const own = [...calendarState(call.tenant).online.values()].filter(({ ownerId }) => ownerId === owner.id);
  return collection(
    call,
    own.map(({ properties }) => properties),
    {
      type: meetingType,
      read: (properties, name) => properties[name === "JoinWebUrl" ? "joinWebUrl" : name],
    },
  );
}

function requireMeeting(call: Call): StandaloneMeeting {
  const owner = openOwner(call);
  const found = calendarState(call.tenant).online.get(call.params["onlineMeeting-id"]!);
  if (found?.ownerId === owner.id) return found;
  throw new GraphError(404, "UnknownError", "The online meeting was not found.");
}
