import { createHash, X509Certificate } from "node:crypto";
import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { EntraError } from "./entra-error.ts";
import { type AppRegistration, entraOf } from "./state.ts";
import type { ClientProof, Mint } from "./tokens.ts";

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The longest an assertion may be valid, in seconds: Entra refuses longer ones. */
const LONGEST_ASSERTION_SECONDS = 24 * 3600;

/** The parameters of a token request. */
export type Form = ReadonlyMap<string, string>;

/** A client, and how it proved to be that client. */
export type Client = { app: AppRegistration; proof: ClientProof };

/** The application a request names. Throws AADSTS700016 for an unknown one. */
export function appOf(mint: Mint, clientId: string | undefined): AppRegistration {
  if (clientId === undefined) {
    throw new EntraError(
      "invalid_request",
      900_144,
      "The request body must contain the following parameter: 'client_id'.",
    );
  }
  const app = entraOf(mint.tenant).apps.get(clientId.toLowerCase());
  if (app !== undefined) return app;
  const message = `Application with identifier '${clientId}' was not found in the directory '${mint.tenant.id}'.`;
  throw new EntraError("unauthorized_client", 700_016, message, { status: 400 });
}

/** Which application calls, with its secret or certificate checked where it sent one. `proof` is "0" when it did not. */
export async function clientOf(mint: Mint, form: Form): Promise<Client> {
  const app = appOf(mint, form.get("client_id"));
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (assertion !== undefined) {
    await checkAssertion(mint, app, form.get("client_assertion_type"), assertion);
    return { app, proof: "2" };
  }
  if (secret === undefined) return { app, proof: "0" };
  if (!app.secrets.includes(secret)) {
    const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`;
    throw new EntraError("invalid_client", 7_000_215, message);
  }
  return { app, proof: "1" };
}

/** The same, for grants that only a confidential client may use. Throws AADSTS7000218 without a proof. */
export async function confidentialClientOf(mint: Mint, form: Form): Promise<Client> {
  const client = await clientOf(mint, form);
  if (client.proof !== "0") return client;
  const message =
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
  throw new EntraError("invalid_client", 7_000_218, message);
}

async function checkAssertion(mint: Mint, app: AppRegistration, type: string | undefined, assertion: string) {
  if (type !== ASSERTION_TYPE) {
    throw new EntraError(
      "invalid_request",
      900_144,
      "The request body must contain 'client_assertion_type'.",
    );
  }
  const certificate = certificateFor(app, assertion);
  if (certificate === undefined) {
    const message = "Client assertion failed signature validation. [Reason - The key was not found.]";
    throw new EntraError("invalid_client", 700_027, message);
  }
  const nowMs = mint.tenant.clock.now().epochMilliseconds;
  try {
    const { payload } = await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ["RS256", "PS256"],
      issuer: app.clientId,
      subject: app.clientId,
      audience: [`${mint.url}/${mint.tenant.id}/oauth2/v2.0/token`, `${mint.url}/${mint.tenant.id}/v2.0`],
      currentDate: new Date(nowMs),
      clockTolerance: 300,
      requiredClaims: ["exp", "jti"],
    });
    if ((payload.exp ?? 0) - nowMs / 1000 > LONGEST_ASSERTION_SECONDS)
      throw new errors.JWTExpired("too long", payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new EntraError("invalid_client", 700_024, "Client assertion is not within its valid time range.");
    }
    if (!(error instanceof errors.JOSEError)) throw error;
    const message = `Client assertion failed signature validation. [Reason - ${error.message}]`;
    throw new EntraError("invalid_client", 700_027, message);
  }
}

/** The registered certificate an assertion's header names by its thumbprint (x5t of SHA-1, x5t#S256). */
function certificateFor(app: AppRegistration, assertion: string): X509Certificate | undefined {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(assertion);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new EntraError("invalid_client", 50_027, "JWT token is invalid or malformed.", { status: 400 });
  }
  return app.certificates
    .map((pem) => new X509Certificate(pem))
    .find((one) => {
      const digest = (algorithm: string) => createHash(algorithm).update(one.raw).digest("base64url");
      return header.x5t === digest("sha1") || header["x5t#S256"] === digest("sha256");
    });
}
