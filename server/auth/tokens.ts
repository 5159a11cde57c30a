import {
  ConfidentialClientApplication,
  type Configuration,
  InteractionRequiredAuthError,
} from "@azure/msal-node";
import { Problem } from "../../src/contract/problem.ts";
import { plainNetwork } from "./network.ts";

/** How this application proves itself to Entra: a certificate, or (weaker) a secret. */
export type Credential =
  | { kind: "secret"; secret: string }
  | { kind: "certificate"; thumbprintSha256: string; privateKey: string };

/** A way to an access token for Graph; `renew` refuses whatever is cached. */
export type TokenSource = (options?: { renew?: boolean }) => Promise<string>;

/** Tokens for Graph, for the application itself and on behalf of people. */
export type Tokens = {
  application: TokenSource;
  /** On behalf of the person who holds `assertion`, a token for our own API. Rejects with Problem "auth.interaction". */
  onBehalfOf(assertion: string): TokenSource;
};

const GRAPH = "https://graph.microsoft.com/.default";

/** Opens the sign-in library for one tenant. An http authority (the sandbox) is reached over plain http. */
export function openTokens(options: {
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  credential: Credential;
}): Tokens {
  const authority = new URL(`${options.authorityUrl}/${options.tenantId}`);
  const insecure = authority.protocol === "http:";
  authority.protocol = "https:";
  const configuration: Configuration = {
    auth: {
      clientId: options.clientId,
      authority: authority.href,
      knownAuthorities: [authority.host],
      ...(options.credential.kind === "secret"
        ? { clientSecret: options.credential.secret }
        : {
            clientCertificate: {
              thumbprintSha256: options.credential.thumbprintSha256,
              privateKey: options.credential.privateKey,
            },
          }),
    },
    ...(insecure ? { system: { networkClient: plainNetwork(authority.host) } } : {}),
  };
  const client = new ConfidentialClientApplication(configuration);
  return {
    async application({ renew = false } = {}) {
      const result = await client.acquireTokenByClientCredential({ scopes: [GRAPH], skipCache: renew });
      if (!result) throw new Error("Entra gave no application token");
      return result.accessToken;
    },
    onBehalfOf:
      (assertion) =>
      async ({ renew = false } = {}) => {
        try {
          const result = await client.acquireTokenOnBehalfOf({
            oboAssertion: assertion,
            scopes: [GRAPH],
            skipCache: renew,
          });
          if (!result) throw new Error("Entra gave no token on behalf of the person");
          return result.accessToken;
        } catch (error) {
          throw asProblem(error);
        }
      },
  };
}

function asProblem(error: unknown): unknown {
  if (error instanceof InteractionRequiredAuthError) {
    const detail = error.claims ? { claims: error.claims } : {};
    return new Problem("auth.interaction", "Microsoft asks for consent or another proof.", detail, error);
  }
  // An assertion that ran out between our check and Entra's.
  if (error instanceof Error && /AADSTS(500133|50013)\b/.test(error.message)) {
    return new Problem("auth.expired", "The sign-in has run out.", {}, error);
  }
  return error;
}
