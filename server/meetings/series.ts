import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import { occurrences, type Repeat } from "../../src/domain/meetings/series.ts";
import type { House } from "../room.ts";
import type { MeetingPorts } from "./ports.ts";
import { bookMeeting, type Order } from "./schedule.ts";
import type { StoredMeeting } from "./store.ts";

/**
 * Books a meeting once, or as often as it repeats: each occurrence is a meeting of its own, so that it can be moved, called
 * off and briefed for by itself. Occurrences that do not suit are left out and named; the first has to suit. Sent again
 * with one id it books nothing twice. Rejects as `bookMeeting`.
 */
export async function bookSeries(
  house: House,
  ports: MeetingPorts,
  order: Omit<Order, "series">,
  repeat: Repeat | null,
): Promise<{ first: StoredMeeting; skipped: Temporal.Instant[] }> {
  if (repeat === null) return { first: await bookMeeting(house, ports, order), skipped: [] };
  const { body, organizerId } = order;
  const zone = (await ports.people.person(organizerId))?.zone ?? "UTC";
  const starts = occurrences(Temporal.Instant.from(body.start), zone, repeat);
  const book = (start: Temporal.Instant, n: number) =>
    bookMeeting(house, ports, {
      ...order,
      series: { id: body.id, place: n + 1, of: repeat.times },
      body: { ...body, id: n === 0 ? body.id : idOf(body.id, n), start: start.toString() },
    });
  const first = await book(Temporal.Instant.from(body.start), 0);
  const skipped: Temporal.Instant[] = [];
  for (const [n, start] of starts.entries()) {
    if (n === 0) continue;
    try {
      await book(start, n);
    } catch (error) {
      if (!(error instanceof Problem && error.code === "meeting.slot-taken")) throw error;
      skipped.push(start);
    }
  }
  return { first, skipped };
}

/** The same id for the same occurrence, however often it is asked for. In the form of a UUID made from a name (RFC 9562). */
function idOf(seriesId: string, n: number): string {
  const hex = createHash("sha256").update(`${seriesId} ${n}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
