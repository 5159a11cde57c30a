import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  BadInterval,
  contains,
  type Interval,
  intersect,
  interval,
  merge,
  overlaps,
  subtract,
} from "../../src/domain/time/interval.ts";

const at = (time: string) => Temporal.Instant.from(`2026-03-30T${time}Z`);
const span = (text: string): Interval => {
  const [start = "", end = ""] = text.split("-");
  return interval(at(start), at(end));
};
const spans = (text: string) => (text === "" ? [] : text.split(" ").map(span));
const asText = (all: readonly Interval[]) =>
  all.map(({ start, end }) => `${start.toString().slice(11, 16)}-${end.toString().slice(11, 16)}`).join(" ");

describe("an interval", () => {
  it("is refused when it ends before it starts, or at once", () => {
    expect(() => interval(at("10:00"), at("09:59"))).toThrow(BadInterval);
    expect(() => interval(at("10:00"), at("10:00"))).toThrow(BadInterval);
    expect(interval(at("10:00"), at("10:01")).end).toEqual(at("10:01"));
  });

  it.each([
    ["09:59", false],
    ["10:00", true],
    ["10:59", true],
    ["11:00", false],
  ])("from ten to eleven, holds %s: %s", (time, held) => {
    expect(contains(span("10:00-11:00"), at(time))).toBe(held);
  });

  it.each([
    ["09:00-10:00", false],
    ["09:00-10:01", true],
    ["10:15-10:30", true],
    ["10:59-12:00", true],
    ["11:00-12:00", false],
  ])("from ten to eleven, shares time with %s: %s", (other, shared) => {
    expect(overlaps(span("10:00-11:00"), span(other))).toBe(shared);
    expect(overlaps(span(other), span("10:00-11:00"))).toBe(shared);
  });
});

describe("lists of intervals", () => {
  it.each([
    ["", ""],
    ["10:00-11:00 09:00-10:00", "09:00-11:00"],
    ["10:00-11:00 09:00-09:59", "09:00-09:59 10:00-11:00"],
    ["09:00-12:00 10:00-11:00", "09:00-12:00"],
    ["09:00-12:00 11:00-13:00 15:00-16:00 15:00-15:30", "09:00-13:00 15:00-16:00"],
  ])("%s is as few as %s", (all, merged) => {
    expect(asText(merge(spans(all)))).toBe(merged);
  });

  it.each([
    ["09:00-12:00", "10:00-11:00", "10:00-11:00"],
    ["09:00-10:00", "10:00-11:00", ""],
    ["09:00-10:01", "10:00-11:00", "10:00-10:01"],
    ["09:00-10:00 11:00-14:00", "09:30-12:00 13:00-15:00", "09:30-10:00 11:00-12:00 13:00-14:00"],
    ["", "10:00-11:00", ""],
  ])("%s and %s share %s", (one, other, shared) => {
    expect(asText(intersect(spans(one), spans(other)))).toBe(shared);
    expect(asText(intersect(spans(other), spans(one)))).toBe(shared);
  });

  it.each([
    ["09:00-12:00", "10:00-11:00", "09:00-10:00 11:00-12:00"],
    ["09:00-12:00", "08:00-09:00 12:00-13:00", "09:00-12:00"],
    ["09:00-12:00", "08:00-13:00", ""],
    ["09:00-12:00", "", "09:00-12:00"],
    ["", "09:00-12:00", ""],
    ["09:00-10:00 11:00-12:00", "09:30-11:30", "09:00-09:30 11:30-12:00"],
  ])("%s without %s leaves %s", (whole, taken, left) => {
    expect(asText(subtract(spans(whole), spans(taken)))).toBe(left);
  });
});
