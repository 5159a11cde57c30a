import type { Answer } from "../core/exchange.ts";
import { everyRole } from "../core/permission-table.ts";
import type { OutsideCall } from "./context.ts";

/** Shows what Graph would show an application that may read everything. `target` is a path without version. */
export async function lookInto({ dispatch, exchange }: OutsideCall, target: string): Promise<Answer> {
  const reply = await dispatch({
    method: "GET",
    target,
    headers: { prefer: 'IdType="ImmutableId"' },
    caller: { kind: "app", appId: "outside", roles: everyRole },
    body: undefined,
    bytes: 0,
    baseUrl: `${exchange.origin}/v1.0`,
  });
  return { status: reply.status, body: reply.body };
}
