import { findUser, requireUser } from "../directory/users.ts";
import type { Form } from "./client-auth.ts";
import { EntraError } from "./entra-error.ts";
import type { Mint } from "./tokens.ts";

/** A token request: its form, the Origin header, and whether it came to /common or the like. */
export type TokenRequest = { form: Form; origin: string | undefined };

/** The person with this id or name. Throws as Entra does for an unknown or disabled one. */
export function userOrRefuse({ tenant }: Mint, idOrUpn: string) {
  const user = findUser(tenant, idOrUpn);
  if (user === undefined) {
    const message = `The user account ${idOrUpn} does not exist in the directory ${tenant.id}. To sign into this application, the account must be added to the directory.`;
    throw new EntraError("invalid_grant", 50_034, message);
  }
  if (!user.accountEnabled) throw new EntraError("invalid_grant", 50_057, "The user account is disabled.");
  return requireUser(tenant, user.id);
}

/** A parameter that must be there. Throws invalid_request. */
export function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined || value === "") throw missing(name);
  return value;
}

/** The refusal of a request that lacks a parameter. */
export function missing(name: string): EntraError {
  return new EntraError(
    "invalid_request",
    900_144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}
