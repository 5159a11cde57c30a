import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { grantOnlineMeetingPolicy } from "../../../server/sandbox/calendar/online-meetings.ts";
import { addEvent } from "../../../server/sandbox/calendar/simple-events.ts";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import { meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

describe("an open extension of an event", () => {
  const extension = {
    "@odata.type": "microsoft.graph.openTypeExtension",
    extensionName: "com.onevoice.deal",
    dealId: "42",
    closed: false,
  };

  test("is kept, read by name or id, changed in parts, and given with its event when asked for", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
    const made = await office.ok(office.anna, "POST", `/me/events/${id}/extensions`, extension);
    expect(made).toMatchObject({
      id: "Microsoft.OutlookServices.OpenTypeExtension.com.onevoice.deal",
      dealId: "42",
    });
    await office.ok(office.anna, "PATCH", `/me/events/${id}/extensions/com.onevoice.deal`, {
      "@odata.type": extension["@odata.type"],
      closed: true,
      dealId: null,
    });
    const read = await office.ok(office.anna, "GET", `/me/events/${id}/extensions/${made["id"]}`);
    expect(read).toMatchObject({ extensionName: "com.onevoice.deal", closed: true });
    expect(read).not.toHaveProperty("dealId");
    const withIt = await office.ok(
      office.anna,
      "GET",
      `/me/events/${id}?$expand=extensions($filter=id eq 'com.onevoice.deal')`,
    );
    expect(withIt["extensions"]).toMatchObject([{ closed: true }]);
    expect(await office.ok(office.anna, "GET", `/me/events/${id}`)).not.toHaveProperty("extensions");
  });

  test("may come with a new event, belongs to that copy only, and has a name of its own", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", meeting({ extensions: [extension] }));
    const again = await office.refusal(office.anna, "POST", `/me/events/${made["id"]}/extensions`, extension);
    expect(again.status).toBe(409);
    expect(
      (
        await office.refusal(office.anna, "POST", `/me/events/${made["id"]}/extensions`, {
          extensionName: "x",
        })
      ).status,
    ).toBe(400);
    expect(
      (await office.refusal(office.anna, "GET", `/me/events/${made["id"]}/extensions/other`)).status,
    ).toBe(404);
  });
});

describe("a Teams meeting without an event", () => {
  const body = {
    subject: "Call",
    startDateTime: "2026-03-04T10:00:00+01:00",
    endDateTime: "2026-03-04T10:30:00Z",
  };

  test("is made, found by its link, and changed by its organizer", async () => {
    const made = await office.ok(office.anna, "POST", "/me/onlineMeetings", body);
    expect(made).toMatchObject({
      subject: "Call",
      startDateTime: "2026-03-04T09:00:00Z",
      joinWebUrl: expect.stringContaining("/meetup-join/"),
    });
    const found = await office.ok(
      office.anna,
      "GET",
      `/me/onlineMeetings?$filter=JoinWebUrl eq '${encodeURIComponent(String(made["joinWebUrl"]))}'`,
    );
    expect(found["value"]).toMatchObject([{ id: made["id"] }]);
    const path = `/me/onlineMeetings/${encodeURIComponent(String(made["id"]))}`;
    expect(await office.ok(office.anna, "PATCH", path, { subject: "Call 2" })).toMatchObject({
      subject: "Call 2",
      joinWebUrl: made["joinWebUrl"],
    });
    expect(await office.ok(office.anna, "GET", path)).toMatchObject({ subject: "Call 2" });
    expect((await office.refusal(office.pavel, "GET", path)).status).toBe(404);
  });

  test.each<[string, object]>([
    ["that ends before it starts", { ...body, endDateTime: "2026-03-04T08:00:00Z" }],
    ["at a time without offset", { ...body, startDateTime: "2026-03-04T10:00:00" }],
    ["with an unknown setting", { ...body, allowSinging: true }],
    ["with unknown presenters", { ...body, allowedPresenters: "nobody" }],
  ])("%s is refused", async (_story, wrong) => {
    expect((await office.refusal(office.anna, "POST", "/me/onlineMeetings", wrong)).status).toBe(400);
  });

  test("is not listed without being asked for by its link", async () => {
    expect((await office.refusal(office.anna, "GET", "/me/onlineMeetings")).status).toBe(400);
  });

  test("an application needs a Teams policy for it beside its permission", async () => {
    const path = "/users/anna.kern@bergmann.example/onlineMeetings";
    expect(await office.refusal(office.asApp, "POST", path, body)).toMatchObject({
      status: 403,
      message: expect.stringContaining("application access policy"),
    });
    grantOnlineMeetingPolicy(
      office.sandbox.tenant,
      office.sandbox.app.clientId,
      requireUser(office.sandbox.tenant, "anna.kern@bergmann.example").id,
    );
    await office.ok(office.asApp, "POST", path, body);
    expect(
      (await office.refusal(office.asApp, "POST", "/users/pavel.orlov@bergmann.example/onlineMeetings", body))
        .status,
    ).toBe(403);
  });
});

test("an event planted for a demonstration stands in everyone's calendar, answered, and no mail was sent", async () => {
  const { tenant } = office.sandbox;
  const id = addEvent(tenant, requireUser(tenant, "anna.kern@bergmann.example").id, {
    subject: "Line 4",
    start: "2026-03-05T10:00:00",
    end: "2026-03-05T11:00:00",
    location: "Plant",
    attendees: [
      { address: "pavel.orlov@bergmann.example", response: "accepted" },
      { address: "dmitri.bergmann@bergmann.example", response: "declined" },
      { address: "alexei.volkov@steelworks.example" },
    ],
    recurrence: {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", numberOfOccurrences: 2 },
    },
  });
  const hers = await office.ok(office.anna, "GET", `/me/events/${id}`);
  expect(hers).toMatchObject({
    start: { dateTime: "2026-03-05T09:00:00.0000000" },
    recurrence: { range: { startDate: "2026-03-05", numberOfOccurrences: 2 } },
  });
  expect(hers["attendees"]!.map((who) => String(who["status"]!["response"]))).toEqual([
    "accepted",
    "declined",
    "none",
  ]);
  expect((await office.ok(office.pavel, "GET", "/me/events"))["value"]).toMatchObject([
    { responseStatus: { response: "accepted" }, showAs: "busy" },
  ]);
  expect((await office.ok(office.dmitri, "GET", "/me/events"))["value"]).toEqual([]);
  expect((await office.ok(office.pavel, "GET", "/me/mailFolders/inbox/messages"))["value"]).toEqual([]);
});
