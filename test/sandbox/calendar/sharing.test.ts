import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { shareCalendar } from "../../../server/sandbox/calendar/simple-events.ts";
import type { Role } from "../../../server/sandbox/calendar/state.ts";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import { meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const HIS = "/users/dmitri.bergmann@bergmann.example";
const share = (role: Role) => {
  const { tenant } = office.sandbox;
  const id = (name: string) => requireUser(tenant, `${name}@bergmann.example`).id;
  shareCalendar(tenant, id("dmitri.bergmann"), id("anna.kern"), role);
};

describe("another's calendar", () => {
  test("is closed to colleagues and open to an assistant, who writes in it", async () => {
    await office.ok(office.dmitri, "POST", "/me/events", meeting());
    expect(await office.refusal(office.anna, "GET", `${HIS}/events`)).toMatchObject({
      status: 403,
      code: "ErrorAccessDenied",
    });
    const made = await office.ok(office.katrin, "POST", `${HIS}/events`, meeting({ subject: "Flight" }));
    expect(made).toMatchObject({
      isOrganizer: true,
      organizer: { emailAddress: { address: "dmitri.bergmann@bergmann.example" } },
    });
    expect((await office.ok(office.dmitri, "GET", "/me/events"))["value"]).toHaveLength(2);
    await office.ok(office.katrin, "DELETE", `${HIS}/events/${made["id"]}`);
  });

  test.each<[Role, number, number]>([
    ["none", 403, 403],
    ["freeBusyRead", 403, 403],
    ["limitedRead", 200, 403],
    ["read", 200, 403],
    ["write", 200, 201],
    ["delegateWithoutPrivateEventAccess", 200, 201],
    ["delegateWithPrivateEventAccess", 200, 201],
  ])("shared as %s answers reading with %i and writing with %i", async (role, reading, writing) => {
    share(role);
    expect((await office.graph(office.anna, "GET", `${HIS}/events`)).status).toBe(reading);
    expect((await office.graph(office.anna, "POST", `${HIS}/events`, { body: meeting() })).status).toBe(
      writing,
    );
  });

  test("shared by titles shows no more than them", async () => {
    share("limitedRead");
    await office.ok(
      office.dmitri,
      "POST",
      "/me/events",
      meeting({
        subject: "Board",
        body: { content: "secret plan" },
        attendees: [{ emailAddress: { address: "x@y.example" } }],
      }),
    );
    const { value } = await office.ok(office.anna, "GET", `${HIS}/events`);
    expect(value).toMatchObject([{ subject: "Board", attendees: [], bodyPreview: "" }]);
    expect(JSON.stringify(value)).not.toContain("secret plan");
  });

  test("hides what is private from an assistant, but not from one let into private matters, nor from an application", async () => {
    const { id } = await office.ok(
      office.dmitri,
      "POST",
      "/me/events",
      meeting({ subject: "Doctor", sensitivity: "private", location: { displayName: "Clinic" } }),
    );
    const hers = await office.ok(office.katrin, "GET", `${HIS}/events/${id}`);
    expect(hers).toMatchObject({
      subject: "Private Appointment",
      sensitivity: "private",
      locations: [],
      showAs: "busy",
      start: { dateTime: "2026-03-04T09:00:00.0000000" },
    });
    expect(JSON.stringify(hers)).not.toMatch(/Doctor|Clinic/);
    expect(
      (await office.refusal(office.katrin, "PATCH", `${HIS}/events/${id}`, { subject: "x" })).status,
    ).toBe(403);
    share("delegateWithPrivateEventAccess");
    expect(await office.ok(office.anna, "GET", `${HIS}/events/${id}`)).toMatchObject({ subject: "Doctor" });
    expect(await office.ok(office.asApp, "GET", `${HIS}/events/${id}`)).toMatchObject({ subject: "Doctor" });
  });

  test("tells who may do what", async () => {
    share("read");
    const { value } = await office.ok(office.dmitri, "GET", "/me/calendar/calendarPermissions");
    expect(value!.map((one) => `${one["emailAddress"]!["name"]}: ${one["role"]}`)).toEqual([
      "My Organization: freeBusyRead",
      "Anna Kern: read",
      "Katrin Vogel: delegateWithoutPrivateEventAccess",
    ]);
    expect(await office.ok(office.anna, "GET", `${HIS}/calendar`)).toMatchObject({
      canEdit: false,
      canShare: false,
      owner: { address: "dmitri.bergmann@bergmann.example" },
    });
    expect(await office.ok(office.katrin, "GET", `${HIS}/calendar`)).toMatchObject({
      canEdit: true,
      canViewPrivateItems: false,
    });
    expect(await office.ok(office.dmitri, "GET", "/me/calendars")).toMatchObject({
      value: [{ isDefaultCalendar: true, canShare: true, defaultOnlineMeetingProvider: "teamsForBusiness" }],
    });
  });
});

test("an unknown person, or one without a mailbox, has no calendar", async () => {
  expect((await office.refusal(office.asApp, "GET", "/users/nobody@bergmann.example/events")).status).toBe(
    404,
  );
});
