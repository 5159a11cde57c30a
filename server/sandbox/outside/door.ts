import type { Answer, Exchange } from "../core/exchange.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Door } from "../core/http.ts";
import { BadSeed } from "../seed/plant-directory.ts";
import { outsideActions } from "./actions.ts";
import { type OutsideParts, queryOf } from "./context.ts";

/** Raw mail with attachments may be as large as Exchange Online takes it. */
const LARGEST_BODY = 40 * 1024 * 1024;

const PREFIX = "/_outside";

/** The door for everything that happens around the tenant: clients writing, time passing, things going wrong. */
export function outsideDoor(parts: OutsideParts): Door {
  async function answer(exchange: Exchange): Promise<Answer> {
    const path = exchange.path.slice(PREFIX.length);
    const atPath = outsideActions.filter((action) => action.path.test(path));
    const action = atPath.find(({ method }) => method === exchange.method);
    try {
      if (atPath.length === 0)
        throw new GraphError(404, "NotFound", `The outside API has no ${path || "/"}.`);
      if (action === undefined) {
        const allowed = atPath.map(({ method }) => method).join(", ");
        throw new GraphError(405, "MethodNotAllowed", `${path} takes ${allowed}.`, { Allow: allowed });
      }
      const params = (action.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
      return await action.handle({ ...parts, params, query: queryOf(exchange), exchange });
    } catch (error) {
      return refused(error);
    }
  }
  return {
    takes: (path) => path === PREFIX || path.startsWith(`${PREFIX}/`),
    largestBody: LARGEST_BODY,
    answer,
    tooLarge: () => refused(new GraphError(413, "TooLarge", `A body may have ${LARGEST_BODY} bytes.`)),
  };
}

function refused(error: unknown): Answer {
  if (error instanceof GraphError) {
    const { status, code, message, headers } = error;
    return { status, headers, body: { error: { code, message } } };
  }
  if (error instanceof BadSeed)
    return { status: 400, body: { error: { code: "BadSeed", message: error.message } } };
  if (error instanceof URIError) {
    return {
      status: 400,
      body: { error: { code: "BadRequest", message: "The path is not correctly encoded." } },
    };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { error: { code: "SandboxBroken", message } } };
}
