import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { apiScope, claimsOf, signIn, token } from "./client.ts";

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox();
});
afterAll(() => t.close());

const asItself = () =>
  token(t, {
    grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default",
    client_secret: "sandbox-secret",
  });

describe("Graph lets in whoever has a good token", () => {
  const withToken = (value: string) =>
    t.graph<{ error: { code: string } }>(null, "GET", "/users", { headers: { authorization: value } });

  test.each([
    ["nothing", ""],
    ["another scheme", "Basic abc"],
    ["nonsense", "Bearer nonsense"],
    ["a token of nobody's", "Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0."],
  ])("and answers %s with 401 and how to get one", async (_story, value) => {
    const { status, body, headers } = await withToken(value);
    expect([status, body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
    expect(headers["www-authenticate"]).toMatch(/^Bearer .*error="invalid_token"/);
  });

  test("a token for the product's API is not one for Graph", async () => {
    const { body } = await signIn(t, "anna.kern");
    expect((await withToken(`Bearer ${body.access_token}`)).status).toBe(401);
    expect((await withToken(`Bearer ${body.id_token}`)).status).toBe(401);
  });

  test("a token lapses on the tenant's clock", async () => {
    const { body } = await asItself();
    expect((await withToken(`Bearer ${body.access_token}`)).status).toBe(200);
    await t.outside("POST", "/clock", { advance: "PT2H" });
    expect((await withToken(`Bearer ${body.access_token}`)).status).toBe(401);
  });

  test("after a key rotation old tokens hold, until the old key is forgotten", async () => {
    const { body } = await asItself();
    await t.outside("POST", "/keys/rotate", {});
    expect((await withToken(`Bearer ${body.access_token}`)).status).toBe(200);
    await t.outside("POST", "/keys/rotate", { forgetOld: true });
    expect((await withToken(`Bearer ${body.access_token}`)).status).toBe(401);
    const fresh = await asItself();
    expect((await withToken(`Bearer ${fresh.body.access_token}`)).status).toBe(200);
  });

  test("an audience of one's own is asked for by either spelling of the API's address", async () => {
    const { clientId } = t.sandbox.app;
    for (const scope of [
      apiScope(t),
      `api://localhost:3000/${clientId}/access_as_user`,
      `${clientId}/.default`,
    ]) {
      const { body } = await signIn(t, "anna.kern", { scope: `openid ${scope}` });
      expect(claimsOf(body.access_token).aud).toBe(clientId);
    }
  });
});
