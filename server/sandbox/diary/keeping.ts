import type { Dispatch, GraphRequest } from "../core/dispatch.ts";
import type { Answer, Exchange } from "../core/exchange.ts";
import type { Tenant } from "../core/tenant.ts";
import { type Diary, keptBody, keptCaller } from "./diary.ts";

/** What the tenant's state depends on besides the body. */
const HEADERS = ["if-match", "if-none-match", "prefer", "content-type", "content-range"];

/** Reading, and what does not outlive a start: subscriptions need a listener, which is not there yet at the next one. */
const NOT_KEPT = /^\/(subscriptions|communications)\b|\/(getSchedule|findMeetingTimes|getMailTips)\b/i;

/** Reading that is kept all the same, whatever it is answered: it makes what is there from the first question on. */
const MAKES = /\/(todo\/lists|filesFolder|drive|drives)\b[^/]*$/i;

/** Outside, a fault and a lifecycle event end with the start; keys and tokens are new at each. */
const OUTSIDE_NOT_KEPT = /^\/_outside\/(reset|faults|keys|subscriptions|deltaTokens|delivery)\b/;

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Requests that change the tenant one after the other, so that doing them again gives the same ids. */
export function openTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Graph that keeps what changed the tenant in the diary. */
export function keepGraph(tenant: Tenant, diary: Diary, turn: Turn, dispatch: Dispatch): Dispatch {
  return (request) => {
    const { method, target } = request;
    const makes = method === "GET" && MAKES.test(target);
    if ((method === "GET" && !makes) || NOT_KEPT.test(target)) return dispatch(request);
    return turn(async () => {
      const before = { at: tenant.clock.now(), ids: tenant.idsGiven };
      const reply = await dispatch(request);
      if (reply.status < 400 || makes) diary.write(before, deedOf(request));
      return reply;
    });
  };
}

function deedOf({ method, target, headers, caller, body }: GraphRequest) {
  const kept = Object.fromEntries(HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  return {
    to: "graph" as const,
    method,
    target,
    headers: kept,
    caller: keptCaller(caller),
    body: keptBody(body),
  };
}

/** The outside door that keeps what it changed in the diary. Moving the clock waits for others, so it takes no turn. */
export function keepOutside(
  tenant: Tenant,
  diary: Diary,
  turn: Turn,
  answer: (exchange: Exchange) => Promise<Answer>,
): (exchange: Exchange) => Promise<Answer> {
  return (exchange) => {
    const { method, path, search, body } = exchange;
    if (method === "GET" || OUTSIDE_NOT_KEPT.test(path)) return answer(exchange);
    const keep = async () => {
      const before = { at: tenant.clock.now(), ids: tenant.idsGiven };
      const said = await answer(exchange);
      if (said.status < 400) {
        diary.write(before, { to: "outside", method, path, search, body: body.toString("base64") });
      }
      return said;
    };
    return path.startsWith("/_outside/clock") ? keep() : turn(keep);
  };
}
