import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { ProblemCode } from "../../src/contract/problem.ts";
import { isStoreBusy } from "../store/busy.ts";
import { BodyRefused, readText } from "./body.ts";
import { type Notice, readNotices } from "./notices.ts";

/** Where Graph tells us of changes, and (below it) of the life of its subscriptions. */
export const NOTIFICATION_PATH = "/api/notifications";
export const LIFECYCLE_PATH = "/api/notifications/lifecycle";

/** Takes what Graph told us, durably: when this resolves, it is committed. Drops silently what is not provably Graph's. */
export type TakeNotices = (notices: readonly Notice[]) => Promise<void>;

/** Graph sends 50 items of about a kilobyte at a time. */
const LARGEST_BYTES = 1_000_000;
/** Graph's budget is 3 s; before 2 s are over we rather say: come again. In milliseconds. */
const PATIENCE_MS = 1_500;
const LONGEST_TOKEN = 4_096;

const STATUS = {
  "request.invalid": 400,
  "request.too-large": 413,
  "store.busy": 503,
  internal: 500,
} as const;

/** Whether a request is for the doors below: they are served before everything else, because Graph counts the time. */
export function isNotification({ url = "" }: IncomingMessage): boolean {
  const path = url.split("?", 1)[0];
  return path === NOTIFICATION_PATH || path === LIFECYCLE_PATH;
}

/**
 * The doors for Graph: the handshake with a validation token, and notifications, answered 202 once they are committed.
 * Everybody may knock, so forgeries get the same 202 as what is true. Source: change-notifications-delivery-webhooks.
 */
export function notifications(take: TakeNotices, log: Logger): RequestListener {
  return (request, response) => {
    serve(take, request, response).catch((error: unknown) => {
      if (error instanceof BodyRefused) return refuse(response, error.code, error.message);
      if (isStoreBusy(error) || error instanceof TookTooLong)
        return refuse(response, "store.busy", "The database does not answer.");
      log.error({ err: error }, "notifications were not taken");
      return refuse(response, "internal", "Something went wrong on our side.");
    });
  };
}

/** The store did not commit in time. */
class TookTooLong extends Error {}

async function serve(take: TakeNotices, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = "", search = ""] = (request.url ?? "").split(/\?(.*)/s, 2);
  if (request.method !== "POST") {
    response.setHeader("Allow", "POST");
    response.statusCode = 405;
    return end(response, "");
  }
  const tokens = new URLSearchParams(search).getAll("validationToken");
  if (tokens.length > 0) return shakeHands(tokens, request, response);
  const text = await readText(request, LARGEST_BYTES);
  const notices = readNotices(text, path === LIFECYCLE_PATH);
  if (notices.length > 0) await inTime(take(notices));
  response.statusCode = 202;
  return end(response, "");
}

function shakeHands(tokens: readonly string[], request: IncomingMessage, response: ServerResponse): void {
  const [token = ""] = tokens;
  if (tokens.length > 1 || token === "" || token.length > LONGEST_TOKEN)
    throw new BodyRefused("request.invalid", "validationToken must be one text of at most 4 KB.");
  request.resume();
  response.statusCode = 200;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  end(response, token);
}

async function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TookTooLong("The store did not commit in time.")), PATIENCE_MS);
  // What commits after the answer is told again and then recognised.
  work.catch(() => {});
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function refuse(response: ServerResponse, code: ProblemCode & keyof typeof STATUS, sentence: string): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = STATUS[code];
  if (code === "store.busy") response.setHeader("Retry-After", "2");
  // What was not read to its end cannot be followed by another request.
  if (code === "request.too-large" || code === "request.invalid") response.setHeader("Connection", "close");
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  end(response, JSON.stringify({ problem: { code, sentence, requestId: "" } }));
}

function end(response: ServerResponse, body: string): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.end(body);
}
