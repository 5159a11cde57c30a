import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { openClock } from "../../../server/sandbox/core/clock.ts";
import { openTenant } from "../../../server/sandbox/core/tenant.ts";
import { healthOf, noteAnswer } from "../../../server/sandbox/subscriptions/health.ts";

const url = "http://localhost:1/notify";

function tenantAfter(slow: number, answers: number) {
  const tenant = openTenant(
    "t",
    openClock(Temporal.Instant.from("2026-03-02T09:00:00Z"), () => 0),
  );
  for (let index = 0; index < answers; index += 1) noteAnswer(tenant, url, index < slow);
  return tenant;
}

test.each([
  [0, 100, "well"],
  [10, 100, "well"],
  [11, 100, "slow"],
  [15, 100, "slow"],
  [16, 100, "drop"],
  [9, 9, "well"],
  [10, 10, "drop"],
] as const)("%i slow answers of %i: %s", (slow, answers, health) => {
  expect(healthOf(tenantAfter(slow, answers), url)).toBe(health);
});

test("answers count for ten minutes, and for all addresses of one host", async () => {
  const tenant = tenantAfter(16, 100);
  expect(healthOf(tenant, "http://localhost:1/other")).toBe("drop");
  expect(healthOf(tenant, "http://localhost:2/notify")).toBe("well");
  await tenant.clock.advance(Temporal.Duration.from({ minutes: 9, seconds: 59 }));
  expect(healthOf(tenant, url)).toBe("drop");
  await tenant.clock.advance(Temporal.Duration.from({ seconds: 1 }));
  expect(healthOf(tenant, url)).toBe("well");
});
