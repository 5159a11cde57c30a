import { expect, test } from "vitest";
import { openLive } from "../../src/client/live.ts";

/** A server whose stream stays open, and one that ends at once. */
const stream = (ends: boolean) =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(": open\n\n"));
        if (ends) controller.close();
      },
    }),
  );

test("what was asked for before the stream began, or while it was away, is asked again", async () => {
  const told: string[] = [];
  const answers = [stream(true), stream(false)];
  const tries: (() => void)[] = [];
  const live = openLive({
    fetch: async () => answers.shift() ?? stream(false),
    token: async () => "token",
    origin: "",
    onChange: () => {},
    onState: (state) => told.push(state),
    onGap: () => told.push("asked again"),
    wait: (_milliseconds, then) => {
      tries.push(then);
      return () => {};
    },
  });
  await expect.poll(() => told).toEqual(["connecting", "connected", "asked again", "lost"]);
  tries.at(-1)?.();
  await expect.poll(() => told.slice(4)).toEqual(["connected", "asked again"]);
  live.close();
});
