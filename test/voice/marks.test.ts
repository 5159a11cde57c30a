import { describe, expect, test } from "vitest";
import { markOf } from "../../src/domain/voice/marks.ts";
import { readCases } from "../cases/read.ts";

describe("voice-headers.txt: what the headers say a mail is", () => {
  test.each(
    readCases("voice-headers.txt", 3).map(([headers, wanted, story]) => ({ headers, wanted, story })),
  )("$story ($headers)", ({ headers = "", wanted }) => {
    const lines = headers
      .split(";;")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line) => ({
        name: line.slice(0, line.indexOf(":")),
        value: line.slice(line.indexOf(":") + 1),
      }));
    const mark = markOf(lines);
    const told = mark === null ? "none" : `${mark.reason} ${mark.lists.join(",")}`.trim();
    expect(told).toBe(wanted);
  });
});

test("what Graph calls an event message is calendar traffic without any header", () => {
  expect(markOf([], true)).toEqual({ reason: "calendar", lists: [] });
});

test("a header of a hundred thousand letters is read in no time, whatever it is made of", () => {
  const long = ["<", "@", " ", "<mailto:", "owner-", "a.", '"'].map((part) => part.repeat(100_000));
  for (const value of long) {
    for (const name of ["List-Id", "List-Post", "Sender", "Return-Path", "Content-Type", "Auto-Submitted"]) {
      const before = performance.now();
      markOf([{ name, value }]);
      expect(performance.now() - before, name).toBeLessThan(1000);
    }
  }
});
