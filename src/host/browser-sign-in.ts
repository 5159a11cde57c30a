import * as oauth from "oauth4webapi";
import { type Authority, discover } from "./authority.ts";
import type { SignIn, TokenOptions } from "./host.ts";
import { addressBefore, type KeptTokens, keptTokens, type Leaving, type Tokens } from "./kept-tokens.ts";
import { machineNow } from "./machine-clock.ts";

/** A minute before its end a token is not worth sending any more. */
const MARGIN_MS = 60_000;

type Context = {
  signIn: SignIn;
  hint: string | null;
  kept: KeptTokens;
  /** Asked for once, and only when needed: most page loads find a token that still holds. */
  authority: () => Promise<Authority>;
};

/**
 * Signs in by authorization code with PKCE, in the same frame. The address may name the person (`as`), so that two frames
 * of one page can be two people. While the page goes away to sign in, the token's promise stays open. Rejects when the authority
 * cannot be reached or refuses. Source: Microsoft identity platform, authorization code flow.
 */
export async function browserSignIn(
  signIn: SignIn,
): Promise<{ token(options?: TokenOptions): Promise<string> }> {
  // Coming back, the address holds the code only: whoever came is named by the one that was left.
  const hint = new URL(addressBefore(sessionStorage, location.href)).searchParams.get("as");
  let discovery: Promise<Authority> | null = null;
  const authority = () => {
    discovery ??= discover(signIn).catch((error) => {
      discovery = null;
      throw error;
    });
    return discovery;
  };
  const context = { signIn, hint, authority, kept: keptTokens(sessionStorage, signIn.clientId, hint ?? "") };
  await finishComingBack(context);
  return { token: tokenSource(context) };
}

function tokenSource(context: Context): (options?: TokenOptions) => Promise<string> {
  const { kept } = context;
  let renewing: Promise<Tokens | null> | null = null;
  return async ({ claims, renew } = {}) => {
    if (claims !== undefined) return leave(context, { claims });
    const tokens = kept.current();
    if (tokens === null) return leave(context, {});
    if (renew !== true && tokens.expiresMs - MARGIN_MS > machineNow()) return tokens.access;
    renewing ??= refresh(context, tokens).finally(() => {
      renewing = null;
    });
    const renewed = await renewing;
    if (renewed !== null) return renewed.access;
    kept.forget();
    return leave(context, { prompt: "none" });
  };
}

/** Goes away to sign in. Never resolves: the page ends here and begins anew. */
async function leave(
  { signIn, hint, kept, authority }: Context,
  extra: Record<string, string>,
): Promise<never> {
  const { server } = await authority();
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(server.authorization_endpoint ?? "");
  address.search = new URLSearchParams({
    client_id: signIn.clientId,
    response_type: "code",
    redirect_uri: redirectUri(),
    scope: scopes(signIn),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(hint !== null && { login_hint: hint }),
    ...extra,
  }).toString();
  kept.leave(state, { verifier, wanted: location.href, isSilent: extra["prompt"] === "none" });
  location.assign(address);
  return new Promise<never>(() => {});
}

/** Redeems the code that the authority sent the page back with, and puts the wanted address back. */
async function finishComingBack(context: Context): Promise<void> {
  const here = new URL(location.href);
  const state = here.searchParams.get("state");
  const left = state === null ? null : context.kept.cameBack(state);
  if (state === null || left === null) return;
  // Office takes `replaceState` off the history object, but not off its prototype.
  History.prototype.replaceState.call(history, null, "", left.wanted);
  try {
    await redeem(context, here, state, left);
  } catch (error) {
    if (!(left.isSilent && error instanceof oauth.AuthorizationResponseError)) throw error;
    await leave(context, {});
  }
}

async function redeem({ authority, kept }: Context, here: URL, state: string, left: Leaving): Promise<void> {
  const { server, client, options } = await authority();
  const answer = oauth.validateAuthResponse(server, client, here, state);
  const none = oauth.None();
  const grant = [server, client, none, answer, redirectUri(), left.verifier, options] as const;
  const reply = await oauth.authorizationCodeGrantRequest(...grant);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, reply);
  kept.keep(tokens.access_token, tokens.refresh_token ?? null, tokens.expires_in);
}

/** New tokens by the refresh token; null when it is not accepted any more. */
async function refresh(
  { authority, kept, signIn }: Context,
  { refresh: token }: Tokens,
): Promise<Tokens | null> {
  if (token === null) return null;
  const { server, client, options } = await authority();
  const scope = { additionalParameters: { scope: scopes(signIn) } };
  const reply = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), token, {
    ...options,
    ...scope,
  });
  try {
    const renewed = await oauth.processRefreshTokenResponse(server, client, reply);
    return kept.keep(renewed.access_token, renewed.refresh_token ?? token, renewed.expires_in);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return null;
    throw error;
  }
}

/** No `openid`: who the person is, only the server decides, by the access token. */
function scopes({ scope }: SignIn): string {
  return `${scope} offline_access`;
}

/** The door's own address, as it is registered: "/tab/" or "/pane/". */
function redirectUri(): string {
  return `${location.origin}/${location.pathname.split("/")[1] ?? ""}/`;
}
