import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { hashOf, newSecret } from "../../../server/voice/proof.ts";
import { openWorld, type World } from "../../support/world.ts";

const SUBSCRIPTION = "5ab00000-0000-4000-8000-000000000001";
const secret = newSecret();

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await sql`insert into watch (tenant_id, person_id, subject, subscription_id, secret_hash, expires_at)
            values (${world.sandbox.tenantId}, ${world.id("anna.kern")}, 'mail', ${SUBSCRIPTION}, ${hashOf(secret)},
                    ${world.now().add({ hours: 100 }).toString()})`.execute(world.db);
});
afterAll(() => world.close());
// Mails with these ids are in no mailbox: whatever the worker does with them meanwhile, it writes nothing.
beforeEach(() => sql`delete from intake`.execute(world.db));

/** An item as Graph sends it, with parts of it otherwise. A part that is undefined is left out. */
function item(otherwise: Record<string, unknown> = {}): Record<string, unknown> {
  const id = `AAkA${randomUUID().replaceAll("-", "")}`;
  return {
    subscriptionId: SUBSCRIPTION,
    subscriptionExpirationDateTime: "2026-03-08T09:00:00Z",
    changeType: "created",
    resource: `Users/x/Messages/${id}`,
    resourceData: { "@odata.type": "#Microsoft.Graph.Message", "@odata.id": `Users/x/Messages/${id}`, id },
    clientState: secret,
    tenantId: world.sandbox.tenantId,
    ...otherwise,
  };
}

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = "/api/notifications",
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${world.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const send = (...items: unknown[]) => post(JSON.stringify({ value: items }));

async function stored(): Promise<number> {
  return (await rows(world.db, sql`select 1 from intake`)).length;
}

describe("what is not provably Graph's gets the same answer, and is dropped", () => {
  test.each([
    ["1 no clientState", { clientState: undefined }],
    ["2 a wrong clientState", { clientState: newSecret() }],
    ["3 an array as clientState", { clientState: [secret] }],
    ["3 an object as clientState", { clientState: { toString: secret } }],
    ["5 an unknown subscription", { subscriptionId: randomUUID() }],
    ["6 the subscription of another tenant", { tenantId: randomUUID() }],
    ["6 no tenant", { tenantId: undefined }],
    ["2 an empty clientState", { clientState: "" }],
    ["17 a prototype in place of data", { resourceData: JSON.parse('{"__proto__":{"id":"AAkA"}}') }],
    ["18 a constructor in place of data", { resourceData: { constructor: { prototype: { id: "AAkA" } } } }],
    ["19 a NUL in the id", { resourceData: { id: "AAkA\u0000x" } }],
    ["20 a lone surrogate in the id", { resourceData: { id: "AAkA\ud800" } }],
    ["21 an id of 64 KB", { resourceData: { id: "A".repeat(65_536) } }],
    ["23 an address as id", { resourceData: { id: "http://169.254.169.254/latest" } }],
    ["22 a path as id", { resourceData: { id: "../../../users/x" } }],
    ["24 an unknown kind of change", { changeType: "exploded" }],
  ])("%s", async (_story, otherwise) => {
    expect((await send(item(otherwise))).status).toBe(202);
    expect(await stored()).toBe(0);
  });
});

test("a true notification is stored once, however often it comes", async () => {
  const one = item();
  expect((await send(one)).status).toBe(202);
  expect((await send(one, one)).status).toBe(202);
  expect(await stored()).toBe(1);
});

test("4 one bad item among a hundred leaves the others", async () => {
  const items = Array.from({ length: 100 }, (_, at) => item(at === 50 ? { clientState: "no" } : {}));
  expect((await send(...items)).status).toBe(202);
  expect(await stored()).toBe(99);
});

test("22 and 23 where an item says that it lies is never looked at", async () => {
  const id = "AAkAgood";
  const resourceData = { id, "@odata.id": "https://evil.example/x" };
  expect((await send(item({ resource: "../../secrets", resourceData }))).status).toBe(202);
  expect(await rows(world.db, sql`select resource_id as id from intake`)).toEqual([{ id }]);
});

test("25 yesterday's body again does nothing new", async () => {
  const body = JSON.stringify({ value: [item()] });
  await post(body);
  await world.advance("P1D");
  expect((await post(body)).status).toBe(202);
  expect(await stored()).toBe(1);
});

describe("a body that is no list of notifications is refused", () => {
  const nested = () => `${'{"value":'.repeat(10_000)}[]${"}".repeat(10_000)}`;
  test.each([
    ["7 without value", () => post("{}"), 400],
    ["8 an object as value", () => post('{"value":{}}'), 400],
    ["10 a hundred thousand items", () => post(`{"value":[${Array(100_000).fill("{}").join()}]}`), 400],
    ["11 of 20 MB", () => post(`{"value":["${"x".repeat(20_000_000)}"]}`), 413],
    ["12 nested ten thousand times", () => post(nested()), 400],
    ["13 compressed", () => post(gzipSync('{"value":[]}'), { "Content-Encoding": "gzip" }), 400],
    ["14 as plain text", () => post('{"value":[]}', { "Content-Type": "text/plain" }), 400],
    ["15 as a form", () => post("x", { "Content-Type": "multipart/form-data; boundary=x" }), 400],
    ["of broken JSON", () => post('{"value":['), 400],
    ["that is not UTF-8", () => post(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400],
    ["33 sent as GET", () => fetch(`${world.url}/api/notifications`), 405],
    ["33 sent as PUT", () => fetch(`${world.url}/api/notifications`, { method: "PUT", body: "{}" }), 405],
  ])("%s", async (_story, act, status) => {
    expect((await act()).status).toBe(status);
    expect(await stored()).toBe(0);
  });
});

test("9 an empty list is fine", async () => {
  expect((await send()).status).toBe(202);
});

test("16 the last of two equal keys counts", async () => {
  const text = JSON.stringify({ value: [item()] }).replace('{"value"', '{"value":{},"value"');
  expect((await post(text)).status).toBe(202);
  expect(await stored()).toBe(1);
});

describe("the handshake", () => {
  const shake = (query: string) => post("", { "Content-Type": "text/plain" }, `/api/notifications?${query}`);

  test("gives the token back decoded, as plain text that no browser guesses about", async () => {
    const { status, text, headers } = await shake(
      `validationToken=${encodeURIComponent("Validation: a+b & ü")}`,
    );
    expect([status, text]).toEqual([200, "Validation: a+b & ü"]);
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("29 a script stays text", async () => {
    const { text, headers } = await shake(
      `validationToken=${encodeURIComponent("<script>alert(1)</script>")}`,
    );
    expect(text).toBe("<script>alert(1)</script>");
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
  });

  test("30 a token of 5 KB, and of 1 MB, is refused", async () => {
    expect((await shake(`validationToken=${"x".repeat(5_000)}`)).status).toBe(400);
    expect((await shake(`validationToken=${"x".repeat(1_000_000)}`)).status).toBe(431);
  });

  test("31 two tokens are refused", async () => {
    expect((await shake("validationToken=a&validationToken=b")).status).toBe(400);
  });

  test("the address for the life of subscriptions shakes hands too", async () => {
    const { text } = await post("", {}, "/api/notifications/lifecycle?validationToken=x");
    expect(text).toBe("x");
  });
});

test("32 an unknown event in a subscription's life is dropped", async () => {
  const event = { ...item(), lifecycleEvent: "exploded" };
  const { status } = await post(JSON.stringify({ value: [event] }), {}, "/api/notifications/lifecycle");
  expect(status).toBe(202);
  expect(await stored()).toBe(0);
});

describe("on the wire", () => {
  /** What the server answers to raw bytes, until it closes or answered. */
  function raw(text: string): Promise<string> {
    const { port } = new URL(world.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), "localhost", () => socket.write(text));
      let answer = "";
      socket.setEncoding("utf8");
      socket.on("data", (part) => {
        answer += part;
        socket.end();
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  }
  const head = "POST /api/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  test("26 a body that comes letter by letter is given up after five seconds", async () => {
    expect(await raw(`${head}Content-Length: 1000\r\n\r\n{"val`)).toMatch(/^HTTP\/1.1 400 /);
  });

  test("27 a Content-Length longer than what is there leaves nothing behind", async () => {
    const { port } = new URL(world.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "localhost", () => {
        socket.write(`${head}Content-Length: 1000\r\n\r\n{"value":[]}`, () => socket.destroy());
      });
      socket.on("close", () => resolve());
    });
    expect(await stored()).toBe(0);
  });

  test("28 a length and chunks at once are refused", async () => {
    const text = `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await raw(text)).toMatch(/^HTTP\/1.1 400 /);
  });
});
