import { GraphError } from "./graph-error.ts";
import type { Call, Operation } from "./operation.ts";
import { slot } from "./tenant.ts";

/** So many requests of one application to one mailbox, and at the same time. Source: Graph throttling limits, Outlook. */
const MAILBOX_REQUESTS = { limit: 10_000, windowMs: 600_000 };
const MAILBOX_CONCURRENCY = 4;
/** Seconds to wait when too many run at once. */
const CONCURRENCY_RETRY_AFTER = 1;
/** Bytes an application may upload to one mailbox. */
const MAILBOX_UPLOAD = { limit: 15 * 1024 * 1024, windowMs: 30_000 };
/** Requests a second of one application to one team or channel. Source: Graph throttling limits, Teams. */
const TEAM_REQUESTS = { limit: 4, windowMs: 1000 };

/** Requests of one application to all of Graph, over all tenants. Source: Graph throttling limits, 2025. */
const ALL_REQUESTS = { limit: 130_000, windowMs: 10_000 };
const SENTENCE = "Request was throttled: too many requests.";

/** Posts and replies of one application to one channel. */
const CHANNEL_MESSAGES = { limit: 3000, windowMs: 24 * 60 * 60_000 };
const MESSAGE = /\/messages(\/[^/]+\/replies)?$/;

/** Requests a second of one application in the tenant, by operation; the first row that matches holds. */
const TEAMS_TOTALS: readonly (readonly [method: string, path: RegExp, perSecond: number])[] = [
  ["POST", /^\/teamwork\/sendActivityNotificationToRecipients$/, 2],
  ["POST", /\/sendActivityNotification$/, 5],
  ["POST", MESSAGE, 50],
  ["POST", /^\/teams$/, 10],
  ["DELETE", /./, 15],
  ["GET", /./, 30],
  ["POST", /./, 30],
  ["PATCH", /./, 30],
];

type Window = { limit: number; windowMs: number };
type Counter = { buckets: number[]; start: number; sum: number };
type Counters = { windows: Map<string, Counter>; running: Map<string, number> };

/** A window is counted in so many parts: finer would remember more than it is worth. */
const PARTS = 20;

const countersSlot = slot<Counters>("throttle", () => ({ windows: new Map(), running: new Map() }));

/**
 * Counts the call against the documented limits, on the tenant's clock. Returns what to call once it is done.
 * `load` says whose mailbox it goes to (a user id) and how many bytes it brings.
 * Throws 429 with Retry-After when a limit is reached.
 */
export function admit(
  call: Call,
  operation: Operation,
  load: { mailbox: string; bytes: number },
): () => void {
  const app = call.caller.appId;
  count(call, `all/${app}`, ALL_REQUESTS, 1, SENTENCE);
  if (operation.limit === "mailbox") return admitToMailbox(call, `${app}/${load.mailbox}`, load.bytes);
  if (operation.limit === "team") admitToTeams(call, operation, app);
  return () => undefined;
}

function admitToMailbox(call: Call, key: string, bodyBytes: number): () => void {
  const { running } = call.tenant.state(countersSlot);
  const now = running.get(key) ?? 0;
  if (now >= MAILBOX_CONCURRENCY) {
    throw throttled("Application is over its MailboxConcurrency limit.", CONCURRENCY_RETRY_AFTER);
  }
  count(call, `mailbox/${key}`, MAILBOX_REQUESTS, 1, "Application is over its MailboxRequests limit.");
  if (bodyBytes > 0)
    count(call, `upload/${key}`, MAILBOX_UPLOAD, bodyBytes, "Application is over its MailboxUpload limit.");
  running.set(key, now + 1);
  return () => {
    const left = (running.get(key) ?? 1) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
  };
}

function admitToTeams(call: Call, operation: Operation, app: string): void {
  const row = TEAMS_TOTALS.find(([method, path]) => method === operation.method && path.test(operation.path));
  if (row !== undefined) {
    const total = { limit: row[2], windowMs: 1000 };
    count(call, `teams/${app}/${row[0]} ${row[1].source}`, total, 1, SENTENCE);
  }
  const channel = call.params["channel-id"];
  const place = channel ?? call.params["team-id"];
  if (place !== undefined) count(call, `team/${app}/${place}`, TEAM_REQUESTS, 1, SENTENCE);
  if (channel !== undefined && operation.method === "POST" && MESSAGE.test(operation.path))
    count(call, `messages/${app}/${channel}`, CHANNEL_MESSAGES, 1, SENTENCE);
}

function count(call: Call, key: string, { limit, windowMs }: Window, by: number, sentence: string): void {
  const { windows } = call.tenant.state(countersSlot);
  const partMs = windowMs / PARTS;
  const part = Math.floor(call.tenant.clock.now().epochMilliseconds / partMs);
  const counter = windows.get(key) ?? { buckets: [], start: part, sum: 0 };
  windows.set(key, counter);
  forgetBefore(counter, part);
  if (counter.sum + by > limit) {
    const wait = Math.ceil(((PARTS - (part - counter.start)) * partMs) / 1000);
    throw throttled(sentence, Math.max(wait, 1));
  }
  counter.buckets[part - counter.start] = (counter.buckets[part - counter.start] ?? 0) + by;
  counter.sum += by;
}

/** Drops parts that have left the window; everything, when the clock was put back. */
function forgetBefore(counter: Counter, part: number): void {
  if (part < counter.start || counter.sum === 0) Object.assign(counter, { buckets: [], start: part, sum: 0 });
  while (part - counter.start >= PARTS && counter.sum > 0) {
    counter.sum -= counter.buckets.shift() ?? 0;
    counter.start += 1;
  }
  if (counter.sum === 0) Object.assign(counter, { buckets: [], start: part });
}

function throttled(sentence: string, retryAfter: number): GraphError {
  return new GraphError(429, "ApplicationThrottled", sentence, { "Retry-After": String(retryAfter) });
}
