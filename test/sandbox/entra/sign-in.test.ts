import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { apiScope, authorize, claimsOf, numberOf, PAGE, pkce, sentBack, signIn, token } from "./client.ts";

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox({ redirectUris: [{ uri: "https://server.example/back", platform: "web" }] });
});
afterAll(() => t.close());

const anna = { login_hint: "anna.kern@bergmann.example" };
const challenged = () => {
  const { verifier, challenge } = pkce();
  return { verifier, parameters: { code_challenge: challenge, code_challenge_method: "S256" } };
};

describe("a page signs a person in with a code and PKCE", () => {
  test("the code comes back with the state, in the way that was asked for", async () => {
    const { parameters } = challenged();
    const query = await authorize(t, { ...anna, ...parameters, state: "s1" });
    expect(query.status).toBe(302);
    expect(query.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/\?code=/);
    expect(sentBack(query).get("state")).toBe("s1");
    const fragment = await authorize(t, { ...anna, ...parameters, response_mode: "fragment" });
    expect(fragment.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/#code=/);
    const form = await authorize(t, {
      ...anna,
      ...parameters,
      response_mode: "form_post",
      state: '"><script>',
    });
    expect(await form.text()).toContain('name="state" value="&quot;&gt;&lt;script&gt;"');
  });

  test("the nonce comes back in the ID token", async () => {
    const { body } = await signIn(t, "anna.kern", { nonce: "n1" });
    expect(claimsOf(body.id_token)["nonce"]).toBe("n1");
  });

  test("a code is good once, for ten minutes, for this page, with this verifier", async () => {
    const redeem = async (
      change: Record<string, string> = {},
      origin: string | null = "http://localhost:3000",
    ) => {
      const { verifier, parameters } = challenged();
      const code = sentBack(await authorize(t, { ...anna, ...parameters })).get("code") ?? "";
      const form = {
        grant_type: "authorization_code",
        code,
        redirect_uri: PAGE,
        code_verifier: verifier,
        ...change,
      };
      return { form, answer: await token(t, form, origin === null ? {} : { origin }) };
    };
    const good = await redeem();
    expect(good.answer.status).toBe(200);
    expect(numberOf(await token(t, good.form, { origin: "http://localhost:3000" }))).toBe(54005);
    expect(numberOf((await redeem({ code_verifier: "x".repeat(43) })).answer)).toBe(501481);
    expect(numberOf((await redeem({ redirect_uri: "http://localhost:3000" })).answer)).toBe(500112);
    expect(numberOf((await redeem({}, null)).answer)).toBe(9002327);
    expect(numberOf((await redeem({ client_secret: "sandbox-secret" })).answer)).toBe(700025);
    expect(numberOf((await redeem({ code: "made-up" })).answer)).toBe(9002313);

    const { verifier, parameters } = challenged();
    const code = sentBack(await authorize(t, { ...anna, ...parameters })).get("code") ?? "";
    await t.outside("POST", "/clock", { advance: "PT10M" });
    const late = { grant_type: "authorization_code", code, redirect_uri: PAGE, code_verifier: verifier };
    expect(numberOf(await token(t, late, { origin: "http://localhost:3000" }))).toBe(70008);
  });

  test("the page stays signed in by its refresh token, for a day", async () => {
    const { body } = await signIn(t, "anna.kern");
    const form = { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "", scope: apiScope(t) };
    const again = await token(t, form, { origin: "http://localhost:3000" });
    expect(claimsOf(again.body.access_token)["scp"]).toBe("access_as_user");
    expect(again.body.refresh_token).toBeDefined();
    expect(numberOf(await token(t, form))).toBe(9002327);
    await t.outside("POST", "/clock", { advance: "P1D" });
    expect(numberOf(await token(t, form, { origin: "http://localhost:3000" }))).toBe(700084);
  });

  test("a server's redirect is redeemed by the server with its secret, and by no page", async () => {
    const redirect_uri = "https://server.example/back";
    const redeem = async (change: Record<string, string>, origin?: string) => {
      const code = sentBack(await authorize(t, { ...anna, redirect_uri })).get("code") ?? "";
      const form = { grant_type: "authorization_code", code, redirect_uri, ...change };
      return token(t, form, origin === undefined ? {} : { origin });
    };
    expect((await redeem({ client_secret: "sandbox-secret" })).status).toBe(200);
    expect(numberOf(await redeem({}))).toBe(7000218);
    expect(numberOf(await redeem({ client_secret: "sandbox-secret" }, "http://localhost:3000"))).toBe(
      9002326,
    );
  });
});

describe("what is wrong with a sign-in is told to whom it concerns", () => {
  test.each([
    ["an unknown address to go back to", { redirect_uri: "https://evil.example/" }, "AADSTS50011"],
    ["an address that only begins alike", { redirect_uri: "http://localhost:3000/x" }, "AADSTS50011"],
    ["an unknown application", { client_id: "nobody" }, "AADSTS700016"],
  ])("%s is shown and leads nowhere", async (_story, change, code) => {
    const response = await authorize(t, { ...anna, ...challenged().parameters, ...change });
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
    expect(await response.text()).toContain(code);
  });

  test.each([
    ["no PKCE", { ...anna }, "AADSTS9002325", "invalid_request"],
    [
      "plain PKCE",
      { ...anna, code_challenge: "x", code_challenge_method: "plain" },
      "AADSTS501491",
      "invalid_request",
    ],
    [
      "another response type",
      { ...anna, ...challenged().parameters, response_type: "token" },
      "AADSTS700054",
      "unsupported_response_type",
    ],
    [
      "nobody known, and no page to be shown",
      { ...challenged().parameters, prompt: "none" },
      "AADSTS50058",
      "login_required",
    ],
    [
      "a scope without consent, and no page to be shown",
      { ...anna, ...challenged().parameters, prompt: "none", scope: "Sites.FullControl.All" },
      "AADSTS65001",
      "interaction_required",
    ],
  ])("%s goes back to the page", async (_story, parameters, code, error) => {
    const back = sentBack(await authorize(t, parameters));
    expect(back.get("error")).toBe(error);
    expect(back.get("error_description")).toContain(code);
    expect(back.get("code")).toBeNull();
  });

  test("consent is asked for on a page, and once given it is not asked again", async () => {
    const scope = "openid https://graph.microsoft.com/Contacts.Read";
    const first = await authorize(t, { ...anna, ...challenged().parameters, scope });
    const page = await first.text();
    expect(page).toContain("Contacts.Read");
    const link = /class="accept" href="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const accepted = await fetch(link, { redirect: "manual" });
    expect(sentBack(accepted).get("code")).not.toBeNull();
    const second = await authorize(t, { ...anna, ...challenged().parameters, scope, prompt: "none" });
    expect(sentBack(second).get("code")).not.toBeNull();
  });
});

describe("without a hint a person picks themselves", () => {
  test("from everyone who may sign in, by English and Russian names, each a link that goes on", async () => {
    const response = await authorize(t, { ...challenged().parameters, state: "s2" });
    const page = await response.text();
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("x-frame-options")).toBeNull();
    expect(page).toContain("Anna Kern");
    const link = /<a href="([^"]+)">Павел Орлов/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const back = sentBack(await fetch(link, { redirect: "manual" }));
    expect(back.get("state")).toBe("s2");
    expect(back.get("code")).not.toBeNull();
  });
});

describe("clients find their way by the published addresses", () => {
  test("the configuration names them all", async () => {
    const response = await fetch(
      `${t.sandbox.url}/${t.sandbox.tenantId}/v2.0/.well-known/openid-configuration`,
    );
    const body = (await response.json()) as Record<string, unknown>;
    const base = `${t.sandbox.url}/${t.sandbox.tenantId}`;
    expect(body).toMatchObject({
      issuer: `${base}/v2.0`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  });

  test("an unknown tenant has none", async () => {
    const response = await fetch(`${t.sandbox.url}/nowhere.example/v2.0/.well-known/openid-configuration`);
    expect([response.status, ((await response.json()) as { error_codes: number[] }).error_codes]).toEqual([
      400,
      [90002],
    ]);
  });

  test("the password grant, for scripts, takes any password but not none, and only real people", async () => {
    const ask = (more: Record<string, string>) =>
      token(t, {
        grant_type: "password",
        username: "anna.kern@bergmann.example",
        password: "x",
        scope: "User.Read",
        ...more,
      });
    expect((await ask({})).status).toBe(200);
    expect(numberOf(await ask({ password: "" }))).toBe(900144);
    expect(numberOf(await ask({ username: "nobody@bergmann.example" }))).toBe(50034);
  });
});
