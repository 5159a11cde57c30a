import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import type { TestSandbox } from "../support/open.ts";

/** The token endpoint's answer: tokens, or a refusal. */
export type TokenReply = {
  access_token?: string;
  id_token?: string;
  refresh_token?: string;
  expires_in?: number;
  scope?: string;
  error?: string;
  error_codes?: number[];
  error_description?: string;
  suberror?: string;
  claims?: string;
};

/** The page a single-page app of these tests lives on. */
export const PAGE = "http://localhost:3000/";

/** The scope of the product's own API. */
export const apiScope = ({ sandbox }: TestSandbox) => `${sandbox.app.appIdUri}/access_as_user`;

/** Posts to the token endpoint. */
export async function token(
  t: TestSandbox,
  form: Record<string, string>,
  headers: Record<string, string> = {},
  tenant = t.sandbox.tenantId,
): Promise<{ status: number; body: TokenReply }> {
  const response = await fetch(`${t.sandbox.url}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: t.sandbox.app.clientId, ...form }),
    headers,
  });
  return { status: response.status, body: (await response.json()) as TokenReply };
}

/** The number of a refusal. */
export const numberOf = ({ body }: { body: TokenReply }) => body.error_codes?.[0];

/** What a token says. */
export const claimsOf = (jwt: string | undefined) => decodeJwt(jwt ?? "");

/** A fresh PKCE pair. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Opens /authorize without following where it leads. */
export function authorize(t: TestSandbox, parameters: Record<string, string>): Promise<Response> {
  const query = new URLSearchParams({
    client_id: t.sandbox.app.clientId,
    response_type: "code",
    redirect_uri: PAGE,
    scope: `openid profile offline_access ${apiScope(t)}`,
    ...parameters,
  });
  return fetch(`${t.sandbox.url}/${t.sandbox.tenantId}/oauth2/v2.0/authorize?${query}`, {
    redirect: "manual",
  });
}

/** What /authorize sent back to the page. */
export function sentBack(response: Response): URLSearchParams {
  const { search, hash } = new URL(response.headers.get("location") ?? "http://nowhere/");
  return new URLSearchParams(hash === "" ? search : hash.slice(1));
}

/** Signs a person in on the page and redeems the code. */
export async function signIn(t: TestSandbox, person: string, more: Record<string, string> = {}) {
  const { verifier, challenge } = pkce();
  const response = await authorize(t, {
    login_hint: `${person}@bergmann.example`,
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...more,
  });
  const code = sentBack(response).get("code") ?? "";
  const form = { grant_type: "authorization_code", code, redirect_uri: PAGE, code_verifier: verifier };
  return token(t, form, { origin: "http://localhost:3000" });
}
