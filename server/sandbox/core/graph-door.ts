import { runBatch } from "./batch.ts";
import type { Dispatch, GraphReply, GraphRequest } from "./dispatch.ts";
import { type Answer, type Exchange, encoded } from "./exchange.ts";
import { latencyOf, refusalOf } from "./fault-replies.ts";
import { takeRequestFaults } from "./faults.ts";
import { bodyOf, textOf } from "./graph-body.ts";
import { GraphError } from "./graph-error.ts";
import type { Door } from "./http.ts";
import type { Caller } from "./operation.ts";
import { errorBody, requestIds } from "./reply-text.ts";
import type { RequestLog } from "./request-log.ts";
import type { Tenant } from "./tenant.ts";

/** Graph's own limit of a write request. Source: Graph throttling and limits. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** What the Graph door stands on. */
export type GraphDoorParts = {
  tenant: Tenant;
  dispatch: Dispatch;
  log: RequestLog;
  /** Who a bearer token speaks for. Rejects with GraphError 401. */
  authenticate(authorization: string | undefined): Promise<Caller>;
};

/** The door for /v1.0. Every request that comes through it is logged. */
export function graphDoor({ tenant, dispatch, log, authenticate }: GraphDoorParts): Door {
  const at = () => tenant.clock.now().toString();

  async function reply(
    exchange: Exchange,
    target: string,
    learn: (caller: Caller) => void,
  ): Promise<GraphReply> {
    const caller = await authenticate(exchange.headers["authorization"]);
    learn(caller);
    const request: GraphRequest = {
      method: exchange.method,
      target,
      headers: exchange.headers,
      caller,
      body: bodyOf(exchange),
      bytes: exchange.body.length,
      baseUrl: `${exchange.origin}/v1.0`,
    };
    if (target.split("?")[0] !== "/$batch" || exchange.method !== "POST") return dispatch(request);
    return batchReply(request);
  }

  async function batchReply(request: GraphRequest): Promise<GraphReply> {
    const faults = takeRequestFaults(tenant, request.method, request.target);
    await latencyOf(faults);
    const refusal = refusalOf(faults);
    if (refusal !== undefined) throw refusal;
    const ids = requestIds(request.headers);
    const headers = { "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
    return { status: 200, body: await runBatch(request, dispatch, tenant.clock, logInner), headers, faults };
  }

  function logInner(request: GraphRequest, answered: GraphReply): void {
    const bodyText = request.body === undefined ? undefined : textOf(request.body);
    log.add({
      at: at(),
      method: request.method,
      url: `/v1.0${request.target}`,
      headers: { ...request.headers },
      caller: request.caller,
      bodyText,
      status: answered.status,
      replyText: textOf(answered.body),
      inBatch: true,
    });
  }

  async function answer(exchange: Exchange): Promise<Answer> {
    const target = exchange.path.slice("/v1.0".length) + exchange.search;
    let caller: Caller | undefined;
    let result: GraphReply;
    try {
      result = await reply(exchange, target, (known) => {
        caller = known;
      });
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      result = refused(exchange, error, tenant);
    }
    const body = encoded(result.body);
    log.add({
      at: at(),
      method: exchange.method,
      url: exchange.path + exchange.search,
      headers: exchange.headers,
      caller,
      bodyText: exchange.body.length === 0 ? undefined : exchange.body.toString(),
      status: result.status,
      replyText: body.type?.startsWith("application/json") ? body.bytes.toString() : undefined,
      inBatch: false,
    });
    return toAnswer(result, body);
  }

  return {
    takes: (path) => path === "/v1.0" || path.startsWith("/v1.0/"),
    largestBody: LARGEST_BODY,
    answer,
    tooLarge: (exchange) => {
      const error = new GraphError(413, "RequestEntityTooLarge", "The request is larger than 4 MB.");
      return toAnswer(refused(exchange, error, tenant), undefined);
    },
  };
}

function refused(exchange: Exchange, error: GraphError, { clock }: Tenant): GraphReply {
  const ids = requestIds(exchange.headers);
  const idHeaders = { "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  const headers = { ...idHeaders, ...error.headers };
  return { status: error.status, body: errorBody(error, clock, ids), headers, faults: [] };
}

function toAnswer(reply: GraphReply, body: { bytes: Buffer; type: string | undefined } | undefined): Answer {
  const cut = reply.faults.some((fault) => fault.cutBody);
  const drop = reply.faults.some((fault) => fault.dropReply);
  const graphType =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
  const type = body === undefined || body.type?.startsWith("application/json") ? graphType : body.type;
  return {
    status: reply.status,
    headers: {
      "Cache-Control": "private",
      "OData-Version": "4.0",
      ...(type && { "Content-Type": type }),
      ...reply.headers,
    },
    body: reply.body === undefined ? undefined : (body?.bytes ?? reply.body),
    ...(drop ? { sabotage: "drop" as const } : cut ? { sabotage: "cut" as const } : {}),
  };
}
