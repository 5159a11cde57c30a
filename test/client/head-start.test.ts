import { expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { headStart } from "../../src/client/head-start.ts";
import { readSession } from "../../src/contract/session.ts";

const session = {
  me: { id: "1", name: "Anna Weber", mail: "anna@bergmann.example", title: null },
  tenantId: "2",
  zone: null,
  language: "en",
};

/** A server that notes what it is asked and by whom, and a host that gives a new token each time. */
function openServer(answer: () => Response | Promise<Response> = () => Response.json(session)) {
  const asked: string[] = [];
  const server = {
    origin: "https://deals.contoso.example",
    token: async () => `token ${++given}`,
    async fetch(resource: RequestInfo | URL, init?: RequestInit) {
      const { authorization } = Object.fromEntries(new Headers(init?.headers));
      asked.push(`${init?.method ?? "GET"} ${new URL(String(resource)).pathname} ${authorization}`);
      return answer();
    },
  };
  let given = 0;
  return { server, asked };
}

test("what a page asks first is on its way before the page is there, and is asked once", async () => {
  const { server, asked } = openServer();
  const early = headStart(server, ["/api/session"]);
  await expect.poll(() => asked).toEqual(["GET /api/session Bearer token 1"]);
  const client = createClient(early);
  expect((await client.call(readSession, {})).me.name).toBe("Anna Weber");
  expect(asked).toHaveLength(1);
});

test("what is asked later is asked anew, with a token of its own", async () => {
  const { server, asked } = openServer();
  const client = createClient(headStart(server, ["/api/session"]));
  await client.call(readSession, {});
  await client.call(readSession, {});
  expect(asked).toEqual(["GET /api/session Bearer token 1", "GET /api/session Bearer token 2"]);
});

test("what has come by the time the page is drawn stands on it at once, and is given once", async () => {
  const { server, asked } = openServer();
  const client = createClient(headStart(server, ["/api/session"]));
  expect(client.early?.(readSession, {})).toBeUndefined();
  await expect.poll(() => client.early?.(readSession, {})?.me.name).toBe("Anna Weber");
  expect(client.early?.(readSession, {})).toBeUndefined();
  expect(asked).toHaveLength(1);
  await client.call(readSession, {});
  expect(asked).toHaveLength(2);
});

test("a change is never answered with what was only read", async () => {
  const { server, asked } = openServer();
  const early = headStart(server, ["/api/session"]);
  await early.fetch(`${server.origin}/api/session`, { method: "POST" });
  expect(asked.filter((line) => line.startsWith("POST"))).toHaveLength(1);
});

test("a refusal reaches the page as if it had asked itself, and it asks once more", async () => {
  const problem = { code: "auth.expired", sentence: "Expired.", requestId: "1" };
  const answers = [Response.json({ problem }, { status: 401 }), Response.json(session)];
  const { server, asked } = openServer(() => answers.shift() ?? Response.error());
  const client = createClient(headStart(server, ["/api/session"]));
  expect((await client.call(readSession, {})).me.name).toBe("Anna Weber");
  expect(asked).toHaveLength(2);
});

test("nobody signed in is told to whoever asks, not to the browser's console", async () => {
  const { server } = openServer();
  const client = createClient(
    headStart({ ...server, token: () => Promise.reject(new Error("CancelledByUser")) }, ["/api/session"]),
  );
  await expect(client.call(readSession, {})).rejects.toThrow("signed in");
});
