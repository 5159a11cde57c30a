import { z } from "zod";
import { graphAction, graphEnum, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { enter } from "./access.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Message } from "./message.ts";

const formats = ["entryId", "ewsId", "immutableEntryId", "restId", "restImmutableEntryId"] as const;
type Format = (typeof formats)[number];

const body = graphAction({
  InputIds: z.array(z.string()).min(1).max(1000),
  TargetIdType: graphEnum(formats),
  SourceIdType: graphEnum(formats),
});

/** An EWS id is the REST one in plain instead of URL-safe base64. */
const ews = (rest: string) => rest.replaceAll("-", "/").replaceAll("_", "+");
const rest = (id: string) => id.replaceAll("/", "-").replaceAll("+", "_");
const entry = (id: string) => Buffer.from(id).toString("hex").toUpperCase();

function written(message: Message, format: Format): string {
  const plain: Record<Format, string> = {
    restId: message.id,
    restImmutableEntryId: message.key,
    ewsId: ews(message.id),
    entryId: entry(message.id),
    immutableEntryId: entry(message.key),
  };
  return plain[format];
}

function found(box: Mailbox, id: string, format: Format): Message | undefined {
  if (format === "restImmutableEntryId") return box.byKey.get(id);
  if (format === "immutableEntryId") return box.byKey.get(Buffer.from(id, "hex").toString());
  if (format === "entryId") return box.byId.get(Buffer.from(id, "hex").toString());
  return box.byId.get(format === "ewsId" ? rest(id) : id);
}

function translate(call: Call): Reply {
  const { box } = enter(call);
  const { InputIds, SourceIdType, TargetIdType } = readBody(call, body);
  if (SourceIdType === TargetIdType) {
    throw new GraphError(400, "ErrorInvalidArgument", "The source and target types of the ids must differ.");
  }
  const value = InputIds.map((sourceId) => {
    const message = found(box, sourceId, SourceIdType);
    if (message !== undefined) return { sourceId, targetId: written(message, TargetIdType) };
    const errorDetails = { code: "ErrorInvalidIdMalformed", message: "Id is malformed." };
    return { sourceId, targetId: null, errorDetails };
  });
  return { status: 200, body: { value } };
}

const path = "/users/{user-id}/translateExchangeIds";

/** Turning one kind of message id into another. */
export const translateOperations: Operation[] = [
  {
    method: "POST",
    path,
    permission: permissionOf(`POST ${path}`),
    fidelity: "simpler",
    note: "Ids of messages only.",
    limit: "mailbox",
    handle: translate,
  },
];
