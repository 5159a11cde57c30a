import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { groupDrive } from "./drive.ts";
import { presentDrive } from "./drive-view.ts";
import { addFile, addFolder, conflictBehaviour, handOf, writeContent } from "./item.ts";
import { removeItem } from "./item-end.ts";
import { driveType, itemType } from "./item-type.ts";
import { childrenOf, etagOf, presentItem, requireItem } from "./item-view.ts";
import { createLink, invite } from "./sharing.ts";
import { type Drive, driveOf, drivesOf, type Item } from "./state.ts";
import { createUploadSession } from "./upload.ts";

/** A pre-authenticated address works so long, on the tenant's clock. */
const DOWNLOAD_MS = 60 * 60_000;

const one = "/drives/{drive-id}/items/{driveItem-id}";

/** Files and folders of document libraries. Addressing by path ("root:/a/b:") is not there. */
export const drivesOperations: readonly Operation[] = [
  row("GET /groups/{group-id}/drive", (call) => {
    const drive = groupDrive(call.tenant, call.params["group-id"]!);
    requireOpen(call, drive);
    return entity(call, presentDrive(call.tenant, drive), { type: driveType });
  }),
  row(`GET ${one}`, (call) => {
    const { drive, item } = opened(call);
    return entity(call, presentItem(drive, item), { type: itemType });
  }),
  row(`DELETE ${one}`, (call) => {
    const { drive, item } = opened(call);
    requireMatch(call, item);
    removeItem(call.tenant, drive, item);
    return { status: 204 };
  }),
  row(`GET ${one}/children`, (call) => {
    const { drive, item } = opened(call);
    const children = childrenOf(drive, item).map((child) => presentItem(drive, child));
    return collection(call, children, { type: itemType, defaultTop: 200, refuse: ["$skip"] });
  }),
  row(`POST ${one}/children`, addChild),
  row(`GET ${one}/content`, redirectToContent),
  row(`PUT ${one}/content`, putContent, "The item must exist: make a file as a child first."),
  row(
    `POST ${one}/createUploadSession`,
    (call) => {
      const { drive, item } = opened(call);
      return createUploadSession(call, drive, item);
    },
    "The item must exist: make a file as a child first.",
  ),
  row(
    `POST ${one}/createLink`,
    (call) => createLink(call, opened(call).drive, opened(call).item),
    "Links open nothing.",
  ),
  row(
    `POST ${one}/invite`,
    (call) => invite(call, opened(call).item),
    "No invitation mails are sent; nothing is opened.",
  ),
];

function row(key: `${Operation["method"]} ${string}`, handle: Operation["handle"], note?: string): Operation {
  const [method, path] = key.split(" ") as [Operation["method"], string];
  const fidelity = note === undefined ? "like" : "simpler";
  return {
    method,
    path,
    permission: permissionOf(key),
    fidelity,
    limit: "none",
    handle,
    ...(note && { note }),
  };
}

function opened(call: Call): { drive: Drive; item: Item } {
  const drive = driveOf(call.tenant, call.params["drive-id"]!);
  requireOpen(call, drive);
  return { drive, item: requireItem(drive, call.params["driveItem-id"]!) };
}

function requireOpen({ caller }: Call, drive: Drive): void {
  if (caller.kind === "app" || drive.opens === undefined || drive.opens(caller.userId)) return;
  throw new GraphError(403, "accessDenied", "Access denied");
}

const newChild = graphObject({
  name: z.string(),
  folder: z.object({}).nullish(),
  file: z.object({}).nullish(),
  description: z.string().nullish(),
  "@microsoft.graph.conflictBehavior": z.string().optional(),
});

function addChild(call: Call): Reply {
  const { drive, item: parent } = opened(call);
  const input = readBody(call, newChild, { type: "microsoft.graph.driveItem", code: "invalidRequest" });
  if ((input.folder == null) === (input.file == null)) {
    throw new GraphError(400, "invalidRequest", "Exactly one of folder and file must be given.");
  }
  const onConflict = conflictBehaviour(input["@microsoft.graph.conflictBehavior"], "fail");
  const empty = { bytes: new Uint8Array(), mimeType: "application/octet-stream" };
  const hand = handOf(call);
  const item =
    input.folder == null
      ? addFile(hand, drive, parent.id, input.name, onConflict, empty)
      : addFolder(hand, drive, parent.id, input.name, onConflict);
  item.description = input.description ?? item.description;
  return { status: 201, body: presentItem(drive, item), headers: { ETag: etagOf(item) } };
}

function redirectToContent(call: Call): Reply {
  const { drive, item } = opened(call);
  if (item.content === null) throw new GraphError(400, "invalidRequest", "A folder has no content.");
  const token = call.tenant.newId().replaceAll("-", "");
  const expiresMs = call.tenant.clock.now().epochMilliseconds + DOWNLOAD_MS;
  drivesOf(call.tenant).downloads.set(token, { driveId: drive.id, itemId: item.id, expiresMs });
  return { status: 302, headers: { Location: `${new URL(call.baseUrl).origin}/_files/downloads/${token}` } };
}

function putContent(call: Call): Reply {
  const { drive, item } = opened(call);
  requireMatch(call, item);
  const bytes = bytesOf(call.body);
  const type: string | undefined = call.headers["content-type"];
  writeContent(handOf(call), drive, item, {
    bytes,
    mimeType: type ?? "application/octet-stream",
  });
  return { status: 200, body: presentItem(drive, item), headers: { ETag: etagOf(item) } };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  return body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body));
}

function requireMatch({ headers }: Call, item: Item): void {
  const wanted: string | undefined = headers["if-match"];
  if (wanted === undefined || wanted === "*" || wanted === etagOf(item)) return;
  throw new GraphError(412, "resourceModified", "ETag does not match current item's value");
}
