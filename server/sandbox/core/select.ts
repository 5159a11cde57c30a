import { badQuery, type EntityType, pathParts, propertyAt } from "./entity-type.ts";

/** Takes an entity to what is sent of it. */
export type Pick = (entity: object) => object;

/** Reads $select (undefined: nothing was selected). Throws Graph's 400 for an unknown property. */
export function parseSelect(text: string | undefined, type: EntityType): Pick {
  if (text === undefined || text.trim() === "*")
    return text === undefined ? usualOf(type) : (entity) => entity;
  const paths = text.split(",").map((path) => pathParts(path.trim()));
  for (const path of paths) {
    if (path.length === 0 || path[0] === "")
      throw badQuery(type, "Parsing OData Select and Expand failed: empty path.");
    if (path.join("") !== "*") propertyAt(type, path, "Select and Expand");
  }
  const always = new Set(type.always ?? []);
  return (entity) => {
    const chosen: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(entity)) {
      if (always.has(name) || name.startsWith("@odata.") || name === "@removed") chosen[name] = value;
    }
    for (const path of paths) copyPath(entity as Record<string, unknown>, chosen, path);
    return chosen;
  };
}

function usualOf(type: EntityType): Pick {
  const { usual, onSelect } = type;
  if (usual === undefined && onSelect === undefined) return (entity) => entity;
  const isUsual = usual && new Set(usual);
  const isHidden = new Set(onSelect);
  const keeps = (name: string) =>
    name.startsWith("@") || (isUsual === undefined ? !isHidden.has(name) : isUsual.has(name));
  return (entity) => Object.fromEntries(Object.entries(entity).filter(([name]) => keeps(name)));
}

function copyPath(from: Record<string, unknown>, to: Record<string, unknown>, path: readonly string[]): void {
  const [first = "", ...rest] = path;
  if (!(first in from)) return;
  const value = from[first];
  if (rest.length === 0 || value === null || typeof value !== "object" || Array.isArray(value)) {
    to[first] = value;
    return;
  }
  const inner = Object.hasOwn(to, first) && to[first] !== value ? (to[first] as Record<string, unknown>) : {};
  copyPath(value as Record<string, unknown>, inner, rest);
  to[first] = inner;
}
