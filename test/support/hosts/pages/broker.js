// The host's end of nested app authentication: it answers what msal-browser asks through `window.nestedAppAuthBridge`.
import { claimsOf, fetchToken } from "./token.js";

const environment = "login.microsoftonline.com";

/** The JSON text that answers one JSON text. `setup.refusal` makes it fail, with the status that msal-browser knows. */
export async function answerBroker(setup, text) {
  const { requestId, method, tokenParams } = JSON.parse(text);
  const answer = (rest) => JSON.stringify({ messageType: "NestedAppAuthResponse", requestId, ...rest });
  if (method === "GetInitContext") return answer({ success: true, initContext: initContext(setup.person) });
  if (setup.refusal) return answer({ success: false, error: { status: setup.refusal } });
  try {
    const token = await fetchToken(setup.person, tokenParams.claims ?? null);
    return answer({ success: true, ...issued(setup.person, token, tokenParams.scope) });
  } catch (error) {
    const description = error.message;
    return answer({
      success: false,
      error: { status: "PERSISTENT_ERROR", code: "invalid_grant", description },
    });
  }
}

function initContext({ id, tenantId }) {
  return {
    sdkName: "OutlookWebHost",
    sdkVersion: "1.0.0",
    capabilities: { queryAccount: true },
    accountContext: { homeAccountId: `${id}.${tenantId}`, environment, tenantId },
  };
}

function issued(person, token, scope) {
  const { iat, exp } = claimsOf(token);
  const account = {
    homeAccountId: `${person.id}.${person.tenantId}`,
    environment,
    tenantId: person.tenantId,
    username: person.address,
    localAccountId: person.id,
    name: person.name,
  };
  const id_token = idToken(person, iat, exp);
  return {
    token: { access_token: token, expires_in: exp - iat, id_token, properties: null, scope },
    account,
  };
}

/** Unsigned: msal-browser only reads it, and the product must never send an ID token to its server. */
function idToken({ id, tenantId, name, address }, iat, exp) {
  const part = (content) => {
    const text = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(content)));
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const claims = {
    iss: `https://${environment}/${tenantId}/v2.0`,
    oid: id,
    sub: id,
    tid: tenantId,
    iat,
    exp,
    ver: "2.0",
  };
  return `${part({ alg: "none", typ: "JWT" })}.${part({ ...claims, name, preferred_username: address })}.`;
}
