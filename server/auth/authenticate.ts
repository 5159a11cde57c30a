import type { RequestHandler } from "express";
import { Problem } from "../../src/contract/problem.ts";
import { setCaller } from "../http/caller.ts";
import type { Proved } from "./verify.ts";

/** Refuses whoever shows no valid access token, and notes who everybody else is. */
export function authenticate(verify: (token: string) => Promise<Proved>): RequestHandler {
  return async (request, _response, next) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw new Problem("auth.missing", "Sign in first.");
    setCaller(request, { ...(await verify(token)), token });
    next();
  };
}
