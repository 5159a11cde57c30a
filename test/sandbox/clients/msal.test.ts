import { createHash, X509Certificate } from "node:crypto";
import {
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication,
} from "@azure/msal-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entraOf } from "../../../server/sandbox/entra/state.ts";
import { apiScope, claimsOf, sentBack, signIn } from "../entra/client.ts";
import type { TestSandbox } from "../support/open.ts";
import { certificateFor, openSecureSandbox } from "./https.ts";

const GRAPH = ["https://graph.microsoft.com/.default"];
const PAGE = "http://localhost:4000/back";

let t: TestSandbox;
beforeAll(async () => {
  // MSAL dates its assertions by the machine's clock, so the tenant has the same time.
  t = await openSecureSandbox({ now: undefined, redirectUris: [{ uri: PAGE, platform: "public" }] });
});
afterAll(() => t.close());

/** Nothing but addresses and credentials: MSAL speaks to the sandbox as it does to Entra. */
const auth = (proof: Partial<NodeAuthOptions> = {}) => ({
  auth: {
    clientId: t.sandbox.app.clientId,
    authority: `${t.sandbox.url}/${t.sandbox.tenantId}`,
    knownAuthorities: [new URL(t.sandbox.url).host],
    ...proof,
  },
});
const bySecret = () => new ConfidentialClientApplication(auth({ clientSecret: t.sandbox.app.clientSecret }));
const byNobody = () => new PublicClientApplication(auth());

async function ask(path: string, result: AuthenticationResult | null) {
  return t.graph(null, "GET", path, { headers: { authorization: `Bearer ${result?.accessToken}` } });
}

/** A certificate of the application, as an administrator uploads it. */
async function certificate() {
  const { key, cert } = await certificateFor("One Voice");
  const thumbprintSha256 = createHash("sha256").update(new X509Certificate(cert).raw).digest("hex");
  return { cert, clientCertificate: { privateKey: key, thumbprintSha256 } };
}

const register = (cert: string) =>
  entraOf(t.sandbox.tenant).apps.get(t.sandbox.app.clientId)?.certificates.push(cert);

/** A person at the sign-in page, sent there by MSAL and back again with a code. */
async function codeFor(client: PublicClientApplication, person: string, challenge: string): Promise<string> {
  const url = await client.getAuthCodeUrl({
    scopes: ["User.Read"],
    redirectUri: PAGE,
    loginHint: `${person}@bergmann.example`,
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
  });
  return sentBack(await fetch(url, { redirect: "manual" })).get("code") ?? "";
}

/** Signs a person in; `spoil` changes the proof of possession. */
async function signInByCode(
  client: PublicClientApplication,
  person: string,
  spoil = "",
): Promise<AuthenticationResult> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const code = await codeFor(client, person, challenge);
  const codeVerifier = `${verifier}${spoil}`;
  return client.acquireTokenByCode({ code, codeVerifier, redirectUri: PAGE, scopes: ["User.Read"] });
}

describe("Microsoft's sign-in library needs nothing but the sandbox's address", () => {
  test("as the application, by secret, and asks again only when told to", async () => {
    const client = bySecret();
    const first = await client.acquireTokenByClientCredential({ scopes: GRAPH });
    expect((await ask("/users", first)).status).toBe(200);
    const cached = await client.acquireTokenByClientCredential({ scopes: GRAPH });
    expect(cached).toMatchObject({ fromCache: true, accessToken: first?.accessToken });
    const fresh = await client.acquireTokenByClientCredential({ scopes: GRAPH, skipCache: true });
    expect(fresh?.accessToken).not.toBe(first?.accessToken);
  });

  test("as the application, by certificate, once an administrator has registered it", async () => {
    const { cert, clientCertificate } = await certificate();
    const client = new ConfidentialClientApplication(auth({ clientCertificate }));
    await expect(client.acquireTokenByClientCredential({ scopes: GRAPH })).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorMessage: expect.stringContaining("AADSTS700027"),
    });
    register(cert);
    const result = await client.acquireTokenByClientCredential({ scopes: GRAPH });
    expect((await ask("/users", result)).status).toBe(200);
    expect(claimsOf(result?.accessToken)["azpacr"]).toBe("2");
  });

  test("on behalf of a person, by certificate", async () => {
    const { cert, clientCertificate } = await certificate();
    register(cert);
    const { body } = await signIn(t, "anna.kern");
    const result = await new ConfidentialClientApplication(
      auth({ clientCertificate }),
    ).acquireTokenOnBehalfOf({ oboAssertion: body.access_token ?? "", scopes: GRAPH });
    expect((await ask("/me", result)).body["displayName"]).toBe("Anna Kern");
  });

  test("a wrong secret is told as such", async () => {
    const client = new ConfidentialClientApplication(auth({ clientSecret: "wrong" }));
    await expect(client.acquireTokenByClientCredential({ scopes: GRAPH })).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorMessage: expect.stringContaining("AADSTS7000215"),
    });
  });

  test("as a person, with a code and proof of possession, and then without asking", async () => {
    const client = byNobody();
    await expect(signInByCode(client, "pavel.orlov", "x")).rejects.toMatchObject({
      errorCode: "invalid_grant",
    });
    const result = await signInByCode(client, "pavel.orlov");
    expect(result.account?.username).toBe("pavel.orlov@bergmann.example");
    expect((await ask("/me", result)).body["displayName"]).toBe("Павел Орлов");
    const silent = await client.acquireTokenSilent({
      account: result.account!,
      scopes: ["User.Read"],
      forceRefresh: true,
    });
    expect(silent.fromCache).toBe(false);
    expect((await ask("/me", silent)).body["displayName"]).toBe("Павел Орлов");
  });

  test("with a refresh token kept from an earlier run, and not with a made-up one", async () => {
    const earlier = byNobody();
    await signInByCode(earlier, "anna.kern");
    const kept: { RefreshToken: Record<string, { secret: string }> } = JSON.parse(
      earlier.getTokenCache().serialize(),
    );
    const client = byNobody();
    const result = await client.acquireTokenByRefreshToken({
      refreshToken: Object.values(kept.RefreshToken)[0]?.secret ?? "",
      scopes: [apiScope(t)],
    });
    expect(claimsOf(result?.accessToken)["scp"]).toBe("access_as_user");
    await expect(
      client.acquireTokenByRefreshToken({ refreshToken: "0.made-up", scopes: [apiScope(t)] }),
    ).rejects.toMatchObject({ errorCode: "invalid_grant" });
  });

  test("as a person, by name and password, in scripts", async () => {
    const result = await byNobody().acquireTokenByUsernamePassword({
      username: "anna.kern@bergmann.example",
      password: "any",
      scopes: ["User.Read"],
    });
    expect((await ask("/me", result)).body["displayName"]).toBe("Anna Kern");
  });
});
