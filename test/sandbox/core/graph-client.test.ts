import { getCACertificates, setDefaultCACertificates } from "node:tls";
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  PageIterator,
} from "@microsoft/microsoft-graph-client";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

let t: TestSandbox;
let client: Client;
beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  setDefaultCACertificates([...getCACertificates("default"), cert]);
  // The library sends its token over https only, and follows no other links.
  t = await openTestSandbox({ tls: { key, cert } });
  client = Client.initWithMiddleware({
    baseUrl: `${t.sandbox.url}/`,
    customHosts: new Set(["localhost"]),
    authProvider: { getAccessToken: () => t.token(t.asApp) },
  });
});
afterAll(() => t.close());

describe("Microsoft's Graph library works with the sandbox unchanged", () => {
  test("its query builder asks and reads", async () => {
    const reply = await client
      .api("/users")
      .filter("startswith(displayName,'Anna')")
      .select(["displayName", "mail"])
      .expand("manager($select=displayName)")
      .get();
    expect(reply.value).toMatchObject([
      { displayName: "Anna Kern", manager: { displayName: "Stefan Brandt" } },
    ]);
  });

  test("its PageIterator walks through all pages", async () => {
    const names: string[] = [];
    const first = await client.api("/users").top(7).select("displayName").get();
    const iterator = new PageIterator(client, first, (user: { displayName: string }) => {
      names.push(user.displayName);
      return true;
    });
    await iterator.iterate();
    expect(new Set(names).size).toBe(25);
    expect(names).toHaveLength(25);
  });

  test("its batches go and come", async () => {
    const batch = new BatchRequestContent([
      { id: "1", request: new Request("http://x/users/anna.kern@bergmann.example") },
      { id: "2", request: new Request("http://x/users/nobody@bergmann.example") },
    ]);
    const reply = await client.api("/$batch").post(await batch.getContent());
    const responses = new BatchResponseContent(reply);
    expect([responses.getResponseById("1").status, responses.getResponseById("2").status]).toEqual([
      200, 404,
    ]);
  });

  test("its errors carry Graph's codes and request ids", async () => {
    const refusal = await client
      .api("/users/nobody@bergmann.example")
      .get()
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      statusCode: 404,
      code: "Request_ResourceNotFound",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("its retries wait as Retry-After says, and then succeed", async () => {
    await t.outside("POST", "/faults", {
      match: { url: "/organization" },
      status: 503,
      retryAfter: 0,
      times: 1,
    });
    expect((await client.api("/organization").get()).value).toHaveLength(1);
  });
});
