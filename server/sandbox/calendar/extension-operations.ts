import { z } from "zod";
import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation } from "../core/operation.ts";
import { denied, isHidden, openForReading } from "./access.ts";
import { openItem } from "./event-operations.ts";
import { readExtension, requireExtension, valuesOf, writeExtension } from "./extensions.ts";
import type { Item } from "./instances.ts";
import { changeOwn } from "./meeting-end.ts";
import { row } from "./operation-row.ts";
import { requireItem } from "./store.ts";

const json = z.record(z.string(), z.unknown());

/** Open extensions of events. They belong to one mailbox's copy only. */
export const extensionRows: readonly Operation[] = [
  row("POST /users/{user-id}/events/{event-id}/extensions", (call) => {
    const { item } = openItem(call);
    const { name, values } = readExtension(readBody(call, json));
    if (item.own.extensions.has(name)) {
      throw new GraphError(
        409,
        "ErrorItemPropertyRequestFailed",
        `An extension named '${name}' is there already.`,
      );
    }
    store(call, item, name, values);
    return { status: 201, body: writeExtension(name, values) };
  }),
  row("GET /users/{user-id}/events/{event-id}/extensions/{extension-id}", (call) => {
    const { owner, sight } = openForReading(call);
    const item = requireItem(call.tenant, owner.id, call.params["event-id"]!);
    if (isHidden(item.own.sensitivity, sight)) throw denied();
    const { name, values } = requireExtension(item, call.params["extension-id"]!);
    return { status: 200, body: writeExtension(name, values) };
  }),
  row("PATCH /users/{user-id}/events/{event-id}/extensions/{extension-id}", (call) => {
    const { item } = openItem(call);
    const { name, values } = requireExtension(item, call.params["extension-id"]!);
    const changed = { ...values, ...valuesOf(readBody(call, json)) };
    const kept = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null));
    store(call, item, name, kept);
    return { status: 200, body: writeExtension(name, kept) };
  }),
];

function store({ tenant }: Call, item: Item, name: string, values: Readonly<Record<string, unknown>>): void {
  changeOwn(tenant, item, { extensions: new Map(item.own.extensions).set(name, values) });
}
