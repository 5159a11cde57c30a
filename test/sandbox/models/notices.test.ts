import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openReceiver, type Receiver } from "../subscriptions/receiver.ts";
import { direct } from "../support/direct.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { type Deed, idleDeeds, type Model, outlookDeeds, type Real, step, teamsDeeds } from "./deeds.ts";
import { LONGEST_MS, rounds } from "./rounds.ts";
import { lookAround, type Place, places } from "./watched.ts";

let t: TestSandbox;
let receiver: Receiver;
beforeAll(async () => {
  [t, receiver] = await Promise.all([openTestSandbox().then(direct), openReceiver()]);
});
afterAll(() => Promise.all([t.close(), receiver.close()]));

/** Subscribes to every change of a collection; gives the subscription's id. */
async function subscribe(resource: string, path: string): Promise<string> {
  const { status, body } = await t.graph(t.asApp, "POST", "/subscriptions", {
    body: {
      changeType: "created,updated,deleted",
      notificationUrl: `${receiver.url}${path}`,
      resource,
      expirationDateTime: t.sandbox.clock.now().add({ minutes: 50 }).toString(),
    },
  });
  expect(status, resource).toBe(201);
  return String(body["id"]);
}

/** Waits until all that was on its way has come: what is told last is a change made last. */
async function settled(resource: string): Promise<void> {
  const before = receiver.deliveries.length;
  await t.graph(t.asApp, "POST", `/${resource}`, { body: { subject: "The last of all" } });
  const last = () => receiver.deliveries.slice(before).some(({ path }) => path === "/last");
  await expect.poll(last, { timeout: 10_000, interval: 5 }).toBe(true);
}

async function live(steps: Iterable<fc.AsyncCommand<Model, Real>>): Promise<void> {
  await t.sandbox.reset();
  const real: Real = { t, watched: await places(t) };
  const names = new Map<string, Place>();
  for (const [place, { resource }] of Object.entries(real.watched))
    names.set(await subscribe(resource, "/notices"), place as Place);
  const model: Model = { sight: await lookAround(t, real.watched), due: [] };
  receiver.deliveries.length = 0;

  await fc.asyncModelRun(() => ({ model, real }), steps);
  const last = "users/yuri.fomin@bergmann.example/messages";
  await subscribe(last, "/last");
  await settled(last);

  const told = receiver.deliveries
    .filter(({ path }) => path === "/notices")
    .flatMap(({ value }) => value)
    .map(({ subscriptionId, changeType, resourceData }) =>
      [names.get(subscriptionId), changeType, resourceData?.id].join(" "),
    );
  const sorted = (lines: readonly string[]) => lines.toSorted((a, b) => (a < b ? -1 : 1));
  expect(sorted(told)).toEqual(sorted(model.due));
}

const stepsOf = (deeds: readonly Deed[]) =>
  deeds.map((deed) => fc.nat({ max: 60 }).map((n) => step(deed, n)));

test.each([
  ["mail and calendars", outlookDeeds],
  ["a team and its channels", teamsDeeds],
])(
  "whatever happens to %s, every change is told once, and nothing is told that did not change",
  async (_, deeds) => {
    const steps = fc.commands(stepsOf([...deeds, ...idleDeeds]), { maxCommands: 60, size: "max" });
    await fc.assert(fc.asyncProperty(steps, live), { numRuns: rounds(10), endOnFailure: false });
  },
  LONGEST_MS,
);
