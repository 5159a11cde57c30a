import { describe, expect, it } from "vitest";
import { UnknownZone, zone } from "../../src/domain/time/zone.ts";

describe("a time zone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["Asia/Novosibirsk", "Asia/Novosibirsk"],
    ["UTC", "UTC"],
  ])("named %s is known as %s", (text, known) => {
    expect(zone(text)).toBe(known);
  });

  it.each([
    "W. Europe Standard Time",
    "Customized Time Zone",
    "+03:00",
    "-0500",
    "Europe/Atlantis",
    "",
    " ",
    "Z0",
  ])("named %j is refused, never guessed (bad input 75)", (text) => {
    expect(() => zone(text)).toThrow(UnknownZone);
  });
});
