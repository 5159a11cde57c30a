import { z } from "zod";
import type { Answer } from "../core/exchange.ts";
import { changeMailboxSettings } from "../directory/mailbox-settings.ts";
import { mailboxSettingsChange } from "../directory/mailbox-settings-schema.ts";
import { setPresence } from "../directory/presence.ts";
import { directoryOf } from "../directory/state.ts";
import { allUsers, putUser, requireMailbox, requireUser } from "../directory/users.ts";
import { type OutsideAction, type OutsideCall, readJson } from "./context.ts";
import { lookInto } from "./look.ts";

/** The page of GET /users/{id}/meetings. */
const SHOWN_MEETINGS = 50;

const presenceBody = z
  .strictObject({ availability: z.string().min(1), activity: z.string().min(1) })
  .nullable();

const text = z.string().min(1).max(256);

const profileBody = z.strictObject({
  displayName: text.optional(),
  jobTitle: text.nullish(),
  department: text.nullish(),
  officeLocation: text.nullish(),
  manager: text.nullish(),
  accountEnabled: z.boolean().optional(),
});

/** The people of the tenant, and what happens to them. */
export const peopleActions: readonly OutsideAction[] = [
  {
    method: "GET",
    path: /^\/users$/,
    title: "GET /_outside/users",
    purpose: "The cast: everyone with address, role, office and time zone",
    handle: cast,
  },
  {
    method: "PUT",
    path: /^\/users\/([^/]+)\/automaticReplies$/,
    title: "PUT /_outside/users/{id}/automaticReplies",
    purpose: "An `automaticRepliesSetting` as in Graph, parts of it too: the person goes away or comes back",
    handle: putAutomaticReplies,
  },
  {
    method: "GET",
    path: /^\/users\/([^/]+)\/automaticReplies$/,
    title: "GET /_outside/users/{id}/automaticReplies",
    purpose: "The person's `automaticRepliesSetting`",
    handle: ({ tenant, params }) => ({
      status: 200,
      body: requireUser(tenant, params[0]!).mailboxSettings.automaticRepliesSetting,
    }),
  },
  {
    method: "GET",
    path: /^\/users\/([^/]+)\/meetings$/,
    title: "GET /_outside/users/{id}/meetings",
    purpose:
      "The 50 events that came last into a person's calendar, newest first, for a demonstration page; a series counts once",
    handle: meetings,
  },
  {
    method: "PUT",
    path: /^\/users\/([^/]+)\/profile$/,
    title: "PUT /_outside/users/{id}/profile",
    purpose:
      "`{displayName?, jobTitle?, department?, officeLocation?, manager?, accountEnabled?}`: an administrator changes these of a person; `manager` by id or name, or `null`",
    handle: putProfile,
  },
  {
    method: "PUT",
    path: /^\/users\/([^/]+)\/presence$/,
    title: "PUT /_outside/users/{id}/presence",
    purpose: "`{availability, activity}`, or `null` to follow calendar and working hours again",
    handle(call) {
      const user = requireUser(call.tenant, call.params[0]!);
      setPresence(call.tenant, user, readJson(call, presenceBody));
      return { status: 204 };
    },
  },
];

function putProfile(call: OutsideCall): Answer {
  const { tenant } = call;
  const user = requireUser(tenant, call.params[0]!);
  const { manager, ...rest } = readJson(call, profileBody);
  const managerId = manager == null ? manager : requireUser(tenant, manager).id;
  const changes = { ...rest, managerId };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  putUser(tenant, { ...user, ...Object.fromEntries(given) });
  tenant.publish("change", {
    collections: ["users", `users/${user.id}`],
    item: `Users/${user.id}`,
    type: "#Microsoft.Graph.User",
    id: user.id,
    changeType: "updated",
  });
  return { status: 204 };
}

function cast({ tenant }: OutsideCall): Answer {
  const { organization } = directoryOf(tenant);
  const value = allUsers(tenant).map((user) => ({
    id: user.id,
    displayName: user.displayName,
    mail: user.mail,
    userPrincipalName: user.userPrincipalName,
    jobTitle: user.jobTitle,
    department: user.department,
    officeLocation: user.officeLocation,
    timeZone: user.mailboxSettings.timeZone,
    managerId: user.managerId,
  }));
  return { status: 200, body: { tenantId: tenant.id, organization, value } };
}

async function meetings(call: OutsideCall): Promise<Answer> {
  const user = requireMailbox(call.tenant, call.params[0]!);
  const select =
    "id,subject,start,end,organizer,attendees,createdDateTime,type,isAllDay,isCancelled,isOrganizer,responseStatus";
  return lookInto(
    call,
    `/users/${user.id}/events?$top=${SHOWN_MEETINGS}&$orderby=createdDateTime desc&$select=${select}`,
  );
}

function putAutomaticReplies(call: OutsideCall): Answer {
  const user = requireUser(call.tenant, call.params[0]!);
  const automaticRepliesSetting = readJson(
    call,
    mailboxSettingsChange.shape.automaticRepliesSetting.unwrap(),
  );
  const changed = changeMailboxSettings(call.tenant, user, { automaticRepliesSetting });
  return { status: 200, body: changed.mailboxSettings.automaticRepliesSetting };
}
