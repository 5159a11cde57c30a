import type { Request } from "express";
import { Problem } from "../../src/contract/problem.ts";

/** Who calls, as the access token proves: `tenantId` and `userId` (directory object ids) are the identity, nothing else is. */
export type Caller = {
  tenantId: string;
  userId: string;
  name: string;
  /** The token itself, for asking Graph on the person's behalf. */
  token: string;
};

const callers = new WeakMap<Request, Caller>();

/** Notes who the request comes from; called once, by the door that checked the token. */
export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Who the request comes from. Throws Problem "auth.missing" when nobody signed in. */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Problem("auth.missing", "Sign in first.");
  return caller;
}
