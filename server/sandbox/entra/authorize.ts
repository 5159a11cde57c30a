import { randomBytes } from "node:crypto";
import type { Answer, Exchange } from "../core/exchange.ts";
import type { User } from "../directory/state.ts";
import { allUsers, findUser, findUserByAddress } from "../directory/users.ts";
import { appOf } from "./client-auth.ts";
import { consentError, grantedScopes } from "./delegated.ts";
import { describe, EntraError } from "./entra-error.ts";
import { consentPage, errorPage, formPostPage, pickerPage } from "./pages.ts";
import { readScope } from "./resources.ts";
import { type AppRegistration, entraOf, type Platform } from "./state.ts";
import type { Mint } from "./tokens.ts";

/** How long an authorization code may be redeemed. Source: Entra, OAuth 2.0 authorization code flow. */
const CODE_LIFE_MS = 10 * 60_000;

/** An authorization request whose client and redirect URI are known to be right. */
type Asking = {
  app: AppRegistration;
  redirectUri: string;
  platform: Platform;
  parameters: URLSearchParams;
};

/**
 * Answers /authorize. With a `login_hint` the person is signed in at once; without, they pick themselves from the
 * tenant's people. What is wrong with the client or its redirect URI is shown; everything else goes back to the client.
 */
export function answerAuthorize(mint: Mint, exchange: Exchange): Answer {
  const text = exchange.method === "POST" ? exchange.body.toString() : exchange.search;
  const parameters = new URLSearchParams(text);
  let asking: Asking;
  try {
    asking = readAsking(mint, parameters);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return { ...html(errorPage(describe(error))), status: 400 };
  }
  try {
    return signIn(mint, asking, exchange);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return goBack(asking, { error: error.error, error_description: describe(error) });
  }
}

function readAsking(mint: Mint, parameters: URLSearchParams): Asking {
  const app = appOf(mint, parameters.get("client_id") ?? undefined);
  const redirectUri = parameters.get("redirect_uri") ?? "";
  const known = app.redirectUris.find(({ uri }) => uri === redirectUri);
  if (known !== undefined) return { app, redirectUri, platform: known.platform, parameters };
  const message = `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`;
  throw new EntraError("invalid_request", 50_011, message);
}

function signIn(mint: Mint, asking: Asking, exchange: Exchange): Answer {
  const { app, parameters, platform } = asking;
  checkForm(parameters, platform);
  const asked = readScope(parameters.get("scope") ?? "", entraOf(mint.tenant), mint.url);
  const user = personFor(mint, parameters);
  const again = `${mint.url}${exchange.path}`;
  if (user === undefined)
    return html(
      pickerPage(
        again,
        parameters,
        allUsers(mint.tenant).filter((one) => one.accountEnabled),
      ),
    );

  const accepted = parameters.get("accept") === "1";
  if (accepted && asked.resource.kind === "graph") {
    for (const name of asked.names) if (name !== ".default") app.consent.delegated.add(name);
  }
  try {
    grantedScopes({ app, asked });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    // A page that must not be shown, or one that was just agreed to and did not help.
    if (parameters.get("prompt") === "none" || accepted) throw interaction(consentError(app));
    return html(consentPage(again, parameters, app.displayName, asked.names));
  }
  return goBack(asking, { code: issueCode(mint, asking, user), session_state: user.id });
}

function checkForm(parameters: URLSearchParams, platform: Platform): void {
  if (parameters.get("response_type") !== "code") {
    const message = `response_type '${parameters.get("response_type") ?? ""}' is not enabled for the application.`;
    throw new EntraError("unsupported_response_type", 700_054, message);
  }
  const challenge = parameters.get("code_challenge");
  if (platform === "spa" && challenge === null) {
    const message = "Proof Key for Code Exchange is required for cross-origin authorization code redemption.";
    throw new EntraError("invalid_request", 9_002_325, message);
  }
  if (challenge !== null && parameters.get("code_challenge_method") !== "S256") {
    throw new EntraError("invalid_request", 501_491, "Only the Code_Challenge_Method 'S256' is supported.");
  }
}

/** Who signs in; undefined when that must be asked. Throws AADSTS50058 when it must not. */
function personFor({ tenant }: Mint, parameters: URLSearchParams): User | undefined {
  const hint = parameters.get("login_hint");
  const found = hint === null ? undefined : (findUser(tenant, hint) ?? findUserByAddress(tenant, hint));
  if (found?.accountEnabled === true) return found;
  if (parameters.get("prompt") !== "none") return undefined;
  const message = "A silent sign-in request was sent but no user is signed in.";
  throw new EntraError("login_required", 50_058, message);
}

function interaction(error: EntraError): EntraError {
  return new EntraError("interaction_required", error.number, error.message);
}

function issueCode({ tenant }: Mint, { app, redirectUri, platform, parameters }: Asking, user: User): string {
  const code = `1.${randomBytes(40).toString("base64url")}`;
  entraOf(tenant).codes.set(code, {
    clientId: app.clientId,
    userId: user.id,
    redirectUri,
    platform,
    scopes: (parameters.get("scope") ?? "").split(" "),
    nonce: parameters.get("nonce") ?? undefined,
    challenge: parameters.get("code_challenge") ?? undefined,
    // A client that repeats the claims it was refused for sends the person through the second factor.
    isStrong: (parameters.get("claims") ?? "").includes('"acrs"'),
    expiresMs: tenant.clock.now().epochMilliseconds + CODE_LIFE_MS,
    isUsed: false,
  });
  return code;
}

function goBack({ redirectUri, parameters }: Asking, result: Record<string, string>): Answer {
  const state = parameters.get("state");
  const values = new URLSearchParams({ ...result, ...(state !== null && { state }) });
  const mode = parameters.get("response_mode") ?? "query";
  if (mode === "form_post") return html(formPostPage(redirectUri, values));
  const mark = mode === "fragment" ? "#" : redirectUri.includes("?") ? "&" : "?";
  return {
    status: 302,
    headers: { Location: `${redirectUri}${mark}${values}`, "Cache-Control": "no-store" },
  };
}

/** The pages may be framed by anyone, so that a demonstration can show the sign-in inside its own page. */
function html(page: string): Answer {
  const type = { "Content-Type": "text/html; charset=utf-8" };
  return { status: 200, headers: { ...type, "Cache-Control": "no-store" }, body: page };
}
