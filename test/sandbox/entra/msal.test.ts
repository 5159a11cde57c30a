import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  PublicClientApplication,
} from "@azure/msal-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { apiScope, authorize, claimsOf, pkce, sentBack, signIn } from "./client.ts";

/** MSAL takes https authorities only: this is the name it knows the sandbox by. */
const KNOWN_AS = "https://login.sandbox.example";

let t: TestSandbox;
beforeAll(async () => {
  t = await openTestSandbox({ redirectUris: [{ uri: "https://server.example/back", platform: "web" }] });
});
afterAll(() => t.close());

/** Carries MSAL's requests to the sandbox's real address, and the addresses in its replies back. */
function bridge(): INetworkModule {
  async function send<T>(method: string, url: string, options: NetworkRequestOptions = {}) {
    const response = await fetch(url.replace(KNOWN_AS, t.sandbox.url), {
      method,
      headers: options.headers ?? {},
      ...(options.body !== undefined && { body: options.body }),
    });
    const text = (await response.text()).replaceAll(t.sandbox.url, KNOWN_AS);
    return {
      headers: Object.fromEntries(response.headers),
      status: response.status,
      body: JSON.parse(text) as T,
    };
  }
  return {
    sendGetRequestAsync: (url, options) => send("GET", url, options),
    sendPostRequestAsync: (url, options) => send("POST", url, options),
  };
}

const configuration = () => ({
  auth: {
    clientId: t.sandbox.app.clientId,
    authority: `${KNOWN_AS}/${t.sandbox.tenantId}`,
    knownAuthorities: [new URL(KNOWN_AS).host],
    clientSecret: t.sandbox.app.clientSecret,
  },
  system: { networkClient: bridge() },
});

const GRAPH = ["https://graph.microsoft.com/.default"];

/** Tokens name the sandbox's own address; MSAL only looks at their times and persons. */
const me = async (token: string | undefined) =>
  (
    await t.graph<{ displayName: string }>(null, "GET", "/me", {
      headers: { authorization: `Bearer ${token}` },
    })
  ).body;

describe("Microsoft's own library signs in", () => {
  test("as the application", async () => {
    const client = new ConfidentialClientApplication(configuration());
    const result = await client.acquireTokenByClientCredential({ scopes: GRAPH });
    const headers = { authorization: `Bearer ${result?.accessToken}` };
    expect((await t.graph(null, "GET", "/users", { headers })).status).toBe(200);
  });

  test("on behalf of a person", async () => {
    const { body } = await signIn(t, "anna.kern");
    const client = new ConfidentialClientApplication(configuration());
    const result = await client.acquireTokenOnBehalfOf({
      oboAssertion: body.access_token ?? "",
      scopes: GRAPH,
    });
    expect((await me(result?.accessToken)).displayName).toBe("Anna Kern");
  });

  test("and tells a missing consent and a second factor as such, with the claims to ask for", async () => {
    const { body } = await signIn(t, "anna.kern");
    const onBehalf = (scopes: string[]) =>
      new ConfidentialClientApplication(configuration()).acquireTokenOnBehalfOf({
        oboAssertion: body.access_token ?? "",
        scopes,
      });
    await expect(onBehalf(["https://graph.microsoft.com/Sites.FullControl.All"])).rejects.toMatchObject({
      errorCode: "invalid_grant",
      subError: "consent_required",
    });
    await t.outside("PUT", "/conditionalAccess", { users: ["*"] });
    await expect(onBehalf(GRAPH)).rejects.toMatchObject({ claims: expect.stringContaining("acrs") });
    await t.outside("PUT", "/conditionalAccess", { users: [] });
  });

  test("with a code, and stays signed in by itself", async () => {
    const redirectUri = "https://server.example/back";
    const { verifier, challenge } = pkce();
    const client = new ConfidentialClientApplication(configuration());
    const response = await authorize(t, {
      redirect_uri: redirectUri,
      login_hint: "pavel.orlov@bergmann.example",
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    const result = await client.acquireTokenByCode({
      code: sentBack(response).get("code") ?? "",
      codeVerifier: verifier,
      redirectUri,
      scopes: [apiScope(t)],
    });
    expect(result.account?.username).toBe("pavel.orlov@bergmann.example");
    const again = await client.acquireTokenSilent({
      account: result.account!,
      scopes: GRAPH,
      forceRefresh: true,
    });
    expect((await me(again.accessToken)).displayName).toBe("Павел Орлов");
    expect(claimsOf(again.accessToken)["azpacr"]).toBe("1");
  });

  test("with a name and any password, in scripts", async () => {
    const { auth, system } = configuration();
    const { clientSecret: _secret, ...open } = auth;
    const client = new PublicClientApplication({ auth: open, system });
    const result = await client.acquireTokenByUsernamePassword({
      username: "anna.kern@bergmann.example",
      password: "any",
      scopes: ["User.Read"],
    });
    expect((await me(result?.accessToken)).displayName).toBe("Anna Kern");
  });
});
