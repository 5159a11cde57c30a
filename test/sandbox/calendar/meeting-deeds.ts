import fc from "fast-check";
import type { As } from "../support/open.ts";
import {
  type Calendars,
  organizedIn,
  PEOPLE,
  type Replica,
  replay,
  requireAgreement,
  seen,
} from "./copies.ts";
import { attendees, type Json, meeting, type Office } from "./office.ts";

/** All calendars as they were seen after the last step. */
export type Model = { all: Calendars };

/** The company, and for each of PEOPLE a client that follows their calendar. */
export type Real = { office: Office; replicas: Replica[] };

/** One thing somebody does; numbers choose among the events and people there are. */
export type Deed = fc.AsyncCommand<Model, Real>;

const day = (n: number, hour: number) => ({
  dateTime: `2026-03-${String(n).padStart(2, "0")}T${hour}:00:00`,
  timeZone: "Europe/Berlin",
});
const times = (n: number) => ({ start: day(n, 10), end: day(n, 11) });
const named = (chosen: readonly number[]) => attendees(...chosen.map((person) => PEOPLE[person]!));
const as = ({ office }: Real, person: number): As => office.asUser(PEOPLE[person]!);

/** A step after which all copies of each event must agree. */
function deed(name: string, check: Deed["check"], run: (model: Model, real: Real) => Promise<unknown>): Deed {
  return {
    check,
    async run(model, real) {
      await run(model, real);
      model.all = await seen(real.office);
      requireAgreement(model.all);
    },
    toString: () => name,
  };
}

/** Somebody invites people to a meeting, or to three days of it. */
export const create = (by: number, invited: readonly number[], first: number, isDaily: boolean): Deed =>
  deed(
    `${PEOPLE[by]} invites ${invited} on ${first}${isDaily ? " and the next two days" : ""}`,
    () => true,
    (_model, real) => {
      const startDate = times(first).start.dateTime.slice(0, 10);
      const range = { type: "numbered", startDate, numberOfOccurrences: 3 };
      const recurrence = isDaily && { recurrence: { pattern: { type: "daily", interval: 1 }, range } };
      const body = meeting({ ...times(first), ...recurrence, attendees: named(invited) });
      return real.office.ok(as(real, by), "POST", "/me/events", body);
    },
  );

type Organized = { by: number; event: Json };

/** Something an organizer does to the event that `which` chooses. */
function organizer(
  name: string,
  which: number,
  run: (real: Real, by: number, path: string, event: Json) => Promise<unknown>,
): Deed {
  const chosen = ({ all }: Model): Organized | undefined => {
    const there = organizedIn(all);
    return there[which % Math.max(there.length, 1)];
  };
  return deed(
    `organizer: ${name} ${which}`,
    (model) => chosen(model) !== undefined,
    (model, real) => {
      const { by, event } = chosen(model)!;
      return run(real, by, `/me/events/${event["id"]}`, event);
    },
  );
}

const change = (name: string, body: object) => (which: number) =>
  organizer(name, which, (real, by, path) => real.office.ok(as(real, by), "PATCH", path, body));

const move = (which: number, to: number) =>
  organizer(`move to ${to}`, which, async (real, by, path, event) => {
    if (String(event["type"]) !== "singleInstance") return;
    await real.office.ok(as(real, by), "PATCH", path, times(to));
  });

const cancel = (which: number) =>
  organizer("cancel", which, (real, by, path) => real.office.ok(as(real, by), "POST", `${path}/cancel`, {}));

const remove = (which: number) =>
  organizer("delete", which, (real, by, path) => real.office.ok(as(real, by), "DELETE", path));

const lastDay = (which: number, isCancelled: boolean) =>
  organizer(isCancelled ? "cancel the last day" : "rename the last day", which, async (real, by, path) => {
    const days = `${path}/instances?startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-05T00:00:00Z`;
    const { status, body } = await real.office.graph<{ value: Json[] }>(as(real, by), "GET", days);
    const last = status === 200 ? body.value.at(-1) : undefined;
    if (last === undefined) return;
    const one = `/me/events/${last["id"]}`;
    if (isCancelled) await real.office.ok(as(real, by), "DELETE", one);
    else await real.office.ok(as(real, by), "PATCH", one, { subject: "One day" });
  });

/** Something an attendee does to their own copy. */
function attendee(
  name: string,
  who: number,
  which: number,
  run: (real: Real, path: string, copy: Json) => Promise<unknown>,
): Deed {
  const chosen = ({ all }: Model) => {
    const copies = all[who]!.filter((event) => !event["isOrganizer"]);
    return copies[which % Math.max(copies.length, 1)];
  };
  return deed(
    `${PEOPLE[who]}: ${name} ${which}`,
    (model) => chosen(model) !== undefined,
    (model, real) => {
      const copy = chosen(model)!;
      return run(real, `/me/events/${copy["id"]}`, copy);
    },
  );
}

const answer = (who: number, which: number, action: string, sendResponse: boolean) =>
  attendee(`${action}${sendResponse ? "" : " silently"}`, who, which, async (real, path, copy) => {
    if (String(copy["isCancelled"]) === "true") return;
    await real.office.ok(as(real, who), "POST", `${path}/${action}`, { sendResponse });
  });

const dismiss = (who: number, which: number) =>
  attendee("delete", who, which, (real, path) => real.office.ok(as(real, who), "DELETE", path));

/** A client catches up with somebody's calendar, in pages of that size. */
const catchUp = (who: number, size: number): Deed => ({
  check: () => true,
  run: (_model, { office, replicas }) => replay(office, who, replicas[who]!, size),
  toString: () => `a client follows ${PEOPLE[who]}, ${size} a page`,
});

const which = fc.nat(3);
const person = fc.nat(3);
const people = fc.uniqueArray(person, { maxLength: 4 });
const date = fc.integer({ min: 2, max: 28 });
const answers = fc.tuple(
  person,
  which,
  fc.constantFrom("accept", "decline", "tentativelyAccept"),
  fc.boolean(),
);

/** Random weeks of four people. */
export const weeks = fc.commands(
  [
    fc.tuple(person, people, date, fc.boolean()).map((one) => create(...one)),
    which.map(change("rename", { subject: "Renamed", location: { displayName: "Elsewhere" } })),
    fc.tuple(which, people).map(([at, who]) => change(`invite ${who}`, { attendees: named(who) })(at)),
    fc.tuple(which, date).map((one) => move(...one)),
    which.map(cancel),
    which.map(remove),
    fc.tuple(which, fc.boolean()).map((one) => lastDay(...one)),
    // People answer more often than they do anything else.
    answers.map((one) => answer(...one)),
    answers.map((one) => answer(...one)),
    answers.map((one) => answer(...one)),
    fc.tuple(person, which).map((one) => dismiss(...one)),
    fc.tuple(person, fc.integer({ min: 1, max: 3 })).map((one) => catchUp(...one)),
  ],
  { maxCommands: 10, size: "max" },
);
