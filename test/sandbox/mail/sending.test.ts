import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import { grantMailboxRight, sentOutside } from "../../../server/sandbox/mail/state.ts";
import { type As, type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { addressesIn, anna, arrive, entitiesOf, pavel } from "./letters.ts";

let world: TestSandbox;
beforeEach(async () => {
  world = await openTestSandbox();
});
afterEach(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}, as: As = world.asApp) =>
  world.graph(as, method, path, options);
const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const inbox = async (who: string) =>
  entitiesOf(await call("GET", `${who}/mailFolders/inbox/messages?$expand=attachments`));
const sent = async (who: string) => entitiesOf(await call("GET", `${who}/mailFolders/sentitems/messages`));
const idOf = (name: string) => requireUser(world.sandbox.tenant, `${name}@bergmann.example`).id;

describe("sendMail", () => {
  test("reaches colleagues and clients, is kept in Sent Items, and answers 202 with nothing", async () => {
    const message = {
      subject: "Offer",
      body: { contentType: "Text", content: "Here it is" },
      toRecipients: to("pavel.orlov@bergmann.example", "Alexei.Volkov@steelworks.example"),
      internetMessageHeaders: [{ name: "x-deal", value: "42" }],
    };
    const reply = await call("POST", `${anna}/sendMail`, { body: { message } });
    expect([reply.status, reply.body]).toEqual([202, undefined]);
    const [got] = await inbox(pavel);
    expect(got).toMatchObject({
      subject: "Offer",
      isRead: false,
      from: { emailAddress: { address: "anna.kern@bergmann.example" } },
    });
    const headers = await call(
      "GET",
      `${pavel}/messages/${String(got?.["id"])}?$select=internetMessageHeaders`,
    );
    expect(headers.body["internetMessageHeaders"]).toContainEqual({ name: "X-Deal", value: "42" });
    const [kept] = await sent(anna);
    expect(kept).toMatchObject({
      subject: "Offer",
      isDraft: false,
      isRead: true,
      internetMessageId: got?.["internetMessageId"],
    });
    expect(sentOutside(world.sandbox.tenant)).toMatchObject([
      { to: ["alexei.volkov@steelworks.example"], subject: "Offer" },
    ]);
  });

  test("is not kept when that is not wanted", async () => {
    const message = { subject: "Once", toRecipients: to("pavel.orlov@bergmann.example") };
    await call("POST", `${anna}/sendMail`, { body: { Message: message, SaveToSentItems: false } });
    expect(await sent(anna)).toEqual([]);
    expect(await inbox(pavel)).toHaveLength(1);
  });

  test("those in Bcc get it unseen by the others", async () => {
    const message = {
      subject: "Quiet",
      toRecipients: to("pavel.orlov@bergmann.example"),
      bccRecipients: to("ivan.petrov@bergmann.example"),
    };
    await call("POST", `${anna}/sendMail`, { body: { message } });
    const ivan = "/users/ivan.petrov@bergmann.example";
    for (const who of [pavel, ivan]) {
      const [got] = await inbox(who);
      expect(got).toMatchObject({ subject: "Quiet", bccRecipients: [] });
      expect(String((await call("GET", `${who}/messages/${got?.["id"]}/$value`)).body)).not.toContain(
        "ivan.petrov",
      );
    }
    expect((await sent(anna))[0]).toMatchObject({
      bccRecipients: [{ emailAddress: { name: "Иван Петров" } }],
    });
  });

  test.each([
    ["without recipients", { subject: "x" }, 400, "ErrorInvalidRecipients"],
    ["to something that is no address", { toRecipients: to("anna kern") }, 400, "ErrorInvalidRecipients"],
    [
      "with a standard header set by hand",
      { toRecipients: to("a@b.example"), internetMessageHeaders: [{ name: "In-Reply-To", value: "<1>" }] },
      400,
      "InvalidInternetMessageHeader",
    ],
    ["with an unknown property", { toRecipients: to("a@b.example"), cc: [] }, 400, "RequestBodyRead"],
  ])("%s is refused and nothing is sent", async (_story, message, status, code) => {
    const reply = await call("POST", `${anna}/sendMail`, { body: { message } });
    expect([reply.status, reply.body["error"]?.["code"]]).toEqual([status, code]);
    expect(await sent(anna)).toEqual([]);
    expect(sentOutside(world.sandbox.tenant)).toEqual([]);
  });

  test("attachments arrive as they left", async () => {
    const contentBytes = Buffer.from("plan").toString("base64");
    const attachments = [
      {
        "@odata.type": "#microsoft.graph.fileAttachment",
        name: "plan.txt",
        contentType: "text/plain",
        contentBytes,
      },
    ];
    await call("POST", `${anna}/sendMail`, {
      body: { message: { toRecipients: to("pavel.orlov@bergmann.example"), attachments } },
    });
    const [got] = await inbox(pavel);
    expect(got).toMatchObject({ hasAttachments: true });
    expect(got?.["attachments"]?.[0]).toMatchObject({
      name: "plan.txt",
      contentBytes,
    });
  });

  test("to an address nobody has comes back as undeliverable", async () => {
    await call("POST", `${anna}/sendMail`, {
      body: { message: { subject: "Hi", toRecipients: to("nobody@bergmann.example") } },
    });
    expect(await inbox(anna)).toMatchObject([{ subject: "Undeliverable: Hi" }]);
  });
});

describe("a draft that is sent", () => {
  test("moves to Sent Items under its immutable id", async () => {
    const prefer = 'IdType="ImmutableId"';
    const draft = await call("POST", `${anna}/messages`, {
      body: { subject: "Tracked", toRecipients: to("pavel.orlov@bergmann.example") },
      prefer,
    });
    const id = draft.body["id"];
    const reply = await call("POST", `${anna}/messages/${id}/send`, { prefer });
    expect([reply.status, reply.body]).toEqual([202, undefined]);
    const after = (await call("GET", `${anna}/messages/${id}`, { prefer })).body;
    expect(after).toMatchObject({
      id,
      isDraft: false,
      parentFolderId: (await call("GET", `${anna}/mailFolders/sentitems`)).body["id"],
    });
    expect(await inbox(pavel)).toMatchObject([{ internetMessageId: after["internetMessageId"] }]);
    expect((await call("POST", `${anna}/messages/${id}/send`, { prefer })).status).toBe(400);
  });
});

describe("answering", () => {
  const arrived = async (parts = {}) => `${anna}/messages/${(await arrive(world, parts))[0]?.id}`;

  test("a reply goes to the writer, quotes the letter, and joins the conversation", async () => {
    const path = await arrived({ cc: "pavel.orlov@bergmann.example" });
    const letter = (await call("GET", path)).body;
    const reply = await call("POST", `${path}/reply`, { body: { comment: "On Friday" } });
    expect([reply.status, reply.body]).toEqual([202, undefined]);
    const [kept] = await sent(anna);
    expect(kept).toMatchObject({
      subject: "RE: Delivery dates",
      conversationId: letter["conversationId"],
      toRecipients: [{ emailAddress: { address: "alexei.volkov@steelworks.example" } }],
      ccRecipients: [],
    });
    expect(String(kept?.["body"]?.["content"])).toMatch(/On Friday[\s\S]+When will Line 4 arrive/);
    const raw = Buffer.from(sentOutside(world.sandbox.tenant)[0]?.raw ?? []).toString();
    expect(raw).toContain(`In-Reply-To: ${letter["internetMessageId"]}`);
  });

  test("Reply-To is heeded before From", async () => {
    await call("POST", `${await arrived({ headers: ["Reply-To: office@steelworks.example"] })}/reply`, {
      body: {},
    });
    expect((await sent(anna))[0]?.["toRecipients"]).toMatchObject([
      { emailAddress: { address: "office@steelworks.example" } },
    ]);
  });

  test("a reply to all leaves its writer out", async () => {
    const path = await arrived({
      to: "anna.kern@bergmann.example, ivan.petrov@bergmann.example",
      cc: "a.kern@bergmann.example, pavel.orlov@bergmann.example",
    });
    await call("POST", `${path}/replyAll`, { body: { comment: "All" } });
    const [kept] = await sent(anna);
    expect(addressesIn(kept?.["toRecipients"])).toEqual([
      "alexei.volkov@steelworks.example",
      "ivan.petrov@bergmann.example",
    ]);
    expect(addressesIn(kept?.["ccRecipients"])).toEqual(["pavel.orlov@bergmann.example"]);
  });

  const body = { contentType: "text", content: "x" };
  test.each([
    ["reply", "a comment and a body", { comment: "x", message: { body } }, 400],
    ["reply", "a body alone", { message: { body } }, 202],
    ["createReply", "a comment and a body", { comment: "x", message: { body } }, 400],
    ["createReply", "nothing", undefined, 201],
    ["forward", "recipients never", { comment: "x" }, 400],
    [
      "forward",
      "recipients twice",
      { toRecipients: to("a@b.example"), message: { toRecipients: to("a@b.example") } },
      400,
    ],
    ["forward", "recipients beside", { toRecipients: to("a@b.example") }, 202],
    ["forward", "recipients within", { message: { toRecipients: to("a@b.example") } }, 202],
    ["forward", "names in Pascal case", { ToRecipients: to("a@b.example"), Comment: "x" }, 202],
    ["createForward", "recipients never", {}, 400],
    ["createForward", "recipients beside", { toRecipients: to("a@b.example") }, 201],
    [
      "createForward",
      "a comment and a body",
      { toRecipients: to("a@b.example"), comment: "x", message: { body } },
      400,
    ],
  ])("%s with %s: %3$i", async (action, _story, input, status) => {
    const reply = await call(
      "POST",
      `${await arrived()}/${action}`,
      input === undefined ? {} : { body: input },
    );
    expect(reply.status).toBe(status);
  });

  test("a forwarded letter brings its attachments along and keeps its own internet message id to itself", async () => {
    const mime = ["Content-Type: multipart/mixed; boundary=b"];
    const content =
      "--b\r\nContent-Type: text/plain\r\n\r\nSee plan\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=plan.csv\r\n\r\n1;2\r\n--b--";
    const path = await arrived({ headers: mime, body: content });
    await call("POST", `${path}/forward`, { body: { toRecipients: to("pavel.orlov@bergmann.example") } });
    const [got] = await inbox(pavel);
    expect(got).toMatchObject({ subject: "FW: Delivery dates", hasAttachments: true });
    expect(got?.["internetMessageId"]).not.toBe((await call("GET", path)).body["internetMessageId"]);
  });

  test("a created reply waits in Drafts to be changed and sent", async () => {
    const draft = await call("POST", `${await arrived()}/createReply`, { body: { comment: "Soon" } });
    expect(draft.body).toMatchObject({ isDraft: true, subject: "RE: Delivery dates" });
    await call("PATCH", `${anna}/messages/${draft.body["id"]}`, {
      body: { ccRecipients: to("pavel.orlov@bergmann.example") },
    });
    expect((await call("POST", `${anna}/messages/${draft.body["id"]}/send`)).status).toBe(202);
    expect(await inbox(pavel)).toHaveLength(1);
  });
});

describe("in whose name", () => {
  const send = (from?: string, as?: As, who = anna) => {
    const message = {
      subject: "Named",
      toRecipients: to("pavel.orlov@bergmann.example"),
      ...(from && { from: to(from)[0] }),
    };
    return call("POST", `${who}/sendMail`, { body: { message } }, as);
  };
  const chief = "dmitri.bergmann@bergmann.example";

  test.each([
    ["one's own", "anna.kern@bergmann.example", 202],
    ["one's own alias", "a.kern@bergmann.example", 202],
    ["a colleague without leave", chief, 403],
    ["someone outside", "alexei.volkov@steelworks.example", 403],
  ])("from %s: %3$i", async (_story, from, status) => {
    const reply = await send(from);
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.body["error"]?.["code"]).toBe("ErrorSendAsDenied");
  });

  test("with leave to send on behalf, the letter names both", async () => {
    grantMailboxRight(world.sandbox.tenant, idOf("dmitri.bergmann"), idOf("anna.kern"), "SendOnBehalf");
    expect((await send(chief)).status).toBe(202);
    expect((await inbox(pavel))[0]).toMatchObject({
      from: { emailAddress: { address: chief } },
      sender: { emailAddress: { address: "anna.kern@bergmann.example" } },
    });
  });

  test("with leave to send as, the letter names only the chief", async () => {
    grantMailboxRight(world.sandbox.tenant, idOf("dmitri.bergmann"), idOf("anna.kern"), "SendAs");
    expect((await send(chief)).status).toBe(202);
    expect((await inbox(pavel))[0]).toMatchObject({
      from: { emailAddress: { address: chief } },
      sender: { emailAddress: { address: chief } },
    });
  });

  test("the assistant who may open the chief's mailbox may not write as him", async () => {
    const reply = await send(undefined, world.asUser("katrin.vogel"), `/users/${chief}`);
    expect([reply.status, reply.body["error"]?.["code"]]).toEqual([403, "ErrorSendAsDenied"]);
  });
});
