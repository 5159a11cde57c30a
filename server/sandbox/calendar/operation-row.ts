import type { Operation } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";

type Key = `${Operation["method"]} ${string}`;

/** A row of the calendar's table: `key` is method and path; a `note` says what the real service does beyond this. */
export function row(key: Key, handle: Operation["handle"], note?: string): Operation {
  const [method, path] = key.split(" ") as [Operation["method"], string];
  const fidelity = note === undefined ? "like" : "simpler";
  return {
    method,
    path,
    permission: permissionOf(key),
    fidelity,
    limit: "mailbox",
    handle,
    ...(note && { note }),
  };
}
