import type { Caller } from "./operation.ts";

/** One request as it is told to those who ask. `token` says what the bearer token was good for, never the token. */
export type LoggedRequest = {
  /** Counts up from 1; goes on after a reset, so that `since` keeps its meaning. */
  number: number;
  /** ISO instant on the tenant's clock. */
  at: string;
  method: string;
  /** Path and query with the version, e.g. "/v1.0/me/messages?$top=5". */
  url: string;
  headers: Record<string, string | undefined>;
  token: { kind: "user" | "app"; appId: string; userId?: string; permissions: string[] } | null;
  body: unknown;
  status: number;
  reply: unknown;
  /** Set for a request that came inside a $batch: the number of that batch's own entry is higher. */
  inBatch: boolean;
};

/** What is known of a request when it has been answered; texts are kept as they were and parsed when told. */
export type RequestRecord = Omit<LoggedRequest, "number" | "token" | "body" | "reply"> & {
  caller: Caller | undefined;
  bodyText: string | undefined;
  replyText: string | undefined;
};

/** The last requests, oldest first. */
export type RequestLog = {
  add(record: RequestRecord): void;
  /** Those with a higher number than `number`, at most so many as are remembered. */
  since(number: number): LoggedRequest[];
  /** The number of the newest; 0 when there was none. */
  last(): number;
};

/** How many requests are remembered. */
export const REMEMBERED_REQUESTS = 2000;

/** Bodies longer than this are told by their length only, in characters. */
const LONGEST_TEXT = 200_000;

/** Opens an empty log. */
export function openRequestLog(): RequestLog {
  const records: (RequestRecord & { number: number })[] = [];
  let last = 0;
  return {
    add(record) {
      last += 1;
      records.push({
        ...record,
        bodyText: short(record.bodyText),
        replyText: short(record.replyText),
        number: last,
      });
      if (records.length > REMEMBERED_REQUESTS * 2) records.splice(0, records.length - REMEMBERED_REQUESTS);
    },
    since: (number) =>
      records
        .filter((one) => one.number > number)
        .slice(-REMEMBERED_REQUESTS)
        .map(told),
    last: () => last,
  };
}

function told({
  caller,
  bodyText,
  replyText,
  headers,
  ...rest
}: RequestRecord & { number: number }): LoggedRequest {
  const { authorization: _secret, cookie: _cookie, ...open } = headers;
  return { ...rest, headers: open, token: tokenOf(caller), body: parsed(bodyText), reply: parsed(replyText) };
}

function tokenOf(caller: Caller | undefined): LoggedRequest["token"] {
  if (caller === undefined) return null;
  if (caller.kind === "app") return { kind: "app", appId: caller.appId, permissions: [...caller.roles] };
  return { kind: "user", appId: caller.appId, userId: caller.userId, permissions: [...caller.scopes] };
}

function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length > LONGEST_TEXT ? `(${text.length} characters)` : text;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined || text === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
