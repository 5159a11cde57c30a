import { GraphError } from "../core/graph-error.ts";
import type { Message } from "./message.ts";

const PREFIX = "Microsoft.OutlookServices.OpenTypeExtension.";

/** A body that describes an open extension. */
export type ExtensionInput = { extensionName: string } & Record<string, unknown>;

/** The name that a body gives, without Outlook's prefix. Throws 400 for another type of extension. */
export function extensionName(input: ExtensionInput): string {
  const type = String(input["@odata.type"] ?? "")
    .replace(/^#/, "")
    .toLowerCase();
  if (type !== "" && type !== "microsoft.graph.opentypeextension") {
    throw new GraphError(400, "BadRequest", `'${type}' is not a type of extension that a message can have.`);
  }
  return bareName(input.extensionName);
}

/** A name or an id of an extension, as the plain name. */
export function bareName(nameOrId: string): string {
  return nameOrId.startsWith(PREFIX) ? nameOrId.slice(PREFIX.length) : nameOrId;
}

/** What an owner put into an extension: all but its name, id and annotations. */
export function customData(input: Record<string, unknown>): Record<string, unknown> {
  const own = ([name]: [string, unknown]) =>
    name !== "extensionName" && name !== "id" && !name.startsWith("@odata.");
  return Object.fromEntries(Object.entries(input).filter(own));
}

/** An extension as Graph shows it. */
export function extensionEntity(name: string, data: Record<string, unknown>): Record<string, unknown> {
  return {
    "@odata.type": "#microsoft.graph.openTypeExtension",
    id: `${PREFIX}${name}`,
    extensionName: name,
    ...customData(data),
  };
}

/** The data under that name or id. Throws Graph's 404 when the message has none. */
export function requireExtension(
  message: Message,
  nameOrId: string,
): [name: string, data: Record<string, unknown>] {
  const name = bareName(nameOrId);
  const data = message.extensions.get(name);
  if (data === undefined)
    throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
  return [name, data];
}
