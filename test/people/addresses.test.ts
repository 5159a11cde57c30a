import { describe, expect, test } from "vitest";
import { parseAddress } from "../../src/domain/people/address.ts";
import { domain } from "../../src/domain/people/domain.ts";
import { resembles } from "../../src/domain/people/look-alike.ts";
import { readCases } from "../cases/read.ts";

describe("addresses.txt: one spelling of each address", () => {
  test.each(readCases("addresses.txt", 3).map(([typed, wanted, story]) => ({ typed, wanted, story })))(
    "$story ($typed)",
    ({ typed = "", wanted }) => {
      expect(parseAddress(typed) ?? "-").toBe(wanted);
    },
  );

  test("the one spelling of an address is its own", () => {
    for (const [, wanted = "-"] of readCases("addresses.txt", 3))
      if (wanted !== "-") expect(parseAddress(wanted)).toBe(wanted);
  });
});

describe("look-alikes.txt: what a stranger's domain could be taken for", () => {
  test.each(
    readCases("look-alikes.txt", 4).map(([stranger, known, wanted, story]) => ({
      stranger,
      known,
      wanted,
      story,
    })),
  )("$story ($stranger, $known)", ({ stranger = "", known = "", wanted }) => {
    expect(resembles(domain(stranger), domain(known)) ? "yes" : "no").toBe(wanted);
  });
});
