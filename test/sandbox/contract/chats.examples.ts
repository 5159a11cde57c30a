import type { TestSandbox } from "../support/open.ts";
import { groupChat, newGroupChat } from "../teams/apps-setting.ts";
import { channelIn, memberOf } from "../teams/setting.ts";
import type { Example } from "./example.ts";

const messages = "/teams/{team-id}/channels/{channel-id}/messages";
const one = `${messages}/{chatMessage-id}`;

const card = JSON.stringify({
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text: "Welcome" }],
});

const post = {
  body: { contentType: "html", content: '<p>Hello</p><attachment id="card-1"></attachment>' },
  attachments: [
    { id: "card-1", contentType: "application/vnd.microsoft.card.adaptive", content: card, name: null },
  ],
};

/** Anna posts in a new channel; the paths of all posts and of this one. */
async function posted(t: TestSandbox): Promise<{ all: string; one: string }> {
  const all = `${await channelIn(t, "standard")}/messages`;
  const { body } = await t.graph(t.asUser("anna.kern"), "POST", all, { body: post });
  return { all, one: `${all}/${body["id"]}` };
}

/** Requests to posts of channels, and to chats. */
export const chatsExamples: readonly Example[] = [
  {
    operation: `GET ${messages}`,
    request: async (t) => ({ path: `${(await posted(t)).all}?$expand=replies&$top=5` }),
  },
  {
    operation: `POST ${messages}`,
    as: "anna.kern",
    request: async (t) => ({ path: `${await channelIn(t, "standard")}/messages`, body: post }),
  },
  {
    operation: `GET ${one}`,
    request: async (t) => ({ path: (await posted(t)).one }),
  },
  {
    operation: `PATCH ${one}`,
    as: "anna.kern",
    request: async (t) => ({
      path: (await posted(t)).one,
      body: { body: { contentType: "text", content: "Changed" }, attachments: [] },
    }),
  },
  {
    operation: `POST ${one}/softDelete`,
    as: "anna.kern",
    request: async (t) => ({ path: `${(await posted(t)).one}/softDelete` }),
  },
  {
    operation: `GET ${messages}/delta()`,
    request: async (t) => ({ path: `${(await posted(t)).all}/delta` }),
  },
  {
    operation: `GET ${one}/replies`,
    async request(t) {
      const path = `${(await posted(t)).one}/replies`;
      await t.graph(t.asUser("anna.kern"), "POST", path, { body: { body: { content: "Yes" } } });
      return { path };
    },
  },
  {
    operation: `POST ${one}/replies`,
    as: "anna.kern",
    request: async (t) => ({ path: `${(await posted(t)).one}/replies`, body: { body: { content: "Yes" } } }),
  },
  { operation: "POST /chats", request: () => ({ path: "/chats", body: newGroupChat }) },
  {
    operation: "GET /chats/{chat-id}",
    request: async (t) => ({ path: `${await groupChat(t)}?$expand=members` }),
  },
  {
    operation: "GET /chats/{chat-id}/members",
    request: async (t) => ({ path: `${await groupChat(t)}/members` }),
  },
  {
    operation: "POST /chats/{chat-id}/members",
    request: async (t) => ({
      path: `${await groupChat(t)}/members`,
      body: {
        ...memberOf("elena.sokolova@bergmann.example", "owner"),
        visibleHistoryStartDateTime: "2026-03-01T00:00:00Z",
      },
    }),
  },
  {
    operation: "GET /chats/{chat-id}/messages",
    async request(t) {
      const path = `${await groupChat(t)}/messages`;
      await t.graph(t.asUser("anna.kern"), "POST", path, { body: post });
      return { path };
    },
  },
  {
    operation: "POST /chats/{chat-id}/messages",
    as: "anna.kern",
    request: async (t) => ({ path: `${await groupChat(t)}/messages`, body: post }),
  },
];
