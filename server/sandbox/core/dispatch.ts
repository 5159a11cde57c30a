import { requirePermission } from "./access.ts";
import { latencyOf, refusalOf } from "./fault-replies.ts";
import { type Fault, takeRequestFaults } from "./faults.ts";
import { GraphError } from "./graph-error.ts";
import { isNotHere } from "./not-here.ts";
import type { Call, Caller, Operation, Permission, Reply } from "./operation.ts";
import { ownPath, withArguments } from "./own-path.ts";
import { permissionTable } from "./permission-table.ts";
import { parsePrefer } from "./prefer.ts";
import { parseQuery } from "./query.ts";
import { errorBody, requestIds, withContext } from "./reply-text.ts";
import { type Match, openRoutes, type RouteRow, type Routes, type Segment, segmentsOf } from "./routes.ts";
import type { Tenant } from "./tenant.ts";
import { admit } from "./throttle.ts";

/** A request to Graph, whichever way it came. `target` is path and query without the version. */
export type GraphRequest = {
  method: string;
  target: string;
  headers: Readonly<Record<string, string | undefined>>;
  caller: Caller;
  /** Parsed JSON, text, bytes, or undefined. */
  body: unknown;
  /** The size of the body as sent. */
  bytes: number;
  baseUrl: string;
};

/** A Graph reply with all its headers; `faults` are left to whoever sends it (a body to cut, a reply to drop). */
export type GraphReply = Required<Pick<Reply, "status">> & {
  body: unknown;
  headers: Record<string, string>;
  faults: readonly Fault[];
};

/** What the core must be told by services it does not know. */
export type DispatchHooks = {
  /** The user whose mailbox a call goes to, after Exchange's own rules on top of the token's. Throws 403 or 404. */
  mailboxOf(call: Call, permission: Permission): string;
  /** The call to a mailbox with what its application may do there beside what its token says. */
  withExchangeRoles(call: Call): Call;
};

/** What a dispatch does besides. `limits`: count against the documented limits, or never answer 429 by itself. */
export type DispatchOptions = { limits: "documented" | "none" };

export type Dispatch = (request: GraphRequest) => Promise<GraphReply>;

const tables = new WeakMap<readonly Operation[], Routes<Operation>>();

let everything: Routes<RouteRow> | undefined;

/** What Microsoft has, whether or not it is here. */
function microsofts(): Routes<RouteRow> {
  everything ??= openRoutes([...permissionTable.keys()].map(rowOf));
  return everything;
}

/** The table of these operations, which every tenant of the process shares. */
function routesOf(operations: readonly Operation[]): Routes<Operation> {
  const table = tables.get(operations) ?? openRoutes(operations);
  tables.set(operations, table);
  return table;
}

/** Makes what takes a request through faults, routes, permissions, limits and its operation to a reply. Never throws. */
export function openDispatch(
  tenant: Tenant,
  operations: readonly Operation[],
  hooks: DispatchHooks,
  { limits }: DispatchOptions,
): Dispatch {
  const routes = routesOf(operations);

  function find(method: string, segments: readonly Segment[], caller: Caller): Match<Operation> {
    const found = routes.find(method, ownPath(segments, caller)) ?? routes.find(method, segments);
    if (found !== undefined) return found;
    const known = microsofts();
    const isReal = known.find(method, segments) ?? known.find(method, ownPath(segments, caller));
    if (isReal)
      throw new GraphError(501, "NotImplemented", `The sandbox does not do ${method} ${isReal.row.path}.`);
    if (known.knows(segments) || known.knows(ownPath(segments, caller)) || routes.knows(segments)) {
      throw new GraphError(
        405,
        "MethodNotAllowed",
        "Specified HTTP method is not allowed for the request target.",
      );
    }
    const path = ownPath(segments, caller).map(({ text }) => text);
    if (isNotHere(path.map((text) => text.toLowerCase())))
      throw new GraphError(501, "NotImplemented", `The sandbox does not do ${method} /${path.join("/")}.`);
    const last = segments.at(-1)?.text ?? "";
    throw new GraphError(404, "ResourceNotFound", `Resource not found for the segment '${last}'.`);
  }

  function callFor(
    request: GraphRequest,
    match: Match<Operation>,
    path: string,
    faults: readonly Fault[],
  ): Call {
    const { headers, caller, body, baseUrl, target } = request;
    const query = parseQuery(target.slice(path.length));
    const pages = faults.flatMap((fault) => fault.shortPages ?? []);
    return {
      tenant,
      caller,
      params: match.params,
      query: withArguments(query, match.args),
      headers,
      prefer: parsePrefer(headers["prefer"]),
      body,
      baseUrl,
      path,
      pageLimit: pages.length === 0 ? undefined : Math.min(...pages),
    };
  }

  async function answer(request: GraphRequest, faults: readonly Fault[]): Promise<Reply> {
    const refusal = refusalOf(faults);
    if (refusal !== undefined) throw refusal;
    const path = request.target.split("?", 1)[0]!;
    const match = find(request.method, segmentsOf(path), request.caller);
    const asked = callFor(request, match, path, faults);
    const call = match.row.limit === "mailbox" ? hooks.withExchangeRoles(asked) : asked;
    const own = permissionTable.get(`${request.method} ${path}`);
    const permission = own ?? match.row.permission;
    requirePermission(call, match.row, permission);
    const mailbox = match.row.limit === "mailbox" ? hooks.mailboxOf(call, permission) : "";
    const done =
      limits === "none" ? () => undefined : admit(call, match.row, { mailbox, bytes: request.bytes });
    try {
      const reply = await match.row.handle(call);
      // Requests that arrive together are under way together, as on the real service.
      await new Promise(setImmediate);
      return { ...reply, body: withContext(reply.body, request.baseUrl, match) };
    } finally {
      done();
    }
  }

  return async (request) => {
    const ids = requestIds(request.headers);
    const idHeaders = { "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
    const faults = takeRequestFaults(tenant, request.method, request.target);
    await latencyOf(faults);
    try {
      const reply = await answer(request, faults);
      return { status: reply.status, body: reply.body, headers: { ...idHeaders, ...reply.headers }, faults };
    } catch (error) {
      const known = error instanceof GraphError ? error : brokenSandbox(error);
      const headers = { ...idHeaders, ...known.headers };
      return { status: known.status, body: errorBody(known, tenant.clock, ids), headers, faults };
    }
  };
}

function rowOf(key: string): RouteRow {
  const [method = "", path = ""] = key.split(" ");
  return { method: method as RouteRow["method"], path };
}

/** A bug of the sandbox itself: told as such, with its place, since nobody's secrets are at stake here. */
function brokenSandbox(error: unknown): GraphError {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GraphError(500, "SandboxBroken", `The sandbox itself failed: ${said.slice(0, 2000)}`);
}
