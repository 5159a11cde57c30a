import { GraphError } from "../core/graph-error.ts";
import type { Item } from "./instances.ts";

type Json = Readonly<Record<string, unknown>>;

const HEAD = "Microsoft.OutlookServices.OpenTypeExtension.";
const TYPE = "microsoft.graph.openTypeExtension";
const OWN_NAMES = new Set(["id", "extensionName"]);

/** Reads a new open extension. Throws 400 for another kind of extension or one without a name. */
export function readExtension(body: Json): { name: string; values: Json } {
  const type = body["@odata.type"];
  if (typeof type !== "string" || type.replace(/^#/, "").toLowerCase() !== TYPE.toLowerCase()) {
    throw new GraphError(
      400,
      "RequestBodyRead",
      `An extension must say that its '@odata.type' is '#${TYPE}'.`,
    );
  }
  const name = body["extensionName"];
  if (typeof name === "string" && /^[\w.-]{1,200}$/.test(name)) return { name, values: valuesOf(body) };
  throw new GraphError(400, "ErrorPropertyValidationFailure", "An open extension needs an 'extensionName'.");
}

/** What an extension holds beside its name. Lists may hold values only, as in the real service. */
export function valuesOf(body: Json): Json {
  const entries = Object.entries(body).filter(([name]) => !OWN_NAMES.has(name) && !name.includes("@odata."));
  return Object.fromEntries(entries);
}

/** The extension with this name, or id. Throws 404. */
export function requireExtension({ own }: Item, nameOrId: string): { name: string; values: Json } {
  const name = nameOrId.startsWith(HEAD) ? nameOrId.slice(HEAD.length) : nameOrId;
  const values = own.extensions.get(name);
  if (values !== undefined) return { name, values };
  throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

/** An open extension as Graph writes it. */
export function writeExtension(name: string, values: Json): Record<string, unknown> {
  return { "@odata.type": `#${TYPE}`, id: `${HEAD}${name}`, extensionName: name, ...values };
}

/** The extensions of an event; of a filter only `id eq '…'` is understood, as by the real service. */
export function writeExtensions({ own }: Item, filter: string | undefined): Record<string, unknown>[] {
  const wanted = filter === undefined ? null : /^\s*id\s+eq\s+'([^']+)'\s*$/i.exec(filter)?.[1];
  if (wanted === undefined) {
    throw new GraphError(400, "ErrorInvalidUrlQueryFilter", "Extensions can only be filtered by id.");
  }
  return [...own.extensions]
    .filter(([name]) => wanted === null || wanted === name || wanted === HEAD + name)
    .map(([name, values]) => writeExtension(name, values));
}
