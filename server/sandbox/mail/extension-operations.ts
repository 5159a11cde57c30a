import { z } from "zod";
import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { enterMessage } from "./access.ts";
import { customData, extensionEntity, extensionName, requireExtension } from "./extension.ts";
import { extensionSchema } from "./message-schema.ts";
import { changeMessage } from "./store.ts";

function list(call: Call): Reply {
  const { message } = enterMessage(call);
  if (call.query.option("$filter") !== undefined) {
    throw new GraphError(400, "ErrorInvalidUrlQueryFilter", "Open extensions cannot be filtered.");
  }
  return {
    status: 200,
    body: { value: [...message.extensions].map(([name, data]) => extensionEntity(name, data)) },
  };
}

function create(call: Call): Reply {
  const { tenant, box, message } = enterMessage(call);
  const input = readBody(call, extensionSchema, { type: "microsoft.graph.openTypeExtension" });
  const name = extensionName(input);
  if (message.extensions.has(name)) {
    throw new GraphError(
      409,
      "ErrorExtensionAlreadyExists",
      `An extension with the name '${name}' already exists.`,
    );
  }
  changeMessage(tenant, box, message, ({ extensions }) => extensions.set(name, customData(input)));
  return { status: 201, body: extensionEntity(name, customData(input)) };
}

function get(call: Call): Reply {
  const { message } = enterMessage(call);
  return {
    status: 200,
    body: extensionEntity(...requireExtension(message, call.params["extension-id"]!)),
  };
}

/** PATCH puts the properties given over those there; null takes one away. */
function patch(call: Call): Reply {
  const { tenant, box, message } = enterMessage(call);
  const [name, before] = requireExtension(message, call.params["extension-id"]!);
  const input = readBody(call, z.looseObject({}), { type: "microsoft.graph.openTypeExtension" });
  const merged = Object.entries({ ...before, ...customData(input) }).filter(([, value]) => value !== null);
  const data = Object.fromEntries(merged);
  changeMessage(tenant, box, message, ({ extensions }) => extensions.set(name, data));
  return { status: 200, body: extensionEntity(name, data) };
}

function remove(call: Call): Reply {
  const { tenant, box, message } = enterMessage(call);
  const [name] = requireExtension(message, call.params["extension-id"]!);
  changeMessage(tenant, box, message, ({ extensions }) => extensions.delete(name));
  return { status: 204 };
}

const all = "/users/{user-id}/messages/{message-id}/extensions";
const one = `${all}/{extension-id}`;

const rows: [method: Operation["method"], path: string, handle: Operation["handle"]][] = [
  ["GET", all, list],
  ["POST", all, create],
  ["GET", one, get],
  ["PATCH", one, patch],
  ["DELETE", one, remove],
];

/** Open extensions of messages. */
export const extensionOperations: Operation[] = rows.map(([method, path, handle]) => ({
  method,
  path,
  permission: permissionOf(`${method} ${path}`),
  fidelity: "like",
  limit: "mailbox",
  handle,
}));
