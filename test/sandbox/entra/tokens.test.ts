import { createHash, X509Certificate } from "node:crypto";
import { createRemoteJWKSet, importPKCS8, jwtVerify, SignJWT } from "jose";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entraOf } from "../../../server/sandbox/entra/state.ts";
import { company } from "../../../server/sandbox/seed/company.ts";
import { oneVoiceApp } from "../../../server/sandbox/seed/one-voice-app.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { claimsOf, numberOf, signIn, token } from "./client.ts";

const GRAPH = "https://graph.microsoft.com/.default";
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox();
});
afterAll(() => t.close());

const secret = { client_secret: "sandbox-secret" };
const asItself = (more: Record<string, string> = {}) =>
  token(t, { grant_type: "client_credentials", scope: GRAPH, ...secret, ...more });

describe("tokens are signed and shaped as Entra's of version 2.0", () => {
  test("an application's token names its roles", async () => {
    const { body } = await asItself();
    const keys = createRemoteJWKSet(new URL(`${t.sandbox.url}/${t.sandbox.tenantId}/discovery/v2.0/keys`));
    const { payload, protectedHeader } = await jwtVerify(body.access_token ?? "", keys, {
      issuer: `${t.sandbox.url}/${t.sandbox.tenantId}/v2.0`,
      currentDate: new Date("2026-03-02T09:01:00Z"),
    });
    expect(protectedHeader.alg).toBe("RS256");
    expect(payload).toMatchObject({
      aud: "00000003-0000-0000-c000-000000000000",
      tid: t.sandbox.tenantId,
      azp: t.sandbox.app.clientId,
      azpacr: "1",
      idtyp: "app",
      ver: "2.0",
      roles: expect.arrayContaining(["Mail.ReadWrite"]),
    });
    expect(payload["oid"]).toBe(payload.sub);
    expect(payload).not.toHaveProperty("scp");
  });

  test("it lives 60 to 90 minutes of the tenant's time", async () => {
    const { body } = await asItself();
    const { iat = 0, nbf, exp = 0 } = claimsOf(body.access_token);
    expect(nbf).toBe(iat);
    expect(exp - iat).toBeGreaterThanOrEqual(3600);
    expect(exp - iat).toBeLessThanOrEqual(5400);
    expect(body.expires_in).toBe(exp - iat);
  });

  test("a person's token for the product's API names the person, the scope and the client", async () => {
    const { body } = await signIn(t, "anna.kern");
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: t.sandbox.app.clientId,
      azp: t.sandbox.app.clientId,
      scp: "access_as_user",
      preferred_username: "anna.kern@bergmann.example",
      name: "Anna Kern",
      oid: "0f1ce000-0000-4000-8000-000000000004",
      ver: "2.0",
    });
    expect(claimsOf(body.access_token)).not.toHaveProperty("idtyp");
    expect(claimsOf(body.id_token)).not.toHaveProperty("scp");
  });
});

describe("an application signs in as itself", () => {
  test.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, 7000215],
    ["an unknown id", { client_id: "0ace0000-0000-4000-8000-0000000000ff" }, 400, 700016],
    ["a scope that is not .default", { scope: "https://graph.microsoft.com/Mail.Read" }, 400, 1002012],
    ["an unknown resource", { scope: "https://example.org/.default" }, 400, 500011],
    ["an unknown grant", { grant_type: "magic" }, 400, 70003],
    ["an assertion that is none", { client_assertion: "x", client_assertion_type: "" }, 400, 900144],
  ])("with %s it is refused", async (_story, change, status, number) => {
    const answer = await asItself(change as Record<string, string>);
    expect([answer.status, numberOf(answer)]).toEqual([status, number]);
    expect(answer.body.error_description).toContain(`AADSTS${number}: `);
  });

  test("without any proof it is refused", async () => {
    const answer = await token(t, { grant_type: "client_credentials", scope: GRAPH });
    expect([answer.status, numberOf(answer)]).toEqual([401, 7000218]);
  });

  test.each([
    ["common", 50194],
    ["organizations", 50194],
    ["someone-else.example", 90002],
  ])("at the address of %s it is refused", async (tenant, number) => {
    const form = { grant_type: "client_credentials", scope: GRAPH, ...secret };
    expect(numberOf(await token(t, form, {}, tenant))).toBe(number);
  });

  test("the tenant's domain serves as well as its id", async () => {
    const form = { grant_type: "client_credentials", scope: GRAPH, ...secret };
    expect((await token(t, form, {}, "bergmann.example")).status).toBe(200);
  });
});

describe("an application proves itself by a certificate", () => {
  const tokenUrl = () => `${t.sandbox.url}/${t.sandbox.tenantId}/oauth2/v2.0/token`;
  let pem: { private: string; cert: string };
  beforeAll(async () => {
    pem = await generate([{ name: "commonName", value: "one-voice" }], {
      keySize: 2048,
      algorithm: "sha256",
    });
    entraOf(t.sandbox.tenant).apps.get(t.sandbox.app.clientId)?.certificates.push(pem.cert);
  });

  async function assertion(
    change: Record<string, unknown> = {},
    alg = "PS256",
  ): Promise<Record<string, string>> {
    const now = Math.floor(t.sandbox.clock.now().epochMilliseconds / 1000);
    const { clientId } = t.sandbox.app;
    const raw = new X509Certificate(pem.cert).raw;
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: tokenUrl(),
      jti: "1",
      iat: now,
      nbf: now,
      exp: now + 600,
      ...change,
    };
    const jwt = await new SignJWT(claims)
      .setProtectedHeader({ alg, "x5t#S256": createHash("sha256").update(raw).digest("base64url") })
      .sign(await importPKCS8(pem.private, alg));
    return {
      grant_type: "client_credentials",
      scope: GRAPH,
      client_assertion: jwt,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    };
  }

  test.each(["PS256", "RS256"])("signed with %s it is believed, and the token says so", async (alg) => {
    const { status, body } = await token(t, await assertion({}, alg));
    expect(status, body.error_description).toBe(200);
    expect(claimsOf(body.access_token)["azpacr"]).toBe("2");
  });

  test.each([
    ["for someone else", { aud: "https://example.org" }, 700027],
    ["by someone else", { iss: "x", sub: "x" }, 700027],
    ["too late", { exp: 1_000_000_000, nbf: 999_999_000, iat: 999_999_000 }, 700024],
    ["for a whole week", { exp: 1_773_000_000 }, 700024],
  ])("made %s it is not", async (_story, change, number) => {
    expect(numberOf(await token(t, await assertion(change)))).toBe(number);
  });

  test("nor by a certificate nobody registered", async () => {
    const mine = pem;
    pem = await generate([{ name: "commonName", value: "other" }], { keySize: 2048, algorithm: "sha256" });
    const form = await assertion();
    pem = mine;
    expect(numberOf(await token(t, form))).toBe(700027);
  });
});

describe("the server acts on behalf of a person", () => {
  const onBehalf = (assertion: string, more: Record<string, string> = {}) =>
    token(t, {
      grant_type: JWT_BEARER,
      requested_token_use: "on_behalf_of",
      scope: GRAPH,
      assertion,
      ...secret,
      ...more,
    });
  const personToken = async () => (await signIn(t, "anna.kern")).body.access_token ?? "";

  test("with the person's token for its API it gets one for Graph in the person's name", async () => {
    const { status, body } = await onBehalf(await personToken());
    expect(status).toBe(200);
    const claims = claimsOf(body.access_token);
    expect(claims["preferred_username"]).toBe("anna.kern@bergmann.example");
    expect(String(claims["scp"]).split(" ")).toContain("Mail.ReadWrite");
    const me = await t.graph<{ displayName: string }>(null, "GET", "/me", {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(me.body.displayName).toBe("Anna Kern");
  });

  test("an ID token will not do", async () => {
    const { body } = await signIn(t, "anna.kern");
    expect(numberOf(await onBehalf(body.id_token ?? ""))).toBe(240002);
  });

  test("a token for Graph itself will not do", async () => {
    expect(numberOf(await onBehalf(await t.token(t.asUser("anna.kern"))))).toBe(500131);
  });

  test("an application's token will not do", async () => {
    const { body } = await asItself({ scope: `${t.sandbox.app.appIdUri}/.default` });
    expect(numberOf(await onBehalf(body.access_token ?? ""))).toBe(7000114);
  });

  test("a forged one will not do", async () => {
    const [head, payload] = (await personToken()).split(".");
    expect(numberOf(await onBehalf(`${head}.${payload}.AAAA`))).toBe(50013);
    expect(numberOf(await onBehalf("nonsense"))).toBe(50013);
  });

  test("a scope nobody consented to is told as a consent to ask for", async () => {
    const answer = await onBehalf(await personToken(), {
      scope: "https://graph.microsoft.com/Sites.FullControl.All",
    });
    expect([answer.status, numberOf(answer), answer.body.error, answer.body.suberror]).toEqual([
      400,
      65001,
      "invalid_grant",
      "consent_required",
    ]);
  });

  test("an administrator may consent to everything there is", async () => {
    const granted = await t.outside("POST", "/consent", {
      action: "grant",
      application: ["*"],
      delegated: ["*"],
    });
    for (const name of ["Teamwork.Migrate.All", "Mail.ReadBasic.All"])
      expect(granted.body["application"]).toContain(name);
    expect(granted.body["delegated"]).toContain("ChannelMessage.Send");
    const { body } = await t.outside("POST", "/consent", { action: "revoke" });
    expect(body).toEqual({ application: [], delegated: [] });
    await t.sandbox.reset();
  });

  test("consent can be taken back and given again", async () => {
    const assertion = await personToken();
    await t.outside("POST", "/consent", { action: "revoke", delegated: ["Mail.Send"] });
    const scope = "https://graph.microsoft.com/Mail.Send";
    expect(numberOf(await onBehalf(assertion, { scope }))).toBe(65001);
    await t.outside("POST", "/consent", { action: "grant", delegated: ["Mail.Send"] });
    expect((await onBehalf(assertion, { scope })).status).toBe(200);
  });

  test("a second factor is asked for with claims, and a sign-in with these claims passes", async () => {
    const assertion = await personToken();
    await t.outside("PUT", "/conditionalAccess", { users: ["anna.kern@bergmann.example"] });
    const refused = await onBehalf(assertion);
    expect([numberOf(refused), refused.body.error]).toEqual([50076, "interaction_required"]);
    expect(JSON.parse(refused.body.claims ?? "")).toHaveProperty("access_token");
    const strong = await signIn(t, "anna.kern", { claims: refused.body.claims ?? "" });
    expect((await onBehalf(strong.body.access_token ?? "")).status).toBe(200);
    await t.outside("PUT", "/conditionalAccess", { users: [] });
    expect((await onBehalf(assertion)).status).toBe(200);
  });

  test("a token older than its life will not do", async () => {
    const assertion = await personToken();
    await t.outside("POST", "/clock", { advance: "PT2H" });
    expect(numberOf(await onBehalf(assertion))).toBe(500133);
  });
});

describe("the product's API is called by other applications", () => {
  const TEAMS = "1fec8e78-bce4-4aaf-ab1b-5451cc387264";
  const STRANGER = "0ace0000-0000-4000-8000-0000000000bb";
  const client = (clientId: string) => ({ clientId, displayName: clientId, secrets: ["secret"] });

  test("without consent by those it trusts (Teams, Microsoft 365), by no other", async () => {
    const seed = { ...company, apps: [oneVoiceApp, client(TEAMS), client(STRANGER)] };
    const other = await openTestSandbox({ seed });
    const ask = (client_id: string) =>
      token(other, {
        client_id,
        client_secret: "secret",
        grant_type: "password",
        username: "anna.kern@bergmann.example",
        password: "any",
        scope: `api://${other.sandbox.app.clientId}/access_as_user`,
      });
    const trusted = await ask(TEAMS);
    expect(claimsOf(trusted.body.access_token)).toMatchObject({ azp: TEAMS, scp: "access_as_user" });
    const stranger = await ask(STRANGER);
    expect([stranger.status, numberOf(stranger)]).toEqual([400, 65_001]);
    await other.close();
  });
});
