import { setImmediate } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import type { Claimed, IntakeStore } from "../../../server/voice/intake-store.ts";
import { intakeWorker } from "../../../server/voice/intake-worker.ts";

afterEach(() => vi.useRealTimers());

test("what waits is worked off at once, also when work ends while more is being taken up", async () => {
  // Without a clock, whoever waits for the next look waits for ever.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const waiting = Array.from({ length: 50 }, (_, n): Claimed => {
    const what = {
      personId: "p",
      subject: "mail" as const,
      resourceId: `m${n}`,
      change: "created",
      etag: "",
    };
    return { ...what, mark: [String(n), "0"], attempts: 1 };
  });
  const done: string[] = [];
  const store = {
    async claim(_db: unknown, most: number) {
      // Longer than the work takes.
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      return waiting.splice(0, most);
    },
    finish: async (_db: unknown, [number]: Claimed["mark"]) => void done.push(number),
  };
  const worker = intakeWorker({
    db: undefined as never,
    store: store as unknown as IntakeStore,
    handle: async () => void (await setImmediate()),
    troubleOf: () => null,
    log: pino({ level: "silent" }),
  });
  worker.start();
  for (let turn = 0; turn < 5_000 && done.length < 50; turn++) await setImmediate();
  expect(done.length).toBe(50);
  await worker.stop();
});
