import compression from "compression";
import type { RequestHandler } from "express";

/** Compresses what shrinks: pages, scripts, answers. Never the stream of changes, whose lines must leave at once. */
export function compressed(): RequestHandler {
  return compression({
    filter(request, response) {
      const type = String(response.getHeader("Content-Type") ?? "");
      return !type.startsWith("text/event-stream") && compression.filter(request, response);
    },
  });
}
