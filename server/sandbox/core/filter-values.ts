import type { PropertyType } from "./entity-type.ts";

/** What each comparison makes of how two values are ordered. */
export const COMPARISONS: Record<string, (order: number) => boolean> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Their names in messages. */
export const OPERATOR_KINDS: Record<string, string> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

/** Edm's names, as Graph's messages use them. */
const EDM: Record<string, string> = {
  string: "Edm.String",
  boolean: "Edm.Boolean",
  number: "Edm.Int32",
  instant: "Edm.DateTimeOffset",
};

/** Edm's name of a type, for messages. */
export function edmName(type: PropertyType): string {
  return typeof type === "string" ? (EDM[type] ?? "Edm.Untyped") : "Edm.ComplexType";
}

/** True when values of both types can be compared at all. */
export function comparable(a: PropertyType, b: PropertyType): boolean {
  return a === "any" || b === "any" || (typeof a === "string" && a === b);
}

/** What a value is compared by: texts without regard to letter case. */
export function keyOf(value: unknown, type: PropertyType): unknown {
  return typeof value === "string" && type !== "instant" ? value.toLowerCase() : (value ?? null);
}

/**
 * Whether a value has this key, which is a text in lower case. Most values differ in length, so that few are ever put
 * into lower case; only "\u0130" grows when it is, and leaves a "\u0307" behind.
 */
export function hasTextKey(key: string): (value: unknown) => boolean {
  const mayGrow = key.includes("\u0307");
  return (value) =>
    value === key ||
    (typeof value === "string" && (value.length === key.length || mayGrow) && value.toLowerCase() === key);
}

/** Orders two keys of one type; null comes first. */
export function compareKeys(a: unknown, b: unknown, type: PropertyType): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (type === "instant") return compareInstants(String(a), String(b));
  return order(a as number, b as number);
}

/** Orders two ISO instants with Z. Written alike, they are read as text, since that is far quicker. */
function compareInstants(a: string, b: string): number {
  if (a.length === b.length && isUtc(a) && isUtc(b)) return order(a, b);
  return order(Date.parse(a), Date.parse(b));
}

function isUtc(text: string): boolean {
  return text.charCodeAt(text.length - 1) === 90; // "Z"
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
