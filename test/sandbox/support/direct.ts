import { runBatch } from "../../../server/sandbox/core/batch.ts";
import { type GraphRequest, openDispatch } from "../../../server/sandbox/core/dispatch.ts";
import type { Caller } from "../../../server/sandbox/core/operation.ts";
import { everyRole, everyScope } from "../../../server/sandbox/core/permission-table.ts";
import { withExchangeRoles } from "../../../server/sandbox/directory/exchange-roles.ts";
import { mailboxOf } from "../../../server/sandbox/directory/mailbox-access.ts";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import { operations } from "../../../server/sandbox/services.ts";
import type { As, GraphAnswer, GraphOptions, TestSandbox } from "./open.ts";

/**
 * The same sandbox, asked without HTTP, tokens and limits, by callers who may do everything: for random lives of
 * thousands of requests, where it matters what the tenant does and not how one reaches it.
 */
export function direct(t: TestSandbox): TestSandbox {
  const { tenant, url, app } = t.sandbox;
  const dispatch = openDispatch(tenant, operations, { mailboxOf, withExchangeRoles }, { limits: "none" });
  const baseUrl = `${url}/v1.0`;

  function callerOf(as: As): Caller {
    if (as.kind === "app") return { kind: "app", appId: app.clientId, roles: everyRole };
    const name = as.upn.includes("@") ? as.upn : `${as.upn}@bergmann.example`;
    const { id: userId } = requireUser(tenant, name);
    return { kind: "user", appId: app.clientId, userId, scopes: everyScope };
  }

  async function graph<T>(
    as: As | null,
    method: string,
    path: string,
    { body, headers, prefer }: GraphOptions = {},
  ): Promise<GraphAnswer<T>> {
    if (as === null) throw new Error("Nobody is asked for a token here.");
    const low = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
    const request: GraphRequest = {
      method,
      target: path.replace(baseUrl, ""),
      headers: { ...Object.fromEntries(low), ...(prefer !== undefined && { prefer }) },
      caller: callerOf(as),
      body: sent(body),
      bytes: 0,
      baseUrl,
    };
    if (path === "/$batch") {
      const answered = await runBatch(request, dispatch, tenant.clock, () => undefined);
      return { status: 200, headers: {}, body: sent(answered) as T };
    }
    const answered = await dispatch(request);
    return { status: answered.status, headers: answered.headers, body: sent(answered.body) as T };
  }

  return { ...t, graph };
}

/** A body as it comes out at the other end of the wire. */
function sent(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}
