import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { SlotPerson } from "../../src/domain/meetings/slot-request.ts";
import { findSlots } from "../../src/domain/meetings/slots.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";

const DAILY = [1, 2, 3, 4, 5, 6, 7];

function someone(zone: string, start: string, end: string): SlotPerson {
  const hours = workingHours(zone, DAILY, start, end);
  return { id: zone, required: true, internal: true, hours, calendar: { kind: "read", blocks: [] } };
}

/** Starts that suit both on that day of universal time: first and last of each range, and the first one locally. */
function common(day: string, one: SlotPerson, other: SlotPerson) {
  const start = Temporal.Instant.from(`${day}T00:00Z`);
  const { fits, slots } = findSlots({
    now: start.subtract({ hours: 100 }),
    window: { start, end: start.add({ hours: 24 }) },
    people: [one, other],
    minutes: 60,
    most: 100,
  });
  const text = (at: Temporal.Instant) => at.toString().slice(11, 16);
  for (const { local, start: from } of slots) {
    for (const { zone, start: shown } of local) {
      expect(shown).toBe(from.toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16));
    }
  }
  return fits.map(({ from, to }) => `${text(from)}-${text(to)}`).join(" ");
}

const berlin = someone("Europe/Berlin", "09:00", "18:00");
const newYork = someone("America/New_York", "08:00", "17:00");
const novosibirsk = someone("Asia/Novosibirsk", "09:00", "20:00");
const sydney = someone("Australia/Sydney", "09:00", "19:00");
const stJohns = someone("America/St_Johns", "09:00", "18:00");

describe("an hour that suits two people", () => {
  const rows: [title: string, day: string, one: SlotPerson, other: SlotPerson, fits: string][] = [
    ["Berlin and New York, six hours apart in winter", "2026-03-07", berlin, newYork, "13:00-16:00"],
    ["five hours apart from the day New York goes forward", "2026-03-08", berlin, newYork, "12:00-16:00"],
    ["five still on the day before Berlin goes forward", "2026-03-28", berlin, newYork, "12:00-16:00"],
    ["six again from the day Berlin goes forward", "2026-03-29", berlin, newYork, "12:00-15:00"],
    ["six until Berlin goes back", "2026-10-24", berlin, newYork, "12:00-15:00"],
    ["five for a week in autumn", "2026-10-25", berlin, newYork, "12:00-16:00"],
    ["six again when New York goes back", "2026-11-01", berlin, newYork, "13:00-16:00"],
    ["Berlin and Novosibirsk before Berlin goes forward", "2026-03-28", berlin, novosibirsk, "08:00-12:00"],
    ["Berlin and Novosibirsk after", "2026-03-29", berlin, novosibirsk, "07:00-12:00"],
    ["Berlin and Novosibirsk when Berlin goes back", "2026-10-25", berlin, novosibirsk, "08:00-12:00"],
    ["Berlin and Sydney never, while one has winter and the other summer", "2026-03-28", berlin, sydney, ""],
    [
      "Berlin and Sydney once a day when Berlin has gone forward",
      "2026-04-04",
      berlin,
      sydney,
      "07:00-07:00",
    ],
    ["Berlin and Sydney when Sydney has gone back", "2026-04-05", berlin, sydney, "07:00-08:00"],
    ["Berlin and Sydney on the day Sydney goes forward", "2026-10-04", berlin, sydney, "07:00-07:00"],
    ["New York and Sydney never by day", "2026-03-07", newYork, sydney, ""],
    ["St John's and Berlin, four and a half hours apart", "2026-03-07", stJohns, berlin, "12:30-16:00"],
    ["St John's and Berlin, three and a half for three weeks", "2026-03-08", stJohns, berlin, "11:30-16:00"],
    ["St John's and Berlin when both went forward", "2026-03-29", stJohns, berlin, "11:30-15:00"],
    ["St John's and New York change together", "2026-03-08", stJohns, newYork, "12:00-19:30"],
    ["St John's and New York change back together", "2026-11-01", stJohns, newYork, "13:00-20:30"],
  ];
  it.each(rows)("%s", (_, day, one, other, fits) => {
    expect(common(day, one, other)).toBe(fits);
    expect(common(day, other, one)).toBe(fits);
  });
});

describe("an hour at the hour of the change", () => {
  it("that the clocks leave out is not there to meet in, and the next touches the one before", () => {
    const night = someone("Europe/Berlin", "01:00", "04:00");
    expect(common("2026-03-29", night, another(night))).toBe(
      "00:00-01:00 23:00-23:00", // from 01:00 to 02:00 and on from 03:00 to 04:00; then the night after
    );
  });

  it("that the clocks repeat is there twice", () => {
    const night = someone("Europe/Berlin", "01:00", "04:00");
    expect(common("2026-10-25", night, another(night))).toBe("00:00-02:00");
  });
});

function another(person: SlotPerson): SlotPerson {
  return { ...person, id: "another" };
}
