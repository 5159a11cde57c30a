import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";

/** A row of Planner's table: `key` is method and path; a `note` says what the real service does beyond this. */
export function row(
  key: `${Operation["method"]} ${string}`,
  handle: Operation["handle"],
  note?: string,
): Operation {
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

/** What a PATCH answers: nothing, or the changed thing where `Prefer: return=representation` asks for it. */
export function changed({ prefer }: Call, body: Record<string, unknown>): Reply {
  const wanted: string | undefined = prefer["return"];
  return wanted?.toLowerCase() === "representation"
    ? { status: 200, body, headers: { "Preference-Applied": "return=representation" } }
    : { status: 204 };
}
