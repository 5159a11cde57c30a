import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Refusal = { error: { code: string; message: string; innerError: Record<string, string> } };

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t.close());

describe("Graph words its refusals as the real one", () => {
  test("with code, message, and an innerError whose date has no zone", async () => {
    const { status, body, headers } = await t.graph<Refusal>(
      t.asApp,
      "GET",
      "/users/nobody@bergmann.example",
      {
        headers: { "client-request-id": "my-own-id-1" },
      },
    );
    expect(status).toBe(404);
    expect(body.error.code).toBe("Request_ResourceNotFound");
    expect(body.error.innerError["date"]).toMatch(/^2026-03-02T09:00:\d\d$/);
    expect(body.error.innerError["request-id"]).toBe(headers["request-id"]);
    expect(body.error.innerError["client-request-id"]).toBe("my-own-id-1");
    expect(headers["client-request-id"]).toBe("my-own-id-1");
  });

  test.each([
    ["GET", "/users/delta/nothing", 404, "ResourceNotFound"],
    ["GET", "/frobnicate", 404, "ResourceNotFound"],
    ["GET", "/", 404, "ResourceNotFound"],
    ["PUT", "/users", 405, "MethodNotAllowed"],
    ["POST", "/$batch/x", 404, "ResourceNotFound"],
    ["GET", "/users/%E0%A4%A", 400, "BadRequest"],
    ["GET", "/me", 400, "BadRequest"],
  ])("%s %s as an application is answered %i %s", async (method, path, status, code) => {
    const answer = await t.graph<Refusal>(t.asApp, method, path);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test.each([
    ["not JSON at all", "{", "application/json", 400, "BadRequest"],
    ["JSON without saying so", '{"a":1}', "", 400, "BadRequest"],
    ["text where JSON is due", "hello", "text/plain", 415, "UnsupportedMediaType"],
    ["a form", "a=1", "application/x-www-form-urlencoded", 415, "UnsupportedMediaType"],
    ["nothing", undefined, "application/json", 400, "BadRequest"],
    ["an unknown property", '{"colour":"red"}', "application/json", 400, "RequestBodyRead"],
    ["a wrong type", '{"timeZone":5}', "application/json", 400, "RequestBodyRead"],
    [
      "a wrong enum value",
      '{"automaticRepliesSetting":{"status":"maybe"}}',
      "application/json",
      400,
      "RequestBodyRead",
    ],
    ["a list", "[]", "application/json", 400, "RequestBodyRead"],
    ["__proto__", '{"__proto__":{"timeZone":"UTC"}}', "application/json", 400, "RequestBodyRead"],
    [
      "an enum value in other letters",
      '{"automaticRepliesSetting":{"status":"AlwaysEnabled"}}',
      "application/json",
      200,
      "",
    ],
    [
      "annotations",
      '{"@odata.type":"#microsoft.graph.mailboxSettings","timeZone":"UTC"}',
      "application/json",
      200,
      "",
    ],
  ])("a body that is %s", async (_story, body, type, status, code) => {
    const path = "/users/anna.kern@bergmann.example/mailboxSettings";
    // Bytes, so that fetch adds no content type of its own.
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
    const headers: Record<string, string> = type === "" ? {} : { "content-type": type };
    const answer = await t.graph<Partial<Refusal>>(t.asApp, "PATCH", path, { body: bytes, headers });
    expect([answer.status, answer.body.error?.code ?? ""]).toEqual([status, code]);
  });

  test("a body over 4 MB is refused without being read to its end", async () => {
    const token = await t.token(t.asApp);
    const { status, code } = await new Promise<{ status: number; code: string }>((resolve, reject) => {
      const sent = request(
        `${t.sandbox.url}/v1.0/users/anna.kern@bergmann.example/messages`,
        { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } },
        (response) => {
          let text = "";
          response.on("data", (chunk: Buffer) => {
            text += chunk.toString();
          });
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, code: (JSON.parse(text) as Refusal).error.code }),
          );
        },
      );
      sent.on("error", reject);
      sent.write(" ".repeat(4 * 1024 * 1024 + 1));
    });
    expect([status, code]).toEqual([413, "RequestEntityTooLarge"]);
  });

  test("what Microsoft describes and the sandbox lacks is answered 501 by name, never with an empty success", async () => {
    const { operations } = await import("../../../server/sandbox/services.ts");
    const { permissionTable } = await import("../../../server/sandbox/core/permission-table.ts");
    const done = new Set(operations.map(({ method, path }) => `${method} ${path}`));
    const lacking = [...permissionTable.keys()].filter(
      (key) =>
        !done.has(key) && !done.has(key.replace(" /me", " /users/{user-id}")) && key !== "POST /$batch",
    );
    for (const key of lacking) {
      const [method = "", path = ""] = key.split(" ");
      const answer = await t.graph<Refusal>(
        t.asUser("anna.kern"),
        method,
        path.replaceAll(/\{[^}]+\}/g, "x"),
      );
      expect([answer.status, answer.body.error.message], key).toEqual([
        501,
        `The sandbox does not do ${key}.`,
      ]);
    }
  });
});

describe("pages of other origins may ask", () => {
  test("the preflight allows what was asked for", async () => {
    const response = await fetch(`${t.sandbox.url}/v1.0/me`, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-headers": "authorization, prefer" },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-headers")).toContain("prefer");
  });
});

describe("paths may be written as OData allows", () => {
  test.each([
    "/users('anna.kern@bergmann.example')/mailFolders('inbox')",
    "/users/anna.kern@bergmann.example/MailFolders/inbox",
    "/users/ANNA.KERN@bergmann.example/mailFolders/inbox",
  ])("%s", async (path) => {
    const { status, body } = await t.graph<{ displayName: string }>(t.asApp, "GET", path);
    expect([status, body.displayName]).toEqual([200, "Inbox"]);
  });

  test("/me is the signed-in person", async () => {
    const { body } = await t.graph<{ displayName: string }>(t.asUser("pavel.orlov"), "GET", "/me");
    expect(body.displayName).toBe("Павел Орлов");
  });
});
