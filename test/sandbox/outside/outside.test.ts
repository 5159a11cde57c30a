import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Messages = { value: { id: string; subject: string; receivedDateTime: string }[] };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox();
});
afterAll(() => t.close());

const letter = (to: string, more = "") =>
  `From: Alexei Volkov <alexei.volkov@steelworks.example>\r\nTo: ${to}\r\n${more}Subject: Line 4\r\nMessage-ID: <one@steelworks.example>\r\n\r\nDear Anna\r\n`;

const inbox = async (who: string) =>
  (await t.graph<Messages>(t.asUser(who), "GET", "/me/mailFolders/inbox/messages")).body.value;

describe("a client writes", () => {
  test("the mail is in the mailbox of everyone inside whom it is to, and the ids are told by mailbox", async () => {
    const { status, body } = await t.outside<{ messages: Record<string, string[]> }>(
      "POST",
      "/mail",
      letter("anna.kern@bergmann.example", "Cc: p.orlov@bergmann.example, someone@client.example\r\n"),
    );
    expect(status).toBe(202);
    expect(Object.keys(body.messages)).toEqual([
      "anna.kern@bergmann.example",
      "pavel.orlov@bergmann.example",
    ]);
    const [mine] = await inbox("anna.kern");
    expect(body.messages["anna.kern@bergmann.example"]).toEqual([mine?.id]);
    expect(await inbox("pavel.orlov")).toHaveLength(1);
  });

  test("an envelope goes before what the letter says", async () => {
    const path = "/mail?to=ivan.petrov@bergmann.example,steelworks-team@bergmann.example";
    await t.outside("POST", path, letter("anna.kern@bergmann.example"));
    for (const who of ["anna.kern", "pavel.orlov", "ivan.petrov", "elena.sokolova"]) {
      expect(await inbox(who), who).toHaveLength(1);
    }
    expect(await inbox("stefan.brandt")).toEqual([]);
  });

  test("what we send out is seen outside", async () => {
    await t.graph(t.asUser("anna.kern"), "POST", "/me/sendMail", {
      body: {
        message: {
          subject: "Our offer",
          body: { contentType: "text", content: "Dear Alexei" },
          toRecipients: [{ emailAddress: { address: "alexei.volkov@steelworks.example" } }],
        },
      },
    });
    await expect
      .poll(async () => (await t.outside<{ value: unknown[] }>("GET", "/mail")).body.value)
      .toMatchObject([{ subject: "Our offer", to: ["alexei.volkov@steelworks.example"] }]);
  });

  test.each([
    ["/mail", "", 400],
    ["/mail?to=nobody", letter("a@b.example"), 400],
    ["/mail?to=", letter("a@b.example"), 400],
    ["/nothing", "x", 404],
    ["/clock/x", "x", 404],
  ])("POST %s with that body is refused", async (path, body, status) => {
    expect((await t.outside("POST", path, body)).status).toBe(status);
  });

  test("a wrong method is told the right ones", async () => {
    const answer = await t.outside("DELETE", "/clock");
    expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET, POST"]);
  });
});

describe("time passes as it is told to", () => {
  const now = async () => (await t.outside<{ now: string }>("GET", "/clock")).body.now;

  test("forward by a while, or to an instant, and back", async () => {
    await t.outside("POST", "/clock", { advance: "PT2H" });
    expect(await now()).toMatch(/^2026-03-02T11:00/);
    await t.outside("POST", "/clock", { advance: "P1DT30M" });
    expect(await now()).toMatch(/^2026-03-03T11:30/);
    await t.outside("POST", "/clock", { set: "2026-03-01T08:00:00Z" });
    expect(await now()).toMatch(/^2026-03-01T08:00/);
  });

  test("mail is received then", async () => {
    await t.outside("POST", "/clock", { set: "2026-03-04T10:00:00Z" });
    await t.outside("POST", "/mail", letter("anna.kern@bergmann.example"));
    expect((await inbox("anna.kern"))[0]?.receivedDateTime).toMatch(/^2026-03-04T10:00/);
  });

  test.each([
    [{}],
    [{ advance: "soon" }],
    [{ advance: "-PT1H" }],
    [{ advance: "P400D" }],
    [{ set: "2026-03-01T08:00:00" }],
    [{ set: "2026-02-30T08:00:00Z" }],
    [{ advance: "PT1H", set: "2026-03-01T08:00:00Z" }],
    ["{"],
  ])("%o is refused, and time stays", async (body) => {
    expect((await t.outside("POST", "/clock", body)).status).toBe(400);
    expect(await now()).toMatch(/^2026-03-02T09:00/);
  });
});

describe("the people of a meeting answer from outside", () => {
  test("and the organizer sees it on the event", async () => {
    const { body } = await t.graph<{ id: string }>(t.asUser("anna.kern"), "POST", "/me/events", {
      body: {
        subject: "Walk-through",
        start: { dateTime: "2026-03-05T10:00:00", timeZone: "UTC" },
        end: { dateTime: "2026-03-05T11:00:00", timeZone: "UTC" },
        attendees: [{ emailAddress: { address: "alexei.volkov@steelworks.example" }, type: "required" }],
      },
    });
    const answer = { attendee: "alexei.volkov@steelworks.example", response: "declined", comment: "Sorry" };
    expect((await t.outside("POST", `/events/${body.id}/responses`, answer)).status).toBe(202);
    const event = await t.graph(t.asUser("anna.kern"), "GET", `/me/events/${body.id}`);
    expect(event.body).toMatchObject({ attendees: [{ status: { response: "declined" } }] });
    const stranger = { ...answer, attendee: "stranger@client.example" };
    expect((await t.outside("POST", `/events/${body.id}/responses`, stranger)).status).toBe(400);
    expect((await t.outside("POST", "/events/unknown/responses", answer)).status).toBe(404);
    const vague = { ...answer, response: "maybe" };
    expect((await t.outside("POST", `/events/${body.id}/responses`, vague)).status).toBe(400);
  });
});

describe("delta tokens lapse when told to", () => {
  test("and are answered 410", async () => {
    const first = await t.graph<{ "@odata.deltaLink": string }>(
      t.asUser("anna.kern"),
      "GET",
      "/me/mailFolders/inbox/messages/delta",
    );
    await t.outside("POST", "/deltaTokens/expire");
    expect((await t.graph(t.asUser("anna.kern"), "GET", first.body["@odata.deltaLink"])).status).toBe(410);
  });
});

describe("a demonstration page can look in", () => {
  test("at the cast, and at a person's mailbox", async () => {
    await t.outside("POST", "/mail", letter("anna.kern@bergmann.example"));
    const cast = await t.outside<{ value: unknown[] }>("GET", "/users");
    expect(cast.body.value).toHaveLength(25);
    const box = await t.outside<Messages>("GET", "/mailboxes/anna.kern@bergmann.example/messages");
    expect(box.body.value).toMatchObject([{ subject: "Line 4", bodyPreview: "Dear Anna", isRead: false }]);
    expect((await t.outside("GET", "/mailboxes/nobody@bergmann.example/messages")).status).toBe(404);
  });

  test("from a page of any origin", async () => {
    const response = await fetch(`${t.sandbox.url}/_outside/users`, {
      headers: { origin: "http://localhost:3000" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});
