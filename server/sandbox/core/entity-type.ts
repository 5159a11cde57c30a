import { GraphError } from "./graph-error.ts";

/** What a property holds. A list of one is a collection of that. "any" is not looked into. */
export type PropertyType =
  | "string"
  | "boolean"
  | "number"
  | "instant"
  | "any"
  | Shape
  | readonly [PropertyType];

/** The properties of a type, by name. "instant" is an ISO date-time with Z, "string" also enums and GUIDs. */
export type Shape = { readonly [property: string]: PropertyType };

/** What OData may be asked about one kind of thing. */
export type EntityType = {
  /** As messages name it, e.g. "microsoft.graph.user". */
  name: string;
  shape: Shape;
  /** Which service answers: their error codes differ. */
  family: "outlook" | "directory" | "teams";
  /** The only properties given when nothing is selected; absent: all of them. */
  usual?: readonly string[];
  /** Properties given only when selected by name. */
  onSelect?: readonly string[];
  /** Properties given even when not selected (Outlook: id). Annotations such as "@odata.etag" always are. */
  always?: readonly string[];
  /** Properties $filter may use; absent: all. A nested one by its path, e.g. "start/dateTime", or by its first part. */
  filterable?: readonly string[];
  /** Properties $orderby may use; absent: all. */
  sortable?: readonly string[];
};

/** Splits "from/emailAddress/address", leaving out type casts such as "microsoft.graph.eventMessage". */
export function pathParts(path: string): string[] {
  return path.split("/").filter((part) => !part.startsWith("microsoft.graph."));
}

/** What a path leads to. Throws the service's 400 when the type has no such property. */
export function propertyAt(type: EntityType, path: readonly string[], option: string): PropertyType {
  let here: PropertyType = type.shape;
  for (const part of path) {
    if (here === "any") return "any";
    const next: PropertyType | undefined =
      isShape(here) && Object.hasOwn(here, part) ? here[part] : undefined;
    if (next === undefined) throw unknownProperty(type, part, option);
    here = next;
  }
  return here;
}

/** True for a type with named parts. */
export function isShape(type: PropertyType): type is Shape {
  return typeof type === "object" && !Array.isArray(type);
}

/** Graph's refusal of a query: the code depends on which service answers. */
export function badQuery(type: EntityType, message: string): GraphError {
  return new GraphError(400, type.family === "outlook" ? "RequestBroker--ParseUri" : "BadRequest", message);
}

function unknownProperty(type: EntityType, property: string, option: string): GraphError {
  const said = `Could not find a property named '${property}' on type '${type.name}'.`;
  return badQuery(type, type.family === "outlook" ? said : `Parsing OData ${option} failed: ${said}`);
}
