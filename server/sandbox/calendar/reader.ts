import type { Call } from "../core/operation.ts";
import { permissionsOf, type Sight } from "./access.ts";
import { requireZone } from "./zones.ts";

/** How one caller wants, and is allowed, to see events. */
export type Reader = {
  /** IANA zone in which times are written, and its name as the caller spelt it. */
  zone: string;
  name: string;
  /** Ids that last are preferred. */
  lasting: boolean;
  bodyAs: "html" | "text";
  /** False for callers whose permission is only Calendars.ReadBasic: no bodies and extensions. */
  seesBodies: boolean;
  sight: Sight;
};

/** Reads the preferences and the depth of permission of a call. Throws 400 for an unknown preferred zone. */
export function readerOf(call: Call, sight: Sight): Reader {
  const name = preference(call, "outlook.timezone") ?? "UTC";
  return {
    zone: requireZone(name),
    name,
    lasting: preference(call, "idtype")?.toLowerCase() === "immutableid",
    bodyAs: preference(call, "outlook.body-content-type")?.toLowerCase() === "text" ? "text" : "html",
    seesBodies: [...permissionsOf(call)].some((name) => /^Calendars\.Read(Write)?(\.Shared)?$/.test(name)),
    sight,
  };
}

function preference({ prefer }: Call, name: string): string | undefined {
  return prefer[name];
}

/** The headers that tell a caller which of their preferences were followed. */
export function appliedPreferences(call: Call): Record<string, string> {
  const names = ["outlook.timezone", "outlook.body-content-type", "IdType"] as const;
  const applied = names
    .map((name) => [name, call.prefer[name.toLowerCase()]] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${value}"`);
  return applied.length === 0 ? {} : { "Preference-Applied": applied.join(", ") };
}
