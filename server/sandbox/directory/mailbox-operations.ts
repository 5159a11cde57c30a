import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { getMailTips } from "./mail-tips.ts";
import { changeMailboxSettings } from "./mailbox-settings.ts";
import { mailboxSettingsChange } from "./mailbox-settings-schema.ts";
import { repliesType, settingsType, zoneType } from "./mailbox-types.ts";
import { getPhoto, listPhotos } from "./photo.ts";
import { getPresence, getPresences } from "./presence.ts";
import { requireMailbox } from "./users.ts";
import { ianaZone, windowsZones } from "./zones.ts";

const mailbox = { fidelity: "like", limit: "mailbox" } as const;

const directory = { fidelity: "like", limit: "directory" } as const;

/** What is known of people as users of Exchange and Teams: settings, mail tips, pictures, presence. */
export const mailboxOperations: readonly Operation[] = [
  {
    ...mailbox,
    method: "GET",
    path: "/users/{user-id}/mailboxSettings",
    permission: permissionOf("GET /users/{user-id}/mailboxSettings"),
    handle: (call) => entity(call, ownerOf(call).mailboxSettings, { type: settingsType }),
  },
  {
    ...mailbox,
    method: "PATCH",
    path: "/users/{user-id}/mailboxSettings",
    permission: permissionOf("PATCH /users/{user-id}/mailboxSettings"),
    handle: patchSettings,
  },
  {
    ...mailbox,
    method: "GET",
    path: "/users/{user-id}/mailboxSettings/automaticRepliesSetting",
    permission: permissionOf("GET /users/{user-id}/mailboxSettings/automaticRepliesSetting"),
    handle: (call) =>
      entity(call, ownerOf(call).mailboxSettings.automaticRepliesSetting, { type: repliesType }),
  },
  {
    ...mailbox,
    method: "POST",
    path: "/users/{user-id}/getMailTips",
    permission: permissionOf("POST /users/{user-id}/getMailTips"),
    fidelity: "simpler",
    note: "custom tips, suggestions, restrictions and full mailboxes never occur",
    handle: getMailTips,
  },
  {
    ...mailbox,
    method: "GET",
    path: "/users/{user-id}/outlook/supportedTimeZones()",
    permission: permissionOf("GET /users/{user-id}/outlook/supportedTimeZones()"),
    fidelity: "simpler",
    note: "display names are the names themselves",
    handle: supportedTimeZones,
  },
  {
    ...directory,
    method: "GET",
    path: "/users/{user-id}/presence",
    permission: permissionOf("GET /users/{user-id}/presence"),
    fidelity: "simpler",
    note: "follows calendar, absence and working hours; no devices, no calls",
    handle: getPresence,
  },
  {
    ...directory,
    method: "POST",
    path: "/communications/getPresencesByUserId",
    permission: permissionOf("POST /communications/getPresencesByUserId"),
    fidelity: "simpler",
    note: "as presence",
    handle: getPresences,
  },
  {
    ...directory,
    method: "GET",
    path: "/users/{user-id}/photos",
    permission: permissionOf("GET /users/{user-id}/photos"),
    fidelity: "like",
    handle: listPhotos,
  },
  {
    ...directory,
    method: "GET",
    path: "/users/{user-id}/photo/$value",
    permission: permissionOf("GET /users/{user-id}/photo/$value"),
    fidelity: "simpler",
    note: "a drawn face",
    handle: getPhoto,
  },
  {
    ...directory,
    method: "GET",
    path: "/users/{user-id}/photos/{profilePhoto-id}/$value",
    permission: permissionOf("GET /users/{user-id}/photos/{profilePhoto-id}/$value"),
    fidelity: "simpler",
    note: "one size, whatever is asked",
    handle: getPhoto,
  },
];

function ownerOf(call: Call) {
  return requireMailbox(call.tenant, call.params["user-id"] ?? "");
}

function patchSettings(call: Call): Reply {
  const change = readBody(call, graphObject(mailboxSettingsChange.shape), {
    type: "microsoft.graph.mailboxSettings",
  });
  const { mailboxSettings } = changeMailboxSettings(call.tenant, ownerOf(call), change);
  return { status: 200, body: mailboxSettings };
}

function supportedTimeZones(call: Call): Reply {
  ownerOf(call);
  const standard =
    call.query
      .argument("TimeZoneStandard")
      ?.replace(/^.*'(.*)'$/, "$1")
      .toLowerCase() ?? "windows";
  if (standard !== "windows" && standard !== "iana") {
    throw new GraphError(400, "BadRequest", `The time zone standard '${standard}' is not known.`);
  }
  const names =
    standard === "windows"
      ? windowsZones()
      : Intl.supportedValuesOf("timeZone").filter((name) => ianaZone(name));
  const zones = names.map((name) => ({ alias: name, displayName: name }));
  return collection(call, zones, { type: zoneType, defaultTop: 999 });
}
