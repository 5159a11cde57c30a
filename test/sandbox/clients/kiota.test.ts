import {
  createUserCollectionResponseFromDiscriminatorValue,
  type User,
} from "@microsoft/msgraph-sdk/models/index.js";
import { createODataErrorFromDiscriminatorValue } from "@microsoft/msgraph-sdk/models/oDataErrors/index.js";
import { BatchRequestContent, PageIterator } from "@microsoft/msgraph-sdk-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { type Kiota, openKiota } from "./kiota.ts";

const ERRORS = { XXX: createODataErrorFromDiscriminatorValue };

let t: TestSandbox;
let server: Kiota;
beforeAll(async () => {
  t = await openTestSandbox();
  server = openKiota(t, t.asApp);
});
beforeEach(() => t.sandbox.reset());
afterAll(() => t.close());

const mailboxOf = (name: string) => server.client.users.byUserId(`${name}@bergmann.example`);
const to = (name: string) => [{ emailAddress: { address: `${name}@bergmann.example` } }];
const berlin = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });

describe("Microsoft's generated SDK reads the company", () => {
  test("asks with its query builder, and gets typed people", async () => {
    const reply = await server.client.users.get({
      queryParameters: {
        filter: "startswith(displayName,'Anna')",
        select: ["displayName", "mail"],
        expand: ["manager"],
      },
    });
    const [anna] = reply?.value ?? [];
    expect(anna).toMatchObject({ displayName: "Anna Kern", mail: "anna.kern@bergmann.example" });
    expect(anna?.manager).toMatchObject({ displayName: "Stefan Brandt" });
  });

  test("walks through all pages with its own iterator", async () => {
    const first = await server.client.users.get({ queryParameters: { top: 7 } });
    const names = new Set<string>();
    const iterator = new PageIterator<User>(
      server.adapter,
      { value: first?.value ?? [], odataNextLink: first?.odataNextLink ?? "" },
      (user) => Boolean(names.add(user.userPrincipalName ?? "")),
      createUserCollectionResponseFromDiscriminatorValue as never,
      ERRORS,
    );
    await iterator.iterate();
    expect(names.size).toBe(25);
    expect(iterator.getPagingState()).toBe("Complete");
  });

  test("sends a batch, and learns the outcome of each item", async () => {
    const batch = new BatchRequestContent(server.adapter, ERRORS);
    const known = batch.addBatchRequest(mailboxOf("anna.kern").toGetRequestInformation());
    const unknown = batch.addBatchRequest(mailboxOf("nobody").toGetRequestInformation());
    const replies = await batch.postAsync();
    const statuses = [known, unknown].map(({ id }) => replies?.getResponseById(id)?.status);
    expect(statuses).toEqual([200, 404]);
  });

  test("throws Graph's error with its code and request id", async () => {
    const refusal = mailboxOf("nobody").get();
    await expect(refusal).rejects.toMatchObject({
      responseStatusCode: 404,
      errorEscaped: {
        code: "Request_ResourceNotFound",
        innerError: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    });
  });

  test("waits as Retry-After says, and then succeeds", async () => {
    const since = t.sandbox.requests().length;
    await t.outside("POST", "/faults", {
      match: { url: "/manager" },
      status: 429,
      retryAfter: 1,
      times: 1,
    });
    expect(await mailboxOf("anna.kern").manager.get()).toMatchObject({ displayName: "Stefan Brandt" });
    expect(
      t.sandbox
        .requests()
        .slice(since)
        .map(({ status }) => status),
    ).toEqual([429, 200]);
  });
});

describe("Microsoft's generated SDK keeps calendars", () => {
  test("a meeting is invited to, accepted, and known as accepted to its organizer", async () => {
    const meeting = await mailboxOf("anna.kern").events.post({
      subject: "Kick-off",
      start: berlin("2026-03-03T10:00:00"),
      end: berlin("2026-03-03T11:00:00"),
      attendees: to("pavel.orlov").map((attendee) => ({ ...attendee, type: "required" as const })),
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      transactionId: "one",
    });
    expect(meeting?.onlineMeeting?.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);

    const pavel = openKiota(t, t.asUser("pavel.orlov")).client.users.byUserId("pavel.orlov@bergmann.example");
    const view = await pavel.calendarView.get({
      queryParameters: { startDateTime: "2026-03-03T00:00:00Z", endDateTime: "2026-03-04T00:00:00Z" },
      headers: { Prefer: 'outlook.timezone="Europe/Berlin"' },
    });
    expect(view?.value).toMatchObject([
      { subject: "Kick-off", start: { dateTime: expect.stringMatching(/^2026-03-03T10:00/) } },
    ]);
    await pavel.events.byEventId(view?.value?.[0]?.id ?? "").accept.post({ sendResponse: true });

    const own = await mailboxOf("anna.kern")
      .events.byEventId(meeting?.id ?? "")
      .get();
    expect(own?.attendees?.[0]?.status).toMatchObject({ response: "accepted", time: expect.any(Date) });
  });

  test("asks who is free, and hears of a mailbox that cannot be read beside one that can", async () => {
    const schedule = await mailboxOf("anna.kern").calendar.getSchedule.post({
      schedules: ["pavel.orlov@bergmann.example", "nobody@bergmann.example"],
      startTime: berlin("2026-03-03T09:00:00"),
      endTime: berlin("2026-03-03T11:00:00"),
      availabilityViewInterval: 60,
    });
    const [pavel, nobody] = schedule?.value ?? [];
    expect(pavel).toMatchObject({ availabilityView: "00" });
    expect(nobody?.errorEscaped?.responseCode).toBeTypeOf("string");
  });
});
