import type { Query } from "./query.ts";
import type { Tenant } from "./tenant.ts";

/** Who calls, as the access token says. `scopes` are delegated permissions, `roles` application ones. */
export type Caller =
  | { kind: "user"; appId: string; userId: string; scopes: ReadonlySet<string> }
  | {
      kind: "app";
      appId: string;
      roles: ReadonlySet<string>;
      /** Ids of the only users whose mailboxes Exchange opens to this application; absent: everyone's. */
      mailboxes?: ReadonlySet<string> | undefined;
    };

/** One request, already authenticated, permitted, throttled and parsed. */
export type Call = {
  tenant: Tenant;
  caller: Caller;
  /** Path parameters by the name the path gives them, decoded. */
  params: Readonly<Record<string, string | undefined>>;
  /** OData options and function arguments. */
  query: Query;
  /** Request headers, names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** `Prefer` values by name in lower case, e.g. `{ idtype: "ImmutableId", "outlook.timezone": "UTC" }`. */
  prefer: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON body; undefined when there was none. Text for text/plain, bytes for anything else. */
  body: unknown;
  /** Where this Graph is reached, e.g. "http://localhost:3001/v1.0": for nextLink, deltaLink and Location. */
  baseUrl: string;
  /** The path as the caller wrote it, without version and query, e.g. "/me/messages": links repeat it. */
  path: string;
  /** The largest page to give, whatever was asked for: a fault in force. Undefined when there is none. */
  pageLimit?: number | undefined;
};

/** What an operation answers. A body of undefined sends none. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

/**
 * Which permissions open an operation: any one of the list; null where that kind of caller is refused altogether; "*"
 * where the operation decides by itself.
 */
export type Permission = {
  delegated: readonly string[] | null;
  application: readonly string[] | null;
  /** Resource-specific ones, granted by installing the app in that team, chat or for that user. */
  rsc?: readonly string[];
};

/** One row of the table of what this tenant can do; docs, permissions and contract tests are made from these rows. */
export type Operation = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** As Microsoft's description writes it, e.g. "/users/{user-id}/messages/{message-id}". */
  path: string;
  permission: Permission;
  /** "like": behaves as documented. "simpler": less than the real one, and `note` says what is missing. */
  fidelity: "like" | "simpler";
  note?: string;
  /** What the real service limits calls by: a mailbox, a team, or the app as a whole. */
  limit: "mailbox" | "team" | "directory" | "none";
  handle(call: Call): Reply | Promise<Reply>;
};
