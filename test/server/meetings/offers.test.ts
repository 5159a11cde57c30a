import { randomBytes, randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type * as z from "zod/mini";
import { sql } from "../../../server/store/db.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { listMeetings } from "../../../src/contract/meetings.ts";
import { createOffer, listOffers, type Offer, withdrawOffer } from "../../../src/contract/offers.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { busy, eventsOf, refusal, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
let day = 8;
/** Every test offers times on a working day of its own. */
let times: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  day += day % 7 === 6 ? 3 : 1;
  times = [10, 12, 14].map((hour) => `2026-03-${String(day).padStart(2, "0")}T${hour}:00:00Z`);
  await world.outside("DELETE", "/faults");
});

type Body = z.input<typeof createOffer.body>;
const body = (more: Partial<Body> = {}): Body => ({
  id: randomUUID(),
  secret: randomBytes(32).toString("base64url"),
  subject: "Line 4 <together>",
  client: VERA,
  language: "en",
  required: [world.id("anna.kern"), world.id("dmitri.bergmann")],
  minutes: 60,
  times,
  days: 7,
  ...more,
});
async function offered(more: Partial<Body> = {}): Promise<{ offer: Offer; url: string }> {
  const sent = body(more);
  const offer = await world.as("anna.kern")(createOffer, { params: { dealId: deal.id }, body: sent });
  return { offer, url: `${world.url}/offer/${sent.secret}` };
}
const held = async (name: string) =>
  (await eventsOf(world, name))
    .filter((event) => String(event["subject"]).startsWith("Held for the client"))
    .map((event) => `${String(event["start"]?.["dateTime"]).slice(0, 16)} ${String(event["showAs"])}`)
    .filter((line) => times.some((time) => line.startsWith(time.slice(0, 16))));
const read = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const choose = async (url: string, start: string) => {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ start }),
  });
  return answer.text();
};
const stateOf = async (id: string) => {
  const { offers } = await world.as("pavel.orlov")(listOffers, { params: { dealId: deal.id } });
  return offers.find((one) => one.id === id);
};

test("D6: offered times are held on our calendars, and the client reads them in their own zone", async () => {
  const { offer, url } = await offered();
  expect(offer).toMatchObject({ state: "open", times });
  await world.quiet();
  for (const name of ["anna.kern", "dmitri.bergmann"]) {
    expect(await held(name)).toEqual(times.map((time) => `${time.slice(0, 16)} tentative`));
  }
  const { status, text } = await read(url);
  expect(status).toBe(200);
  expect(text).toContain("Anna Kern would like to meet you.");
  expect(text).toMatch(/13:00.*GMT\+3/); // 10:00Z in Moscow
  expect(text).toContain("Line 4 &#60;together&#62;");
});

test("D6: in Russian, for a Russian client", async () => {
  const { url } = await offered({ language: "ru" });
  expect((await read(url)).text).toMatch(
    /С вами хочет встретиться Anna Kern\.[\s\S]*Москва[\s\S]*13:00–14:00[\s\S]* марта, GMT\+3/,
  );
});

test("D6: nothing internal is on the page, and it runs no script, is kept nowhere and framed by nobody", async () => {
  const { url } = await offered();
  const { text, headers } = await read(url);
  for (const secret of ["Dmitri", "Bergmann", "bergmann.example", deal.id, "Steelworks", VERA.address]) {
    expect(text).not.toContain(secret);
  }
  expect(text).not.toContain("<script");
  expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(headers.get("X-Robots-Tag")).toContain("noindex");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
});

test("D6: the time that the client chooses is on the calendars, and every hold is gone", async () => {
  const { offer, url } = await offered();
  await world.quiet();
  expect(await choose(url, times[1] ?? "")).toContain("Thank you, this is agreed");
  await world.quiet();
  expect(await stateOf(offer.id)).toMatchObject({ state: "chosen", chosen: times[1] });
  expect(await held("anna.kern")).toEqual([]);
  expect(await held("dmitri.bergmann")).toEqual([]);
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  const meeting = meetings.find(({ start }) => start === times[1]);
  expect(meeting).toMatchObject({ state: "scheduled", organizer: { name: "Anna Kern" } });
  expect(meeting?.attendees.map(({ name }) => name)).toEqual(["Dmitri Bergmann", "Vera Volkova"]);
});

test("D6: of two who choose at once, one is first, and the other sees what was chosen", async () => {
  const { offer, url } = await offered();
  const pages = await Promise.all(Array.from({ length: 8 }, (_, n) => choose(url, times[n % 3] ?? "")));
  const chosen = (await stateOf(offer.id))?.chosen;
  expect(times).toContain(chosen);
  for (const [n, text] of pages.entries()) {
    expect(text).toContain(
      times[n % 3] === chosen ? "Thank you, this is agreed" : "Somebody chose before you",
    );
    expect(text).toContain(
      `>${Temporal.Instant.from(chosen ?? "")
        .toZonedDateTimeISO("Europe/Moscow")
        .toPlainTime()
        .toString({ smallestUnit: "minute" })}–`,
    );
  }
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  expect(meetings.filter(({ start }) => times.includes(start))).toHaveLength(1);
});

test("D6: a time that was not offered changes nothing", async () => {
  const { offer, url } = await offered();
  for (const start of ["2026-03-02T10:00:00Z", "", "<script>", times[0]?.replace("10:00", "11:00") ?? ""]) {
    expect(await choose(url, start)).toContain("Choose a time");
  }
  expect(await stateOf(offer.id)).toMatchObject({ state: "open" });
});

test("D6: taken back, the link holds no more and the times are free", async () => {
  const { offer, url } = await offered();
  await world.quiet();
  const params = { dealId: deal.id, offerId: offer.id };
  expect(await refusal(world.as("pavel.orlov")(withdrawOffer, { params }))).toBe("deal.not-yours");
  await world.as("anna.kern")(withdrawOffer, { params });
  await world.quiet();
  const gone = await read(url);
  const never = await read(`${world.url}/offer/${randomBytes(32).toString("base64url")}`);
  expect([gone.status, gone.text]).toEqual([404, never.text]);
  expect(await held("anna.kern")).toEqual([]);
});

test("D6: the link's secret is kept nowhere as it is", async () => {
  const sent = body();
  await world.as("anna.kern")(createOffer, { params: { dealId: deal.id }, body: sent });
  const found = await sql`select * from slot_offer where id = ${sent.id}`.execute(world.db);
  expect(JSON.stringify(found.rows)).not.toContain(sent.secret);
});

test("fault 24: made twice at once it is one offer, and each time is held once", async () => {
  const sent = body();
  const make = () => world.as("anna.kern")(createOffer, { params: { dealId: deal.id }, body: sent });
  await Promise.all([make(), make()]);
  await world.quiet();
  expect(await held("anna.kern")).toHaveLength(3);
});

test("a time that does not suit, overlaps another or is over is not offered", async () => {
  await busy(
    world,
    "dmitri.bergmann",
    times[0]?.slice(0, 16) ?? "",
    times[0]?.replace("10:00:00Z", "10:30") ?? "",
  );
  const make = (more: Partial<Body>) =>
    refusal(world.as("anna.kern")(createOffer, { params: { dealId: deal.id }, body: body(more) }));
  expect(await make({})).toBe("meeting.slot-taken");
  expect(await make({ times: [times[1] ?? "", times[1]?.replace("12:00", "12:30") ?? ""] })).toBe(
    "request.invalid",
  );
  expect(await make({ times: ["2026-01-05T10:00:00Z"] })).toBe("meeting.past");
  expect(await make({ client: { ...VERA, zone: "Moon/Crater" } })).toBe("request.invalid");
  expect(await make({ times: [...times, ...times] })).toBe("request.invalid");
});

test("two offers at once of one time to two clients: one of them is refused", async () => {
  const make = () =>
    refusal(world.as("anna.kern")(createOffer, { params: { dealId: deal.id }, body: body() }));
  const codes = await Promise.all([make(), make()]);
  expect(codes.toSorted()).toEqual(["meeting.slot-taken", "not refused"]);
});

/** The hold of one of the offered times in a person's calendar, as a path in Graph. */
async function holdOf(name: string, time: string): Promise<string> {
  const found = (await eventsOf(world, name)).find(
    (event) =>
      String(event["subject"]).startsWith("Held for the client") &&
      String(event["start"]?.["dateTime"]).startsWith(time.slice(0, 16)),
  );
  return `/users/${world.id(name)}/events/${String(found?.["id"])}`;
}
const changesTold = async () => {
  const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  return (value as Json[])
    .filter(({ activityType }) => String(activityType) === "meetingChanged")
    .map(({ title }) => String(title))
    .filter((title) => title.includes(times[0]?.slice(0, 10) ?? ""));
};

test("D6: a hold that somebody deletes or moves in Outlook takes its time out of the offer, everybody's calendar is free then, and it is told once", async () => {
  const { offer, url } = await offered();
  await world.quiet();
  await world.advance("PT6M");
  expect(await changesTold()).toEqual([]);
  await world.graph("DELETE", await holdOf("dmitri.bergmann", times[0] ?? ""));
  const later = { dateTime: times[1]?.replace("12:00:00Z", "16:00:00"), timeZone: "UTC" };
  const end = { dateTime: times[1]?.replace("12:00:00Z", "17:00:00"), timeZone: "UTC" };
  await world.graph("PATCH", await holdOf("anna.kern", times[1] ?? ""), { start: later, end });
  await world.advance("PT6M");
  await world.advance("PT6M");
  expect(await stateOf(offer.id)).toMatchObject({ state: "open", times: [times[2]] });
  for (const name of ["anna.kern", "dmitri.bergmann"]) expect(await held(name)).toHaveLength(1);
  expect(await choose(url, times[0] ?? "")).toContain("Choose a time");
  expect(await changesTold()).toHaveLength(2);
  expect(await choose(url, times[2] ?? "")).toContain("Thank you, this is agreed");
});

test("D6: an offer of which nobody holds a time any more is taken back; one that cannot be read stays", async () => {
  const { offer, url } = await offered({ times: [times[0] ?? ""] });
  await world.quiet();
  await world.outside("POST", "/faults", {
    match: { method: "GET", url: "/events/" },
    status: 403,
    times: 2,
  });
  await world.advance("PT6M");
  expect(await stateOf(offer.id)).toMatchObject({ state: "open" });
  await world.outside("DELETE", "/faults");
  await world.graph("DELETE", await holdOf("dmitri.bergmann", times[0] ?? ""));
  await world.advance("PT6M");
  expect(await stateOf(offer.id)).toMatchObject({ state: "withdrawn" });
  expect((await read(url)).status).toBe(404);
  expect(await held("anna.kern")).toEqual([]);
});

test("D6: made by the assistant, it is the account manager who invites, and the assistant is named to us alone", async () => {
  const sent = body();
  await world.as("katrin.vogel")(createOffer, { params: { dealId: deal.id }, body: sent });
  const url = `${world.url}/offer/${sent.secret}`;
  const { text } = await read(url);
  expect(text).toContain("Anna Kern would like to meet you.");
  expect(text).not.toContain("Katrin");
  await choose(url, times[0] ?? "");
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  expect(meetings.find(({ start }) => start === times[0])).toMatchObject({
    organizer: { name: "Anna Kern" },
    bookedBy: { name: "Katrin Vogel" },
  });
});

test("D6: run out, the link holds no more and the times are free again", async () => {
  const { offer, url } = await offered({ days: 1 });
  await world.advance("P1DT10M");
  expect((await read(url)).status).toBe(404);
  expect(await stateOf(offer.id)).toMatchObject({ state: "expired" });
  expect(await held("anna.kern")).toEqual([]);
  expect(await held("dmitri.bergmann")).toEqual([]);
});
