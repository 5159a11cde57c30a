import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";

/** Gives each request an id and logs how it ended. Never the address's query, the body, or who asked. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const startedMs = performance.now();
    response.locals["requestId"] = requestId;
    response.setHeader("X-Request-Id", requestId);
    response.on("finish", () => {
      const ms = Math.round(performance.now() - startedMs);
      const route = (request.route as { path?: string } | undefined)?.path ?? "-";
      log.debug({ requestId, method: request.method, route, status: response.statusCode, ms }, "request");
    });
    next();
  };
}

/** The id given to the request that this response answers. */
export function requestIdOf(response: Response): string {
  return String(response.locals["requestId"] ?? "");
}
