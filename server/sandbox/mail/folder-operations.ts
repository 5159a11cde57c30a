import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, type EntityOptions, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { enter, enterFolder } from "./access.ts";
import { foldersDelta } from "./delta.ts";
import { childrenOf, folderEntity, folderType, requireFolder } from "./folders.ts";
import type { Folder, Mailbox } from "./mailbox.ts";
import { addFolder } from "./state.ts";

function options(box: Mailbox): EntityOptions<Folder> {
  return {
    type: folderType,
    present: (folder) => folderEntity(box, folder),
    expand: { childFolders: (folder) => childrenOf(box, folder).map((child) => folderEntity(box, child)) },
  };
}

/** The folder whose children are meant: that of the path, or the one above all others. */
function parentIn(box: Mailbox, call: Call): Folder {
  return requireFolder(box, call.params["mailFolder-id"] ?? "msgfolderroot");
}

function list(call: Call): Reply {
  const { box } = enter(call);
  const withHidden = call.query.argument("includeHiddenFolders")?.toLowerCase() === "true";
  const folders = childrenOf(box, parentIn(box, call)).filter((one) => withHidden || !one.isHidden);
  return collection(call, folders, {
    ...options(box),
    read: (folder, property) => folderEntity(box, folder)[property],
    defaultTop: 10,
    maxTop: 1000,
    paging: "$skip",
  });
}

const newFolder = graphObject({
  displayName: z.string().min(1).max(255),
  isHidden: z.boolean().nullish(),
  id: z.string().nullish(),
  parentFolderId: z.string().nullish(),
  childFolderCount: z.number().nullish(),
  totalItemCount: z.number().nullish(),
  unreadItemCount: z.number().nullish(),
});

function create(call: Call): Reply {
  const { tenant, box } = enter(call);
  const { displayName, isHidden } = readBody(call, newFolder, { type: "microsoft.graph.mailFolder" });
  const parent = parentIn(box, call);
  const isTaken = childrenOf(box, parent).some(
    (one) => one.displayName.toLowerCase() === displayName.toLowerCase(),
  );
  if (isTaken)
    throw new GraphError(409, "ErrorFolderExists", "A folder with the specified name already exists.");
  const folder = addFolder(tenant, box, parent.id, displayName, isHidden ?? false);
  return entity(call, folder, { ...options(box), status: 201 });
}

function get(call: Call): Reply {
  const { box, folder } = enterFolder(call);
  return entity(call, folder, options(box));
}

const all = "/users/{user-id}/mailFolders";

const rows: [method: Operation["method"], path: string, handle: Operation["handle"]][] = [
  ["GET", all, list],
  ["POST", all, create],
  ["GET", `${all}/{mailFolder-id}`, get],
  ["GET", `${all}/delta()`, foldersDelta],
  ["GET", `${all}/{mailFolder-id}/childFolders`, list],
  ["POST", `${all}/{mailFolder-id}/childFolders`, create],
];

/** Folders of a mailbox. */
export const folderOperations: Operation[] = rows.map(([method, path, handle]) => ({
  method,
  path,
  permission: permissionOf(`${method} ${path}`),
  fidelity: "like",
  limit: "mailbox",
  handle,
}));
