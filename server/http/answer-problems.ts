import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { Problem, type ProblemReply } from "../../src/contract/problem.ts";
import { isStoreBusy } from "../store/busy.ts";
import { requestIdOf } from "./request-log.ts";

/** Answers every refusal in one shape. What is not a Problem is our own mistake: 500, logged with the request's id. */
export function answerProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const requestId = requestIdOf(response);
    const problem = asProblem(error);
    if (problem.status >= 500) log.error({ requestId, code: problem.code, err: error }, "request failed");
    if (response.headersSent) return next(error);
    if (problem.detail.retryAfter !== undefined) response.setHeader("Retry-After", problem.detail.retryAfter);
    if (problem.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
    const reply: ProblemReply = {
      problem: { code: problem.code, sentence: problem.message, requestId, ...problem.detail },
    };
    response.status(problem.status).json(reply);
    return undefined;
  };
}

/** Answers what no route knows. */
export const answerUnknown: RequestHandler = () => {
  throw new Problem("route.unknown", "There is nothing at this address.");
};

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const type = (error as { type?: unknown }).type;
  if (type === "entity.too.large")
    return new Problem("request.too-large", "The request is larger than 1 MB.");
  if (typeof type === "string" && /^(entity|encoding|charset|request|stream|parameters)\./.test(type)) {
    return new Problem("request.invalid", "The body is not JSON in UTF-8.");
  }
  if (error instanceof URIError) return new Problem("request.invalid", "The address is not well formed.");
  if (isStoreBusy(error))
    return new Problem("store.busy", "The database does not answer.", { retryAfter: 2 }, error);
  return new Problem("internal", "Something went wrong on our side.", {}, error);
}
