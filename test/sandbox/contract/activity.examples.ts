import type { TestSandbox } from "../support/open.ts";
import { chatWithApp, installedForAnna } from "../teams/apps-setting.ts";
import { installed, TEAM, teamsUrl } from "../teams/setting.ts";
import type { Example } from "./example.ts";

const news = {
  topic: { source: "text", value: "Line 4", webUrl: teamsUrl("deal-1") },
  activityType: "roomReady",
  previewText: { content: "The room is ready" },
  templateParameters: [{ name: "deal", value: "Line 4" }],
};

const toAnna = async (t: TestSandbox) => {
  const { body } = await t.graph(t.asApp, "GET", "/users/anna.kern@bergmann.example");
  return { "@odata.type": "microsoft.graph.aadUserNotificationRecipient", userId: body["id"] };
};

/** Requests that put lines into people's activity feeds. */
export const activityExamples: readonly Example[] = [
  {
    operation: "POST /users/{user-id}/teamwork/sendActivityNotification",
    async request(t) {
      await installedForAnna(t);
      return { path: "/users/anna.kern@bergmann.example/teamwork/sendActivityNotification", body: news };
    },
  },
  {
    operation: "POST /teams/{team-id}/sendActivityNotification",
    async request(t) {
      await installed(t);
      return { path: `${TEAM}/sendActivityNotification`, body: { ...news, recipient: await toAnna(t) } };
    },
  },
  {
    operation: "POST /chats/{chat-id}/sendActivityNotification",
    async request(t) {
      const chat = await chatWithApp(t);
      return { path: `${chat}/sendActivityNotification`, body: { ...news, recipient: await toAnna(t) } };
    },
  },
  {
    operation: "POST /teamwork/sendActivityNotificationToRecipients",
    async request(t) {
      await installedForAnna(t);
      const body = { ...news, recipients: [await toAnna(t)] };
      return { path: "/teamwork/sendActivityNotificationToRecipients", body };
    },
  },
];
