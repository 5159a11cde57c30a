import fc from "fast-check";
import { answer, catchUp, dismiss } from "./attendee-deeds.ts";
import { organizedIn, PEOPLE } from "./copies.ts";
import { as, type Deed, deed, type Model, type Real } from "./deed.ts";
import { attendees, type Json, meeting } from "./office.ts";

const day = (n: number, hour: number) => ({
  dateTime: `2026-03-${String(n).padStart(2, "0")}T${hour}:00:00`,
  timeZone: "Europe/Berlin",
});

const times = (n: number) => ({ start: day(n, 10), end: day(n, 11) });

const named = (chosen: readonly number[]) => attendees(...chosen.map((person) => PEOPLE[person]!));

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

const which = fc.nat(3);

const person = fc.nat(3);

const people = fc.uniqueArray(person, { maxLength: 4 });

const date = fc.integer({ min: 2, max: 28 });

const answers = fc.tuple(
  person,
  which,
  fc.constantFrom("accept" as const, "decline" as const, "tentativelyAccept" as const),
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
  { maxCommands: 7, size: "max" },
);
