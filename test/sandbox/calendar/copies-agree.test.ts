import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { As } from "../support/open.ts";
import { attendees, type Json, meeting, type Office, openOffice } from "./office.ts";

const PEOPLE = ["anna.kern", "pavel.orlov", "dmitri.bergmann", "katrin.vogel"] as const;
const WINDOW = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
const RUNS = process.env["SOAK"] === "1" ? 300 : 25;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** One thing somebody does; numbers choose among the events and people there are. */
type Step =
  | { do: "create"; by: number; invite: number[]; day: number; daily: boolean }
  | { do: "rename" | "cancel" | "delete" | "cancelDay" | "renameDay"; event: number }
  | { do: "move"; event: number; day: number }
  | { do: "invite"; event: number; invite: number[] }
  | {
      do: "answer";
      event: number;
      who: number;
      action: "accept" | "decline" | "tentativelyAccept";
      sendResponse: boolean;
    }
  | { do: "dismiss"; event: number; who: number };

const small = fc.nat({ max: 3 });
const people = fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("create" as const),
      by: fc.nat({ max: 3 }),
      invite: people,
      day: fc.integer({ min: 2, max: 28 }),
      daily: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("rename" as const, "cancel", "delete", "cancelDay", "renameDay"),
      event: small,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      event: small,
      day: fc.integer({ min: 2, max: 28 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("invite" as const), event: small, invite: people }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      event: small,
      who: fc.nat({ max: 3 }),
      action: fc.constantFrom("accept" as const, "decline", "tentativelyAccept"),
      sendResponse: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("dismiss" as const), event: small, who: fc.nat({ max: 3 }) }),
  },
);

const as = (person: number): As => office.asUser(PEOPLE[person]!);
const day = (n: number, hour: number) => ({
  dateTime: `2026-03-${String(n).padStart(2, "0")}T${hour}:00:00`,
  timeZone: "Europe/Berlin",
});
const times = (n: number) => ({ start: day(n, 10), end: day(n, 11) });
const named = (chosen: number[]) => attendees(...chosen.map((person) => PEOPLE[person]!));
const eventsOf = async (person: number): Promise<Json[]> =>
  (await office.ok(as(person), "GET", "/me/events?$top=1000"))["value"]!;
const viewOf = async (person: number): Promise<Json[]> =>
  (await office.ok(as(person), "GET", `/me/calendarView?${WINDOW}&$top=1000`))["value"]!;

/** Everyone's events, each list in the order of PEOPLE. */
type Calendars = Json[][];
const lookAround = (): Promise<Calendars> => Promise.all(PEOPLE.map((_, person) => eventsOf(person)));

function organizedIn(all: Calendars): { by: number; event: Json }[] {
  return all.flatMap((events, by) =>
    events.filter((event) => event["isOrganizer"]).map((event) => ({ by, event })),
  );
}

async function take(doing: Step, all: Calendars): Promise<void> {
  if (doing.do === "create") return create(doing);
  const there = organizedIn(all);
  const chosen = there[doing.event % Math.max(there.length, 1)];
  if (chosen === undefined) return;
  const { by, event } = chosen;
  if ("who" in doing) {
    const copy = all[doing.who]?.find((other) => String(other["iCalUId"]) === String(event["iCalUId"]));
    return asInvited(doing, copy);
  }
  const path = `/me/events/${event["id"]}`;
  const change = async (body: object) => void (await office.ok(as(by), "PATCH", path, body));
  if (doing.do === "rename")
    return change({ subject: `Renamed ${doing.event}`, location: { displayName: "Elsewhere" } });
  if (doing.do === "invite") return change({ attendees: named(doing.invite) });
  if (doing.do === "move") {
    if (String(event["type"]) === "singleInstance") await change(times(doing.day));
    return;
  }
  if (doing.do === "cancel") return void (await office.ok(as(by), "POST", `${path}/cancel`, {}));
  if (doing.do === "delete") return void (await office.ok(as(by), "DELETE", path));
  return changeLastDay(doing.do, by, event);
}

async function create({ by, invite, day: first, daily }: Extract<Step, { do: "create" }>): Promise<void> {
  const range = {
    type: "numbered",
    startDate: times(first).start.dateTime.slice(0, 10),
    numberOfOccurrences: 3,
  };
  const recurrence = daily ? { recurrence: { pattern: { type: "daily", interval: 1 }, range } } : {};
  await office.ok(
    as(by),
    "POST",
    "/me/events",
    meeting({ ...times(first), ...recurrence, attendees: named(invite) }),
  );
}

async function changeLastDay(how: "cancelDay" | "renameDay", by: number, event: Json): Promise<void> {
  const days = (await viewOf(by)).filter((item) => String(item["seriesMasterId"]) === String(event["id"]));
  const last = days.at(-1);
  if (last === undefined) return;
  const path = `/me/events/${last["id"]}`;
  if (how === "cancelDay") await office.ok(as(by), "DELETE", path);
  else await office.ok(as(by), "PATCH", path, { subject: "One day" });
}

async function asInvited(doing: Extract<Step, { who: number }>, copy: Json | undefined): Promise<void> {
  if (copy === undefined || copy["isOrganizer"]) return;
  const own = `/me/events/${copy["id"]}`;
  if (doing.do === "dismiss") await office.ok(as(doing.who), "DELETE", own);
  else if (String(copy["isCancelled"]) === "false") {
    await office.ok(as(doing.who), "POST", `${own}/${doing.action}`, { sendResponse: doing.sendResponse });
  }
}

const SHARED = [
  "subject",
  "start",
  "end",
  "isAllDay",
  "locations",
  "recurrence",
  "importance",
  "type",
] as const;
const shared = (event: Json) => Object.fromEntries(SHARED.map((name) => [name, event[name]]));
const addressOf = (who: Json) => String(who["emailAddress"]!["address"]);

function requireAgreement(all: Calendars): void {
  const organizers = new Map(organizedIn(all).map(({ event }) => [String(event["iCalUId"]), event]));
  for (const [person, name] of PEOPLE.entries()) {
    for (const copy of all[person]!.filter((event) => !event["isOrganizer"])) {
      const original = organizers.get(String(copy["iCalUId"]));
      const line = original?.["attendees"]?.find((who) => addressOf(who) === `${name}@bergmann.example`);
      expect(copy["isCancelled"], "called off exactly when its owner is not invited any more").toBe(
        line === undefined,
      );
      if (original === undefined || line === undefined) continue;
      expect(shared(copy)).toEqual(shared(original));
      expect(copy["attendees"]!.map(addressOf)).toEqual(original["attendees"]!.map(addressOf));
      const [told, own] = [String(line["status"]!["response"]), String(copy["responseStatus"]!["response"])];
      // The organizer may not know the latest answer, but never knows of one that was not given.
      if (told === "accepted" || told === "tentativelyAccepted")
        expect(["accepted", "tentativelyAccepted"]).toContain(own);
    }
  }
}

/** Days show the same to all who are invited; nobody here takes single days off their own calendar. */
async function requireSameDays(all: Calendars): Promise<void> {
  const views = await Promise.all(PEOPLE.map((_, person) => viewOf(person)));
  const shown = (person: number, event: Json) =>
    views[person]!.filter((item) =>
      [item["id"], item["seriesMasterId"]].map(String).includes(String(event["id"])),
    ).map(shared);
  for (const { by, event } of organizedIn(all)) {
    for (const [person, events] of all.entries()) {
      const copy = events.find(
        (other) => String(other["iCalUId"]) === String(event["iCalUId"]) && !other["isCancelled"],
      );
      if (copy !== undefined) expect(shown(person, copy)).toEqual(shown(by, event));
    }
  }
}

/** What a client keeps of an item; when a series was last touched is no change of its days. */
function kept({ lastModifiedDateTime: _, "@odata.context": __, ...item }: Json): string {
  return JSON.stringify(item);
}

type Replica = { link: string; items: Map<string, string> };

async function replay(person: number, replica: Replica): Promise<void> {
  for (let link = replica.link; ; ) {
    const page = await office.ok(as(person), "GET", link, undefined, { prefer: "odata.maxpagesize=3" });
    for (const item of page["value"]!) {
      if (item["@removed"] === undefined) replica.items.set(String(item["id"]), kept(item));
      else replica.items.delete(String(item["id"]));
    }
    const isLast = "@odata.deltaLink" in page;
    link = String(page[isLast ? "@odata.deltaLink" : "@odata.nextLink"]);
    if (!isLast) continue;
    replica.link = link;
    return;
  }
}

/** Two meetings of everyone, so that the first step already meets somebody. */
const BEGINNING: readonly Step[] = [false, true].map((daily) => ({
  do: "create",
  by: 0,
  invite: [1, 2, 3],
  day: 9,
  daily,
}));

test("whatever people do, all copies of an event agree, and changes replay to what the calendar shows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
      await office.sandbox.reset();
      let all: Calendars = [];
      const replicas = PEOPLE.map(
        (): Replica => ({ link: `/me/calendarView/delta?${WINDOW}`, items: new Map() }),
      );
      for (const [at, doing] of [...BEGINNING, ...steps].entries()) {
        await take(doing, all);
        all = await lookAround();
        requireAgreement(all);
        // Some clients look after every step, others seldom.
        for (const [person, replica] of replicas.entries())
          if (at % (person + 1) === 0) await replay(person, replica);
      }
      await requireSameDays(all);
      for (const [person, replica] of replicas.entries()) {
        await replay(person, replica);
        const shown = new Map((await viewOf(person)).map((item) => [String(item["id"]), kept(item)]));
        expect(replica.items).toEqual(shown);
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);
