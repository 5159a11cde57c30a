import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { handOver, holder, layDown, type Turn } from "../../src/domain/voice/turns.ts";

const at = (text: string) => Temporal.Instant.from(`2026-${text}`);
const turn = (spokesperson: string, since: string, until: string | null): Turn => ({
  spokesperson,
  since: at(since),
  until: until === null ? null : at(until),
});
const told = (turns: readonly Turn[]) =>
  turns.map(({ spokesperson, since, until }) => `${spokesperson} ${since} ${until ?? "open"}`);

const ANA = turn("ana", "02-01T00:00Z", null);
const PLANNED = [turn("ana", "02-01T00:00Z", "03-01T00:00Z"), turn("ben", "03-01T00:00Z", null)];

describe("who holds the voice", () => {
  test.each([
    ["01-31T23:59:59.999Z", null, "nobody before the first turn"],
    ["02-01T00:00Z", "ana", "the first from the very start"],
    ["02-28T23:59:59.999Z", "ana", "the first to the last moment"],
    ["03-01T00:00Z", "ben", "the second at the very hand-over"],
  ])("at %s: %s (%s)", (moment, who, _story) => {
    expect(holder(PLANNED, at(moment))?.spokesperson ?? null).toBe(who);
  });
});

describe("handing the voice over", () => {
  test("ends the turn that is held, and the new one has no end", () => {
    expect(told(handOver([ANA], "ben", at("02-10T09:00Z")))).toEqual(
      told([turn("ana", "02-01T00:00Z", "02-10T09:00Z"), turn("ben", "02-10T09:00Z", null)]),
    );
  });

  test("to who holds it already changes nothing", () => {
    expect(handOver([ANA], "ana", at("02-10T09:00Z"))).toEqual([ANA]);
  });

  test("to who holds it until a planned end takes the end away, and what was planned behind it", () => {
    expect(told(handOver(PLANNED, "ana", at("02-10T09:00Z")))).toEqual(told([ANA]));
  });

  test("at the very start of a turn replaces it, so that no turn is empty", () => {
    expect(told(handOver([ANA], "ben", at("02-01T00:00Z")))).toEqual(
      told([turn("ben", "02-01T00:00Z", null)]),
    );
  });

  test("while nobody speaks leaves the gap as it was", () => {
    const ended = [turn("ana", "02-01T00:00Z", "02-05T00:00Z")];
    expect(told(handOver(ended, "ben", at("02-10T00:00Z")))).toEqual(
      told([...ended, turn("ben", "02-10T00:00Z", null)]),
    );
  });
});

test("laying the voice down ends the turn, and nobody speaks from then on", () => {
  const turns = layDown(PLANNED, at("02-10T00:00Z"));
  expect(told(turns)).toEqual(told([turn("ana", "02-01T00:00Z", "02-10T00:00Z")]));
  expect(holder(turns, at("03-05T00:00Z"))).toBeNull();
});
