import { expect, test } from "vitest";
import { givesWay } from "../../server/voice/gives-way.ts";
import { KINDS } from "../../src/domain/voice/verdict.ts";

test.each([
  ["bypass", ["heard", "delegated", "exempt", "bypass"]],
  ["unclear", KINDS],
  ["vacant", KINDS],
  ["outside", KINDS],
  ["heard", []],
  ["delegated", []],
  ["exempt", []],
] as const)("what was found to be %s gives way only to what says more", (before, to) => {
  expect(new Set(KINDS.filter((kind) => givesWay(before, kind)))).toEqual(new Set(to));
});
