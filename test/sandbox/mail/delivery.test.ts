import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import { deliver } from "../../../server/sandbox/mail/deliver.ts";
import { sentOutside } from "../../../server/sandbox/mail/state.ts";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf, type Letter, pavel } from "./letters.ts";

let world: TestSandbox;
beforeEach(async () => {
  world = await openTestSandbox();
});
afterEach(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);
const lying = async (who: string, folder: string) =>
  entitiesOf(await call("GET", `${who}/mailFolders/${folder}/messages`));

describe("who gets a mail", () => {
  const reached = async (parts: Letter, to?: string[]) =>
    (await arrive(world, parts, to)).map(({ mailbox }) => mailbox.replace("@bergmann.example", ""));

  test.each<[string, Letter, string[]]>([
    ["a person", { to: "anna.kern@bergmann.example" }, ["anna.kern"]],
    ["in capitals", { to: "ANNA.KERN@Bergmann.Example" }, ["anna.kern"]],
    ["by an alias", { to: "a.kern@bergmann.example" }, ["anna.kern"]],
    ["with a tag", { to: "anna.kern+steel@bergmann.example" }, ["anna.kern"]],
    ["twice, once", { to: "anna.kern@bergmann.example", cc: "a.kern@bergmann.example" }, ["anna.kern"]],
    [
      "in copy and in blind copy",
      { cc: "pavel.orlov@bergmann.example", bcc: "ivan.petrov@bergmann.example" },
      ["anna.kern", "pavel.orlov", "ivan.petrov"],
    ],
    [
      "a list",
      { to: "steelworks-team@bergmann.example" },
      ["anna.kern", "pavel.orlov", "ivan.petrov", "elena.sokolova"],
    ],
    ["nobody here", { to: "someone@else.example" }, []],
  ])("%s", async (_story, parts, expected) => {
    expect(await reached(parts)).toEqual(expected);
  });

  test("the envelope counts before the lines in the letter", async () => {
    expect(await reached({ to: "anna.kern@bergmann.example" }, ["pavel.orlov@bergmann.example"])).toEqual([
      "pavel.orlov",
    ]);
  });

  test("a letter from inside also lies in its writer's Sent Items, with its blind copies", async () => {
    const parts = {
      from: "Anna Kern <anna.kern@bergmann.example>",
      to: "alexei.volkov@steelworks.example",
      bcc: "pavel.orlov@bergmann.example",
    };
    expect(await reached(parts)).toEqual(["anna.kern", "pavel.orlov"]);
    expect(await lying(anna, "sentitems")).toMatchObject([
      { isRead: true, bccRecipients: [{ emailAddress: { name: "Павел Орлов" } }] },
    ]);
    expect(await lying(pavel, "inbox")).toMatchObject([{ isRead: false, bccRecipients: [] }]);
    const [left] = sentOutside(world.sandbox.tenant);
    expect(left).toMatchObject({ to: ["alexei.volkov@steelworks.example"] });
    expect(Buffer.from(left?.raw ?? []).toString()).not.toContain("pavel.orlov");
  });

  test("each copy has ids of its own and the same internet message id", async () => {
    const [one, two] = await arrive(world, {
      cc: "pavel.orlov@bergmann.example",
      messageId: "<same@steelworks.example>",
    });
    expect(one?.id).not.toBe(two?.id);
    for (const who of [anna, pavel]) {
      expect(await lying(who, "inbox")).toMatchObject([{ internetMessageId: "<same@steelworks.example>" }]);
    }
  });
});

describe("what kind of letter it is", () => {
  const calendar = (method: string, status: string) => ({
    headers: [`Content-Type: text/calendar; method=${method}; charset=utf-8`],
    body: `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:1\r\nATTENDEE;PARTSTAT=${status}:mailto:a@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR`,
  });

  test.each([
    ["REQUEST", "NEEDS-ACTION", "#microsoft.graph.eventMessageRequest", "meetingRequest"],
    ["REPLY", "ACCEPTED", "#microsoft.graph.eventMessageResponse", "meetingAccepted"],
    ["REPLY", "DECLINED", "#microsoft.graph.eventMessageResponse", "meetingDeclined"],
    ["COUNTER", "TENTATIVE", "#microsoft.graph.eventMessageResponse", "meetingTenativelyAccepted"],
    ["CANCEL", "ACCEPTED", "#microsoft.graph.eventMessage", "meetingCancelled"],
  ])("a calendar %s with %s is shown as %s", async (method, status, type, kind) => {
    await arrive(world, calendar(method, status));
    expect(await lying(anna, "inbox")).toMatchObject([
      { "@odata.type": type, meetingMessageType: kind, hasAttachments: false },
    ]);
  });

  test.each([
    ["a newsletter", ["List-Unsubscribe: <mailto:off@news.example>"], "other"],
    ["a letter", [], "focused"],
  ])("%s: %3$s", async (_story, headers, inferenceClassification) => {
    await arrive(world, { headers });
    expect(await lying(anna, "inbox")).toMatchObject([{ inferenceClassification }]);
  });
});

describe("odd letters", () => {
  test.each<[string, string]>([
    ["nothing at all", ""],
    ["no header", "just some words"],
    ["no body", "To: anna.kern@bergmann.example\r\nSubject: x"],
    ["a date that is none", "To: anna.kern@bergmann.example\r\nDate: yesterday\r\n\r\nx"],
    [
      "a part that never ends",
      'To: anna.kern@bergmann.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx',
    ],
    [
      "a charset that does not exist",
      "To: anna.kern@bergmann.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\nx",
    ],
    ["a null sender", "From: <>\r\nTo: anna.kern@bergmann.example\r\n\r\nx"],
    [
      "line breaks inside the subject",
      "To: anna.kern@bergmann.example\r\nSubject: =?utf-8?Q?a=0D=0ABcc:_x?=\r\n\r\nx",
    ],
  ])("%s is delivered all the same", async (_story, raw) => {
    const copies = await deliver(world.sandbox.tenant, new TextEncoder().encode(raw), [
      "anna.kern@bergmann.example",
    ]);
    expect(copies).toHaveLength(1);
    const { status, body } = await call("GET", `${anna}/messages/${copies[0]?.id}`);
    expect(status).toBe(200);
    expect(body["subject"]).not.toMatch(/[\r\n]/);
    expect(body["sentDateTime"]).toMatch(/^2026-03-02T09:00:\d\dZ$/);
  });

  const odd = fileURLToPath(new URL("../../../../shared/mail/odd", import.meta.url));
  test.skipIf(!existsSync(odd))("what other mail programs' tests found odd", async () => {
    const files = readdirSync(odd).filter((name) => /\.(eml|txt|msg)$|email\.\d+$/.test(name));
    expect(files.length).toBeGreaterThan(50);
    for (const name of files) {
      const copies = await deliver(world.sandbox.tenant, readFileSync(`${odd}/${name}`), [
        "anna.kern@bergmann.example",
      ]);
      expect(copies.map(({ mailbox }) => mailbox)).toContain("anna.kern@bergmann.example");
    }
    const { status } = await call(
      "GET",
      `${anna}/messages?$top=1000&$select=internetMessageHeaders,body,from,toRecipients`,
    );
    expect(status).toBe(200);
  });
});

describe("rules of the Inbox", () => {
  const rule = (body: object) =>
    call("POST", `${anna}/mailFolders/inbox/messageRules`, { body: { displayName: "Rule", ...body } });

  test.each<[string, object, Letter]>([
    ["by the sender", { senderContains: ["steelworks"] }, {}],
    [
      "by the sender's address",
      { fromAddresses: [{ emailAddress: { address: "ALEXEI.volkov@steelworks.example" } }] },
      {},
    ],
    ["by the subject", { subjectContains: ["nothing", "delivery"] }, {}],
    ["by the text", { bodyContains: ["line 4"] }, {}],
    ["by the recipient", { recipientContains: ["pavel"] }, { cc: "pavel.orlov@bergmann.example" }],
    ["by a header", { headerContains: ["x-deal: steel"] }, { headers: ["X-Deal: steel"] }],
    [
      "by being in copy only",
      { sentCcMe: true, notSentToMe: true },
      { to: "x@y.example", cc: "anna.kern@bergmann.example" },
    ],
  ])("%s, a mail is put aside, and another is not", async (_story, conditions, parts) => {
    expect((await rule({ conditions, actions: { moveToFolder: "archive" } })).status).toBe(201);
    await arrive(world, parts);
    await arrive(world, {
      from: "Lucia <lucia.romano@helios-energy.example>",
      subject: "Other",
      body: "Else",
    });
    expect(await lying(anna, "archive")).toHaveLength(1);
    expect(await lying(anna, "inbox")).toMatchObject([{ subject: "Other" }]);
  });

  test("rules run in their sequence until one says stop", async () => {
    await rule({ sequence: 3, actions: { assignCategories: ["Never"] } });
    await rule({ sequence: 1, actions: { assignCategories: ["First"], markAsRead: true } });
    await rule({ sequence: 2, actions: { assignCategories: ["Second"], stopProcessingRules: true } });
    await arrive(world);
    expect(await lying(anna, "inbox")).toMatchObject([{ categories: ["First", "Second"], isRead: true }]);
  });

  test("an exception keeps a rule from acting", async () => {
    await rule({ conditions: {}, exceptions: { subjectContains: ["urgent"] }, actions: { delete: true } });
    await arrive(world, { subject: "Urgent" });
    await arrive(world, { subject: "Later" });
    expect(await lying(anna, "inbox")).toMatchObject([{ subject: "Urgent" }]);
    expect(await lying(anna, "deleteditems")).toMatchObject([{ subject: "Later" }]);
  });

  test("two people who forward to each other do not go on for ever", async () => {
    const forwardTo = (address: string) => ({
      displayName: "On",
      actions: { forwardTo: [{ emailAddress: { address } }] },
    });
    await call("POST", `${anna}/mailFolders/inbox/messageRules`, {
      body: forwardTo("pavel.orlov@bergmann.example"),
    });
    await call("POST", `${pavel}/mailFolders/inbox/messageRules`, {
      body: forwardTo("anna.kern@bergmann.example"),
    });
    await arrive(world);
    expect(await lying(pavel, "inbox")).toMatchObject([{ subject: "FW: Delivery dates" }]);
    expect(await lying(anna, "inbox")).toHaveLength(1);
  });

  test.each([
    ["without an action", { actions: {} }, 400],
    ["to a folder that is not there", { actions: { moveToFolder: "nowhere" } }, 404],
    ["with an unknown condition", { conditions: { colour: "red" }, actions: { delete: true } }, 400],
    [
      "with a condition the sandbox cannot judge",
      { conditions: { isSigned: true }, actions: { delete: true } },
      501,
    ],
  ])("a rule %s is refused", async (_story, body, status) => {
    expect((await rule(body)).status).toBe(status);
    expect(entitiesOf(await call("GET", `${anna}/mailFolders/inbox/messageRules`))).toEqual([]);
  });
});

describe("absence notices", () => {
  const away = (settings: object) => {
    const { mailboxSettings } = requireUser(world.sandbox.tenant, "anna.kern@bergmann.example");
    Object.assign(mailboxSettings.automaticRepliesSetting, {
      status: "alwaysEnabled",
      externalAudience: "all",
      internalReplyMessage: "Back on Friday",
      externalReplyMessage: "We are away",
      ...settings,
    });
  };
  const outside = () =>
    sentOutside(world.sandbox.tenant).map(({ subject, to }) => `${subject} > ${to.join()}`);

  test("each writer hears once, and the notice says that a machine wrote it", async () => {
    away({});
    await arrive(world);
    await arrive(world);
    expect(outside()).toEqual(["Automatic reply: Delivery dates > alexei.volkov@steelworks.example"]);
    const raw = Buffer.from(sentOutside(world.sandbox.tenant)[0]?.raw ?? []).toString();
    expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(raw).toContain("We are away");
  });

  test("colleagues read what is meant for colleagues", async () => {
    away({});
    await arrive(world, { from: "pavel.orlov@bergmann.example" });
    expect(await lying(pavel, "inbox")).toMatchObject([
      { bodyPreview: expect.stringContaining("Back on Friday") },
    ]);
  });

  test.each<[string, Letter, object]>([
    ["machines", { headers: ["Auto-Submitted: auto-replied"] }, {}],
    ["lists", { headers: ["List-Id: <news.steelworks.example>"] }, {}],
    ["those who ask for none", { headers: ["X-Auto-Response-Suppress: OOF"] }, {}],
    ["the writers of letters to a list", { to: "steelworks-team@bergmann.example" }, {}],
    ["strangers, when only colleagues shall know", {}, { externalAudience: "none" }],
    ["anyone, when disabled", {}, { status: "disabled" }],
  ])("%s hear nothing", async (_story, parts, settings) => {
    away(settings);
    await arrive(world, parts);
    expect(outside()).toEqual([]);
  });

  test("a scheduled absence holds from its start until before its end", async () => {
    const zone = "W. Europe Standard Time";
    away({
      status: "scheduled",
      scheduledStartDateTime: { dateTime: "2026-03-02T10:30:00.0000000", timeZone: zone },
      scheduledEndDateTime: { dateTime: "2026-03-02T11:00:00.0000000", timeZone: zone },
    });
    const at = async (time: string, from: string) => {
      await world.sandbox.clock.set(Temporal.Instant.from(`2026-03-02T${time}Z`));
      await arrive(world, { from: `${from}@steelworks.example` });
    };
    await at("09:29:55", "before");
    await at("09:30:00", "start");
    await at("09:59:55", "late");
    await at("10:00:00", "end");
    expect(outside().map((line) => line.split(" > ")[1])).toEqual([
      "start@steelworks.example",
      "late@steelworks.example",
    ]);
  });
});
