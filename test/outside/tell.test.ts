import { describe, expect, test } from "vitest";
import manifest from "../../appPackage/manifest.json" with { type: "json" };
import { gather } from "../../src/outside/feed/gather.ts";
import type { Line } from "../../src/outside/feed/line.ts";
import { tellRequest } from "../../src/outside/feed/tell.ts";
import type { Request } from "../../src/outside/tenant/shapes.ts";
import english from "../../src/ui/language/en/outside.json" with { type: "json" };
import russian from "../../src/ui/language/ru/outside.json" with { type: "json" };

const request = (method: string, url: string, more: Partial<Request> = {}): Request => ({
  number: 7,
  at: "2026-03-02T09:00:00Z",
  method,
  url: `/v1.0${url}`,
  status: 200,
  inBatch: false,
  token: { kind: "app" },
  body: null,
  reply: null,
  ...more,
});
const told = (...given: Parameters<typeof request>) => tellRequest(request(...given));

describe("a request to Microsoft 365 is told in plain words", () => {
  test.each<[string, [string, string, unknown], Partial<Line>]>([
    [
      "a mark",
      [
        "PATCH",
        "/users/elena/messages/m1",
        { categories: ["Red", "Around"], flag: { flagStatus: "flagged" } },
      ],
      { what: "marked", people: ["elena"], words: { category: "Around" }, quiet: false },
    ],
    [
      "a mark that is taken off",
      ["PATCH", "/users/elena/messages/m1", { categories: [], flag: { flagStatus: "notFlagged" } }],
      { what: "unmarked", people: ["elena"] },
    ],
    [
      "a line in the activity feed",
      ["POST", "/users/anna/teamwork/sendActivityNotification", { previewText: { content: "Volkov wrote" } }],
      { what: "told", people: ["anna"], words: { text: "Volkov wrote" } },
    ],
    [
      "an answer to a meeting, by what was answered",
      [
        "POST",
        "/users/anna/teamwork/sendActivityNotification",
        {
          activityType: "meetingAnswered",
          previewText: { content: "Boards" },
          templateParameters: [
            { name: "person", value: "Dmitri" },
            { name: "answer", value: "no" },
          ],
        },
      ],
      { what: "told.meetingAnswered", people: ["anna"], words: { person: "Dmitri", answer: "no" } },
    ],
    [
      "a watch over new mail",
      ["POST", "/subscriptions", { resource: "users/ivan/messages" }],
      { what: "watched", people: ["ivan"], quiet: false },
    ],
    ["a room", ["POST", "/teams/t/channels", { displayName: "Line 4" }], { words: { name: "Line 4" } }],
    [
      "its people, one or several",
      [
        "POST",
        "/teams/t/channels/c/members/add",
        { values: [{ "user@odata.bind": "https://x/v1.0/users('a')" }, { "user@odata.bind": "x/users/b" }] },
      ],
      { what: "members", people: ["a", "b"] },
    ],
    [
      "a look for time that suits several",
      ["POST", "/users/a/calendar/getSchedule", { schedules: ["a@b", "c@b"] }],
      { what: "schedules", people: ["a@b", "c@b"], quiet: false },
    ],
    [
      "a look at one person's hours, quietly",
      ["POST", "/users/a/calendar/getSchedule", { schedules: ["a@b"] }],
      { what: "schedules", quiet: true },
    ],
    ["a meeting", ["POST", "/me/events", { subject: "Boards" }], { what: "meeting" }],
    [
      "a mail passed on",
      ["POST", "/me/messages/m/forward", { toRecipients: [{ emailAddress: { address: "a@b" } }] }],
      { what: "forwarded", people: ["a@b"] },
    ],
    [
      "a look-up, quietly",
      ["GET", "/users/elena/messages/m1?$select=id", null],
      { what: "looked", quiet: true },
    ],
    ["anything else by its path", ["DELETE", "/teams/t/tags/x", null], { what: "other", quiet: false }],
  ])("%s", (_story, [method, url, body], line) => {
    expect(told(method, url, { body })).toMatchObject(line);
  });

  test("in whose name it was done is told for people, not for the application", () => {
    expect(told("POST", "/me/messages/m/reply", { token: { kind: "user", userId: "elena" } })?.inNameOf).toBe(
      "elena",
    );
    expect(told("POST", "/users/x/messages/m/reply")?.inNameOf).toBeNull();
  });

  test.each([
    [401, "looked", true],
    [403, "refused", false],
    [404, "looked", true],
    [409, "looked", true],
    [429, "busy", false],
    [500, "refused", false],
    [503, "busy", false],
  ])("reply %i is %s", (status, what, quiet) => {
    expect(told("POST", "/teams/t/channels", { status })).toMatchObject({ what, quiet });
  });

  const kinds = manifest.activities.activityTypes.map(({ type, templateText }) => ({
    kind: type,
    values: [...templateText.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name),
  }));
  test.each(kinds)(
    "news of the kind $kind has words of its own in both languages, with all that it tells",
    ({ kind, values }) => {
      const body = {
        activityType: kind,
        previewText: { content: "Preview" },
        templateParameters: values.map((name) => ({ name, value: `the ${name}` })),
      };
      const line = told("POST", "/users/anna/teamwork/sendActivityNotification", { body });
      expect(line).toMatchObject({ what: `told.${kind}`, people: ["anna"], quiet: false });
      expect(line?.words).toEqual(Object.fromEntries(values.map((name) => [name, `the ${name}`])));
      for (const texts of [english, russian] as Record<string, string>[])
        for (const name of ["people", ...values]) expect(texts[`feed.told.${kind}`]).toContain(`{{${name}}}`);
    },
  );

  test("news of a kind that nobody knows here is told by its preview", () => {
    const body = { activityType: "new", previewText: { content: "Preview" }, templateParameters: [] };
    const line = told("POST", "/users/anna/teamwork/sendActivityNotification", { body });
    expect(line).toMatchObject({ what: "told", words: { text: "Preview" } });
  });

  test("a batch is told by what is in it", () => {
    expect(told("POST", "/$batch")).toBeNull();
  });

  test("bodies of another shape break nothing", () => {
    for (const body of [null, 5, "text", [], { categories: 3, previewText: [], values: "x" }]) {
      expect(told("PATCH", "/users/e/messages/m", { body })).not.toBeNull();
      expect(told("POST", "/users/e/teamwork/sendActivityNotification", { body })).not.toBeNull();
      expect(told("POST", "/teams/t/channels/c/members", { body })).not.toBeNull();
      expect(told("POST", "/subscriptions", { body })).not.toBeNull();
    }
  });
});

describe("what happens at once is one line", () => {
  const watch = (who: string, at = "2026-03-02T09:00:00Z") =>
    told("POST", "/subscriptions", { body: { resource: `users/${who}/messages` }, at })!;
  const lines = (...all: Line[]) => all.reduce<Line[]>(gather, []);

  test("with everybody it was done for, each named once", () => {
    expect(lines(watch("a"), watch("b"), watch("a"))).toMatchObject([{ people: ["a", "b"], count: 3 }]);
  });

  test("also when something else came in between, with the newest on top", () => {
    const other = told("POST", "/me/events", { body: { subject: "Boards" } })!;
    expect(lines(watch("a"), other, watch("b")).map(({ what }) => what)).toEqual(["meeting", "watched"]);
  });

  test("but not after a while, nor for other words", () => {
    expect(lines(watch("a"), watch("b", "2026-03-02T09:00:15.001Z"))).toHaveLength(2);
    expect(lines(watch("a"), watch("b", "2026-03-02T09:00:15Z"))).toHaveLength(1);
    const channel = (name: string) => told("POST", "/teams/t/channels", { body: { displayName: name } })!;
    expect(lines(channel("one"), channel("two"))).toHaveLength(2);
  });
});
