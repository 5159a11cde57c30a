import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { Example } from "./example.ts";

const anna = "/users/anna.kern@bergmann.example";

const get = (operation: string, path: string, headers?: Record<string, string>): Example => ({
  operation,
  request: () => ({ path, ...(headers && { headers }) }),
});

/** Requests to people and groups. */
export const directoryExamples: readonly Example[] = [
  get(
    "GET /users",
    "/users?$top=5&$select=displayName,mail,jobTitle,department&$filter=startswith(displayName,'A')",
  ),
  get("GET /users/{user-id}", anna),
  get("GET /users/delta()", "/users/delta?$select=displayName"),
  get("GET /users/{user-id}/manager", `${anna}/manager`),
  get("GET /users/{user-id}/directReports", "/users/stefan.brandt@bergmann.example/directReports"),
  get("GET /groups", "/groups"),
  get("GET /groups/{group-id}", `/groups/${KEY_ACCOUNTS_TEAM}`),
  get("GET /groups/{group-id}/members", `/groups/${KEY_ACCOUNTS_TEAM}/members?$top=3`),
  get(
    "GET /groups/{group-id}/members/graph.user",
    `/groups/${KEY_ACCOUNTS_TEAM}/members/microsoft.graph.user?$top=3`,
  ),
  get(
    "GET /groups/{group-id}/transitiveMembers/graph.user",
    `/groups/${KEY_ACCOUNTS_TEAM}/transitiveMembers/graph.user`,
  ),
  get("GET /groups/{group-id}/owners", `/groups/${KEY_ACCOUNTS_TEAM}/owners`),
  get("GET /groups/{group-id}/transitiveMembers", `/groups/${KEY_ACCOUNTS_TEAM}/transitiveMembers`),
  get("GET /users/{user-id}/memberOf", `${anna}/memberOf`),
  get("GET /users/{user-id}/transitiveMemberOf", `${anna}/transitiveMemberOf`),
  get("GET /organization", "/organization"),
  {
    operation: "GET /organization/{organization-id}",
    request: (t) => ({ path: `/organization/${t.sandbox.tenantId}` }),
  },
  get("GET /users/{user-id}/mailboxSettings", `${anna}/mailboxSettings`),
  {
    operation: "PATCH /users/{user-id}/mailboxSettings",
    request: () => ({
      path: `${anna}/mailboxSettings`,
      body: {
        timeZone: "W. Europe Standard Time",
        automaticRepliesSetting: {
          status: "scheduled",
          scheduledStartDateTime: { dateTime: "2026-03-05T08:00:00", timeZone: "UTC" },
          scheduledEndDateTime: { dateTime: "2026-03-09T08:00:00", timeZone: "UTC" },
          internalReplyMessage: "Away until Monday.",
        },
      },
    }),
  },
  get(
    "GET /users/{user-id}/mailboxSettings/automaticRepliesSetting",
    `${anna}/mailboxSettings/automaticRepliesSetting`,
  ),
  {
    operation: "POST /users/{user-id}/getMailTips",
    request: () => ({
      path: `${anna}/getMailTips`,
      body: {
        EmailAddresses: [
          "elena.sokolova@bergmann.example",
          "sales@bergmann.example",
          "alexei.volkov@steelworks.example",
        ],
        MailTipsOptions: "automaticReplies, mailboxFullStatus, recipientScope, totalMemberCount",
      },
    }),
  },
  get("GET /users/{user-id}/outlook/supportedTimeZones()", `${anna}/outlook/supportedTimeZones`),
  get("GET /users/{user-id}/presence", `${anna}/presence`),
  {
    operation: "POST /communications/getPresencesByUserId",
    async request(t) {
      const { body } = await t.graph<{ value: { id: string }[] }>(t.asApp, "GET", "/users?$top=3&$select=id");
      return { path: "/communications/getPresencesByUserId", body: { ids: body.value.map(({ id }) => id) } };
    },
  },
  get("GET /users/{user-id}/photos", `${anna}/photos`),
  get("GET /users/{user-id}/photo/$value", `${anna}/photo/$value`),
  get("GET /users/{user-id}/photos/{profilePhoto-id}/$value", `${anna}/photos/64x64/$value`),
];
