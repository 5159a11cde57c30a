import type { Host } from "../host/host.ts";
import type { Family } from "../ui/look.ts";

/** Whose colours a page wears in that host. */
export function familyOf({ kind }: Pick<Host, "kind">): Family {
  return kind === "teams" ? "teams" : "web";
}
