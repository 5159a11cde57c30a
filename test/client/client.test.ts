import { expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { readSetup } from "../../src/contract/session.ts";

/** A client whose server answers 200 with a body that ends like this. */
const answering = (body: BodyInit) =>
  createClient({ fetch: async () => new Response(body), token: null, origin: "https://deals.contoso.com" });

/** A body that begins well and breaks off with this error. */
const broken = (cause: Error) =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"deals":['));
      controller.error(cause);
    },
  });

test("a reply that breaks off half through is a way that was lost: it may be asked for again", async () => {
  const call = answering(broken(new TypeError("network error"))).call(readSetup, {});
  await expect(call).rejects.toMatchObject({ name: "Offline" });
});

test("a reply that nobody waits for any more is nobody's mistake", async () => {
  const call = answering(broken(new DOMException("called off", "AbortError"))).call(readSetup, {});
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
});

test.each(["<html>", '{"another":"shape"}', ""])(
  "a reply %j that is not what was agreed is our mistake",
  async (body) => {
    await expect(answering(body).call(readSetup, {})).rejects.toMatchObject({ code: "internal" });
  },
);
