import { expect } from "vitest";
import type { Json, Office } from "./office.ts";

/** The people of these tests. */
export const PEOPLE = ["anna.kern", "pavel.orlov", "dmitri.bergmann", "katrin.vogel"] as const;

const WINDOW = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-05T00:00:00Z";

/** Everyone's events, each list in the order of PEOPLE. */
export type Calendars = Json[][];

type Batched = { responses: { id: string; status: number; body: { value: Json[] } }[] };

/** Asks the same of everyone's calendar, all at once. */
async function ofEach(office: Office, path: string): Promise<Calendars> {
  const requests = PEOPLE.map((name, id) => ({
    id: String(id),
    method: "GET",
    url: `/users/${name}@bergmann.example${path}`,
  }));
  const { body } = await office.graph<Batched>(office.asApp, "POST", "/$batch", { body: { requests } });
  return PEOPLE.map((name, id) => {
    const answer = body.responses.find((one) => one.id === String(id));
    expect(answer?.status, name).toBe(200);
    return answer!.body.value;
  });
}

/** All events of everyone. */
export const seen = (office: Office) => ofEach(office, "/events?$top=1000");

/** The events that someone organizes, with their number in PEOPLE. */
export function organizedIn(all: Calendars): { by: number; event: Json }[] {
  return all.flatMap((events, by) =>
    events.filter((event) => event["isOrganizer"]).map((event) => ({ by, event })),
  );
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

/** All copies of an event are the same in what is common to them, and the organizer knows no answer not given. */
export function requireAgreement(all: Calendars): void {
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

/** What the organizer of an event knows of somebody's answer; undefined where there is no organizer or no such guest. */
export function responseKnown(all: Calendars, uid: string, person: number): string | undefined {
  const original = organizedIn(all).find(({ event }) => String(event["iCalUId"]) === uid)?.event;
  const line = original?.["attendees"]?.find(
    (who) => addressOf(who) === `${PEOPLE[person]}@bergmann.example`,
  );
  return line && String(line["status"]!["response"]);
}

/** Days show the same to all who are invited; nobody here takes single days off their own calendar. */
function requireSameDays(all: Calendars, views: Calendars): void {
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

/** What a client has of a calendar, and where it goes on. */
export type Replica = { link: string; items: Map<string, string> };

/** A client for each of PEOPLE that has seen nothing yet. */
export function newReplicas(): Replica[] {
  return PEOPLE.map((name) => ({
    link: `/users/${name}@bergmann.example/calendarView/delta?${WINDOW}`,
    items: new Map(),
  }));
}

/** Reads the changes of somebody's calendar to their end, in pages of that size. */
export async function replay(office: Office, person: number, replica: Replica, size: number): Promise<void> {
  for (;;) {
    const page = await office.ok(office.asApp, "GET", replica.link, undefined, {
      prefer: `odata.maxpagesize=${size}`,
    });
    expect(page["value"]!.length, PEOPLE[person]).toBeLessThanOrEqual(size);
    for (const item of page["value"]!) {
      if (item["@removed"] === undefined) replica.items.set(String(item["id"]), kept(item));
      else replica.items.delete(String(item["id"]));
    }
    const isLast = "@odata.deltaLink" in page;
    replica.link = String(page[isLast ? "@odata.deltaLink" : "@odata.nextLink"]);
    if (isLast) return;
  }
}

/** At the end all days agree, and each client that followed the changes has what the calendar shows. */
export async function requireEnd(office: Office, replicas: readonly Replica[]): Promise<void> {
  const all = await seen(office);
  const views = await ofEach(office, `/calendarView?${WINDOW}&$top=1000`);
  requireSameDays(all, views);
  for (const [person, replica] of replicas.entries()) {
    await replay(office, person, replica, 5);
    const shown = new Map(views[person]!.map((item) => [String(item["id"]), kept(item)]));
    expect(replica.items).toEqual(shown);
  }
}
