import { describe, expect, test } from "vitest";
import { CHANNEL_NAME_MOST, channelName } from "../../src/domain/deals/channel-name.ts";
import { readCases } from "../cases/read.ts";

describe("81 channel-names.txt: what a deal's channel is called", () => {
  test.each(
    readCases("channel-names.txt", 4).map(([deal, taken, wanted, story]) => ({ deal, taken, wanted, story })),
  )("$story ($deal)", ({ deal = "", taken = "", wanted }) => {
    const known = new Set(taken.split(";").filter((name) => name !== ""));
    const name = channelName(deal, known);
    expect(name).toBe(wanted);
    expect(name.length).toBeLessThanOrEqual(CHANNEL_NAME_MOST);
  });
});
