import type { Answer, Exchange } from "../core/exchange.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Door } from "../core/http.ts";
import type { Reply } from "../core/operation.ts";
import { errorBody, requestIds } from "../core/reply-text.ts";
import type { Tenant } from "../core/tenant.ts";
import { requireItem } from "./item-view.ts";
import { driveOf, drivesOf } from "./state.ts";
import { requireUpload, stateOf, takePart } from "./upload.ts";

/** The largest part of an upload. Source: driveItem createUploadSession. */
const LARGEST_PART = 60 * 1024 * 1024;

/** The door for pre-authenticated addresses of files: parts of uploads come in, contents go out, without a token. */
export function drivesDoor(tenant: Tenant): Door {
  return {
    takes: (path) => path.startsWith("/_files/"),
    largestBody: LARGEST_PART,
    async answer(exchange) {
      try {
        return answerOf(tenant, exchange);
      } catch (error) {
        if (error instanceof GraphError) return refused(tenant, exchange, error);
        throw error;
      }
    },
    tooLarge: (exchange) =>
      refused(
        tenant,
        exchange,
        new GraphError(413, "fragmentTooLarge", "A part of an upload must be below 60 MiB."),
      ),
  };
}

function answerOf(tenant: Tenant, exchange: Exchange): Answer {
  const [, , kind, id = ""] = exchange.path.split("/");
  if (kind === "downloads" && exchange.method === "GET") return download(tenant, id);
  if (kind !== "uploads") throw new GraphError(404, "itemNotFound", "The resource could not be found.");
  return upload(tenant, exchange, id);
}

function upload(tenant: Tenant, { method, headers, body }: Exchange, id: string): Reply {
  const found = requireUpload(tenant, id);
  if (method === "GET") return { status: 200, body: stateOf(found) };
  if (method === "PUT") return takePart(tenant, found, headers["content-range"], new Uint8Array(body));
  if (method !== "DELETE")
    throw new GraphError(405, "notAllowed", "An upload session takes GET, PUT and DELETE.");
  drivesOf(tenant).uploads.delete(id);
  return { status: 204 };
}

function download(tenant: Tenant, token: string): Answer {
  const found = drivesOf(tenant).downloads.get(token);
  if (found === undefined || tenant.clock.now().epochMilliseconds >= found.expiresMs) {
    throw new GraphError(401, "unauthenticated", "The address is not valid any more.");
  }
  const { content } = requireItem(driveOf(tenant, found.driveId), found.itemId);
  return {
    status: 200,
    headers: { "Content-Type": content?.mimeType ?? "application/octet-stream" },
    body: content?.bytes ?? new Uint8Array(),
  };
}

function refused(tenant: Tenant, exchange: Exchange, error: GraphError): Answer {
  return {
    status: error.status,
    headers: error.headers,
    body: errorBody(error, tenant.clock, requestIds(exchange.headers)),
  };
}
