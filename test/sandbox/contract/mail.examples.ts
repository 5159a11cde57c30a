import { arrive } from "../mail/letters.ts";
import type { TestSandbox } from "../support/open.ts";
import type { Example, ExampleRequest } from "./example.ts";

const anna = "/users/anna.kern@bergmann.example";
const pavel = [{ emailAddress: { name: "Павел Орлов", address: "pavel.orlov@bergmann.example" } }];
const one = "/users/{user-id}/messages/{message-id}";
const DEAL = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name deal";

const withAttachment = {
  headers: ["Content-Type: multipart/mixed; boundary=b", "X-Deal: steelworks"],
  body: "--b\r\nContent-Type: text/plain\r\n\r\nSee plan\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=plan.csv\r\n\r\n1;2\r\n--b--",
};

/** The path of a letter that just arrived. */
async function received(t: TestSandbox): Promise<string> {
  const [copy] = await arrive(t, withAttachment);
  return `${anna}/messages/${copy?.id}`;
}

async function post(t: TestSandbox, path: string, body: unknown): Promise<string> {
  return String((await t.graph(t.asApp, "POST", path, { body })).body["id"]);
}

/** A request to a letter that just arrived. */
const toLetter = (operation: string, tail: string, rest: Omit<ExampleRequest, "path"> = {}): Example => ({
  operation,
  request: async (t) => ({ path: `${await received(t)}${tail}`, ...rest }),
});

const toMailbox = (operation: string, path: string, rest: Omit<ExampleRequest, "path"> = {}): Example => ({
  operation,
  request: async (t) => {
    await received(t);
    return { path, ...rest };
  },
});

const draft = {
  subject: "Second offer",
  body: { contentType: "html", content: "<p>Attached</p>" },
  importance: "high",
  toRecipients: pavel,
  categories: ["Deal"],
  flag: { flagStatus: "flagged" },
  internetMessageHeaders: [{ name: "x-deal", value: "steelworks" }],
  singleValueExtendedProperties: [{ id: DEAL, value: "steelworks" }],
  attachments: [
    {
      "@odata.type": "#microsoft.graph.fileAttachment",
      name: "plan.txt",
      contentType: "text/plain",
      contentBytes: "cGxhbg==",
    },
  ],
};

const messages: Example[] = [
  toMailbox(
    "GET /users/{user-id}/messages",
    `${anna}/messages?$top=5&$filter=isRead eq false&$expand=attachments`,
  ),
  { operation: "POST /users/{user-id}/messages", request: () => ({ path: `${anna}/messages`, body: draft }) },
  toLetter(`GET ${one}`, "?$select=subject,internetMessageHeaders,body,uniqueBody", {
    prefer: 'IdType="ImmutableId"',
  }),
  toLetter(`GET ${one}`, ""),
  toLetter(`PATCH ${one}`, "", {
    body: { categories: ["Bypass"], flag: { flagStatus: "flagged" }, isRead: true },
  }),
  toLetter(`DELETE ${one}`, ""),
  toLetter(`GET ${one}/$value`, "/$value"),
  toLetter(`POST ${one}/move`, "/move", { body: { DestinationId: "archive" } }),
  toLetter(`POST ${one}/copy`, "/copy", { body: { DestinationId: "archive" } }),
];

const sending: Example[] = [
  {
    operation: "POST /users/{user-id}/sendMail",
    request: () => ({ path: `${anna}/sendMail`, body: { Message: draft, SaveToSentItems: true } }),
  },
  {
    operation: "POST /users/{user-id}/sendMail",
    as: "anna.kern",
    request: () => ({ path: "/me/sendMail", body: { message: draft } }),
  },
  {
    operation: `POST ${one}/send`,
    request: async (t) => ({ path: `${anna}/messages/${await post(t, `${anna}/messages`, draft)}/send` }),
  },
  toLetter(`POST ${one}/reply`, "/reply", { body: { Comment: "On Friday" } }),
  toLetter(`POST ${one}/replyAll`, "/replyAll", { body: { Comment: "On Friday" } }),
  toLetter(`POST ${one}/forward`, "/forward", { body: { ToRecipients: pavel, Comment: "Please answer" } }),
  toLetter(`POST ${one}/createReply`, "/createReply", { body: { Comment: "On Friday" } }),
  toLetter(`POST ${one}/createReplyAll`, "/createReplyAll", { body: { Message: { importance: "low" } } }),
  toLetter(`POST ${one}/createForward`, "/createForward", { body: { Message: { toRecipients: pavel } } }),
];

const inFolder = "/users/{user-id}/mailFolders/{mailFolder-id}/messages";

/** A request to a letter that just arrived, by way of the Inbox. */
const toInbox = (method: string, body?: unknown): Example => ({
  operation: `${method} ${inFolder}/{message-id}`,
  request: async (t) => ({
    path: (await received(t)).replace("/messages/", "/mailFolders/inbox/messages/"),
    ...(body !== undefined && { body }),
  }),
});

const folders: Example[] = [
  toMailbox("GET /users/{user-id}/mailFolders", `${anna}/mailFolders?$top=20`),
  {
    operation: "POST /users/{user-id}/mailFolders",
    request: () => ({ path: `${anna}/mailFolders`, body: { displayName: "Deals" } }),
  },
  toMailbox("GET /users/{user-id}/mailFolders/{mailFolder-id}", `${anna}/mailFolders/inbox`),
  toMailbox(
    "GET /users/{user-id}/mailFolders/{mailFolder-id}/childFolders",
    `${anna}/mailFolders/msgfolderroot/childFolders?$top=3`,
  ),
  {
    operation: "POST /users/{user-id}/mailFolders/{mailFolder-id}/childFolders",
    request: () => ({ path: `${anna}/mailFolders/inbox/childFolders`, body: { displayName: "Line 4" } }),
  },
  {
    operation: `POST ${inFolder}`,
    request: () => ({ path: `${anna}/mailFolders/archive/messages`, body: draft }),
  },
  toInbox("GET"),
  toInbox("PATCH", { isRead: true }),
  toInbox("DELETE"),
  toMailbox("GET /users/{user-id}/mailFolders/delta()", `${anna}/mailFolders/delta`),
  toMailbox(
    "GET /users/{user-id}/mailFolders/{mailFolder-id}/messages",
    `${anna}/mailFolders/inbox/messages?$select=subject,from`,
  ),
  toMailbox(
    "GET /users/{user-id}/mailFolders/{mailFolder-id}/messages/delta()",
    `${anna}/mailFolders/inbox/messages/delta?$select=subject&changeType=created`,
    { prefer: "odata.maxpagesize=1" },
  ),
  {
    operation: "GET /users/{user-id}/mailFolders/{mailFolder-id}/messages/delta()",
    async request(t) {
      const path = `${anna}/mailFolders/inbox/messages`;
      const letter = await received(t);
      const { body } = await t.graph(t.asApp, "GET", `${path}/delta`, { prefer: "odata.maxpagesize=100" });
      await t.graph(t.asApp, "DELETE", letter);
      return { path: String(body["@odata.deltaLink"]).replace(/^.*\/v1\.0/, "") };
    },
  },
];

const rule = {
  displayName: "Newsletters",
  sequence: 1,
  conditions: { senderContains: ["news"], fromAddresses: pavel },
  actions: { moveToFolder: "archive", stopProcessingRules: true },
};
const rules = "/users/{user-id}/mailFolders/{mailFolder-id}/messageRules";

const extension = {
  "@odata.type": "microsoft.graph.openTypeExtension",
  extensionName: "com.bergmann.deal",
  verdict: "bypass",
};

/** A request to an extension that was just added to a letter. */
const toExtension = (method: string, body?: unknown): Example => ({
  operation: `${method} ${one}/extensions/{extension-id}`,
  async request(t) {
    const letter = await received(t);
    await post(t, `${letter}/extensions`, extension);
    return { path: `${letter}/extensions/com.bergmann.deal`, ...(body !== undefined && { body }) };
  },
});

const belongings: Example[] = [
  toLetter(`GET ${one}/attachments`, "/attachments"),
  toLetter(`POST ${one}/attachments`, "/attachments", { body: draft.attachments[0] }),
  {
    operation: `GET ${one}/attachments/{attachment-id}`,
    async request(t) {
      const letter = await received(t);
      return {
        path: `${letter}/attachments/${await post(t, `${letter}/attachments`, draft.attachments[0])}`,
      };
    },
  },
  toLetter(`POST ${one}/extensions`, "/extensions", { body: extension }),
  toLetter(`GET ${one}/extensions`, "/extensions"),
  toExtension("GET"),
  toExtension("PATCH", { "@odata.type": "microsoft.graph.openTypeExtension", verdict: "heard" }),
  toExtension("DELETE"),
  toMailbox("GET /users/{user-id}/outlook/masterCategories", `${anna}/outlook/masterCategories`),
  {
    operation: "POST /users/{user-id}/outlook/masterCategories",
    request: () => ({
      path: `${anna}/outlook/masterCategories`,
      body: { displayName: "Heard", color: "preset4" },
    }),
  },
  {
    operation: "PATCH /users/{user-id}/outlook/masterCategories/{outlookCategory-id}",
    async request(t) {
      const all = `${anna}/outlook/masterCategories`;
      return {
        path: `${all}/${await post(t, all, { displayName: "Bypass", color: "preset0" })}`,
        body: { color: "preset1" },
      };
    },
  },
  {
    operation: `POST ${rules}`,
    request: () => ({ path: `${anna}/mailFolders/inbox/messageRules`, body: rule }),
  },
  {
    operation: `GET ${rules}`,
    async request(t) {
      await post(t, `${anna}/mailFolders/inbox/messageRules`, rule);
      return { path: `${anna}/mailFolders/inbox/messageRules` };
    },
  },
  {
    operation: "POST /users/{user-id}/translateExchangeIds",
    async request(t) {
      const [copy] = await arrive(t);
      const body = {
        InputIds: [copy?.id, "nonsense"],
        SourceIdType: "restId",
        TargetIdType: "restImmutableEntryId",
      };
      return { path: `${anna}/translateExchangeIds`, body };
    },
  },
];

/** Requests to mailboxes. */
export const mailExamples: readonly Example[] = [...messages, ...sending, ...folders, ...belongings];
