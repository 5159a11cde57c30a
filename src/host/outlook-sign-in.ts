import { createNestablePublicClientApplication, InteractionRequiredAuthError } from "@azure/msal-browser";
import type { SignIn, TokenOptions } from "./host.ts";

/** Tokens by nested app authentication: Outlook's own sign-in answers, a window only where Microsoft insists. */
export function outlookSignIn({
  clientId,
  authority,
  scope,
}: SignIn): (options?: TokenOptions) => Promise<string> {
  const opening = createNestablePublicClientApplication({ auth: { clientId, authority } });
  return async ({ claims, renew } = {}) => {
    const application = await opening;
    const request = {
      scopes: [scope],
      ...(claims !== undefined && { claims }),
      ...(renew === true && { forceRefresh: true }),
    };
    try {
      return (await application.acquireTokenSilent(request)).accessToken;
    } catch (error) {
      if (!(error instanceof InteractionRequiredAuthError)) throw error;
      return (await application.acquireTokenPopup(request)).accessToken;
    }
  };
}
