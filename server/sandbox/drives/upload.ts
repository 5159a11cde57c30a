import { z } from "zod";
import { graphAction, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { handOf, writeContent } from "./item.ts";
import { presentItem, requireItem } from "./item-view.ts";
import { type Drive, driveOf, drivesOf, type Item, type Upload } from "./state.ts";

/** All parts but the last are a multiple of this. Source: driveItem createUploadSession. */
const PART_BYTES = 320 * 1024;
/** A session that nobody feeds ends after so long, on the tenant's clock. */
const SESSION_MS = 24 * 60 * 60_000;

const input = graphAction({
  item: graphObject({
    name: z.string().nullish(),
    description: z.string().nullish(),
    fileSize: z.number().int().nullish(),
    fileSystemInfo: z.record(z.string(), z.unknown()).nullish(),
    "@microsoft.graph.conflictBehavior": z.string().optional(),
  }).nullish(),
  deferCommit: z.literal(false).nullish(),
});

/** POST createUploadSession: an address that takes the file in parts, without a token. */
export function createUploadSession(call: Call, drive: Drive, item: Item): Reply {
  if (item.content === null) throw new GraphError(400, "invalidRequest", "A folder has no content.");
  if (call.body !== undefined) readBody(call, input, { code: "invalidRequest" });
  const { tenant } = call;
  const upload: Upload = {
    id: tenant.newId().replaceAll("-", ""),
    driveId: drive.id,
    itemId: item.id,
    expiresMs: tenant.clock.now().epochMilliseconds + SESSION_MS,
    total: null,
    received: [],
    size: 0,
    by: handOf(call).by,
  };
  drivesOf(tenant).uploads.set(upload.id, upload);
  const uploadUrl = `${new URL(call.baseUrl).origin}/_files/uploads/${upload.id}`;
  return { status: 200, body: { uploadUrl, ...stateOf(upload) } };
}

/** What is still expected of an upload. */
export function stateOf({ expiresMs, size }: Upload): {
  expirationDateTime: string;
  nextExpectedRanges: string[];
} {
  return { expirationDateTime: new Date(expiresMs).toISOString(), nextExpectedRanges: [`${size}-`] };
}

/** The upload with this id. Throws 404 for one that is unknown, finished or too old. */
export function requireUpload(tenant: Tenant, id: string): Upload {
  const { uploads } = drivesOf(tenant);
  const upload = uploads.get(id);
  const isOld = upload !== undefined && tenant.clock.now().epochMilliseconds >= upload.expiresMs;
  if (isOld) uploads.delete(id);
  if (upload !== undefined && !isOld) return upload;
  throw new GraphError(404, "itemNotFound", "The upload session was not found");
}

/** Takes one part: 202 with what is missing, or 200 with the file once it is whole. Throws 400, 411 and 416. */
export function takePart(
  tenant: Tenant,
  upload: Upload,
  contentRange: string | undefined,
  bytes: Uint8Array,
): Reply {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? "");
  if (found === null)
    throw new GraphError(400, "invalidRequest", "The Content-Range header is missing or malformed.");
  const [first, last, total] = found.slice(1).map(Number) as [number, number, number];
  if (last - first + 1 !== bytes.byteLength || last >= total || (upload.total ?? total) !== total) {
    throw new GraphError(400, "invalidRequest", "The Content-Range header does not fit what was sent.");
  }
  if (first !== upload.size)
    throw new GraphError(416, "invalidRange", "Optimistic concurrency failure during fragmented upload");
  if (last + 1 < total && bytes.byteLength % PART_BYTES !== 0) {
    throw new GraphError(
      400,
      "invalidRequest",
      `The size of a part must be a multiple of ${PART_BYTES} bytes.`,
    );
  }
  upload.total = total;
  upload.received.push(bytes);
  upload.size += bytes.byteLength;
  if (upload.size < total) return { status: 202, body: stateOf(upload) };
  const drive = driveOf(tenant, upload.driveId);
  const item = requireItem(drive, upload.itemId);
  writeContent({ tenant, by: upload.by }, drive, item, {
    bytes: Buffer.concat(upload.received),
    mimeType: "application/octet-stream",
  });
  drivesOf(tenant).uploads.delete(upload.id);
  return { status: 200, body: presentItem(drive, item) };
}
