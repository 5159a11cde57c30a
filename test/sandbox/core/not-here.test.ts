import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox();
});
afterAll(() => t.close());

type Refusal = { error: { code: string; message: string } };
const ask = async (method: string, path: string, body?: object) => {
  const { status, body: said } = await t.graph<Refusal>(t.asApp, method, path, { ...(body && { body }) });
  return [status, said.error.code, said.error.message];
};

test.each([
  ["GET", "/users/anna.kern@bergmann.example/mailFolders/inbox/childFolders/AAMk"],
  ["GET", "/users/anna.kern@bergmann.example/mailFolders/inbox/messages/AAMk/move"],
  ["GET", "/users/anna.kern@bergmann.example/contacts"],
  ["POST", "/sites/root/lists"],
  ["GET", "/servicePrincipals?$top=5"],
])("%s %s is a part of Graph that is not here, and says so by its name", async (method, path) => {
  const [status, code, message] = await ask(method, path, method === "POST" ? {} : undefined);
  expect([status, code]).toEqual([501, "NotImplemented"]);
  expect(message).toBe(`The sandbox does not do ${method} ${path.replace(/\?.*/, "")}.`);
});

test("in the signed-in person's own name too", async () => {
  const { status } = await t.graph(t.asUser("anna.kern"), "GET", "/me/contacts");
  expect(status).toBe(501);
});

test("what Graph has not either is answered as Graph does", async () => {
  expect((await ask("GET", "/users/anna.kern@bergmann.example/letters"))[0]).toBe(404);
  expect((await ask("GET", "/nonsense"))[0]).toBe(404);
});
