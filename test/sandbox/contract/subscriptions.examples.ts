import { openReceiver } from "../subscriptions/receiver.ts";
import type { TestSandbox } from "../support/open.ts";
import type { Example } from "./example.ts";

let receiver: ReturnType<typeof openReceiver> | undefined;

/** The body of a subscription to the mail of one person, told to an endpoint of this process. */
async function wanted(t: TestSandbox, name: string) {
  receiver ??= openReceiver();
  const { url } = await receiver;
  return {
    changeType: "created,updated",
    notificationUrl: `${url}/notify`,
    lifecycleNotificationUrl: `${url}/life`,
    resource: `users/${name}@bergmann.example/mailFolders('Inbox')/messages`,
    expirationDateTime: t.sandbox.clock.now().add({ hours: 24 }).toString(),
    clientState: "secret",
    latestSupportedTlsVersion: "v1_2",
  };
}

/** A request to a subscription that was just made; each one to the mail of another person. */
const toOne = (
  operation: string,
  name: string,
  tail: string,
  body?: (t: TestSandbox) => unknown,
): Example => ({
  operation,
  async request(t) {
    const made = await t.graph(t.asApp, "POST", "/subscriptions", { body: await wanted(t, name) });
    return { path: `/subscriptions/${made.body["id"]}${tail}`, ...(body && { body: body(t) }) };
  },
});

/** Requests to subscriptions. */
export const subscriptionsExamples: readonly Example[] = [
  {
    operation: "POST /subscriptions",
    request: async (t) => ({
      path: "/subscriptions",
      body: await wanted(t, "anna.kern"),
      prefer: 'IdType="ImmutableId"',
    }),
  },
  {
    operation: "GET /subscriptions",
    async request(t) {
      await t.graph(t.asApp, "POST", "/subscriptions", { body: await wanted(t, "pavel.orlov") });
      return { path: "/subscriptions" };
    },
  },
  toOne("GET /subscriptions/{subscription-id}", "ivan.petrov", ""),
  toOne("PATCH /subscriptions/{subscription-id}", "elena.sokolova", "", (t) => ({
    expirationDateTime: t.sandbox.clock.now().add({ hours: 48 }).toString(),
  })),
  toOne("DELETE /subscriptions/{subscription-id}", "maria.lindner", ""),
  toOne("POST /subscriptions/{subscription-id}/reauthorize", "thomas.weiss", "/reauthorize"),
];
