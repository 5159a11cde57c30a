import { Temporal } from "temporal-polyfill";
import type { Block, BusyStatus, SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";

const MONDAY = "2026-03-23";

/** A moment on Monday 23 March 2026 in Berlin, "09:30"; or anywhere, written in full. */
export function at(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.length === 5 ? `${MONDAY}T${text}+01:00` : text);
}

/** An entry of that Monday, "10:00-11:00". */
export function block(span: string, status: BusyStatus = "busy"): Block {
  const [start = "", end = ""] = span.split("-");
  return { start: at(start).epochMilliseconds, end: at(end).epochMilliseconds, status };
}

/** One of ours in Berlin who works from nine to six on weekdays, must come, and whose calendar holds the blocks. */
export function ours(id: string, blocks: readonly Block[] = [], more: Partial<SlotPerson> = {}): SlotPerson {
  return {
    id,
    required: true,
    internal: true,
    hours: workingHours("Europe/Berlin", [1, 2, 3, 4, 5], "09:00", "18:00"),
    calendar: { kind: "read", blocks },
    ...more,
  };
}

/** One of the client's, of whom only the hours are known. */
export function guest(id: string, zone: string, more: Partial<SlotPerson> = {}): SlotPerson {
  return {
    id,
    required: true,
    internal: false,
    hours: workingHours(zone, [1, 2, 3, 4, 5], "09:00", "18:00"),
    calendar: { kind: "outside" },
    ...more,
  };
}

/** An hour on that Monday in Berlin, asked for the day before. */
export function monday(people: readonly SlotPerson[], more: Partial<SlotRequest> = {}): SlotRequest {
  return {
    now: at("2026-03-22T12:00Z"),
    window: { start: at("08:00"), end: at("19:00") },
    people,
    minutes: 60,
    ...more,
  };
}
