import type { PropertyType } from "./entity-type.ts";
import { type Token, unquoted } from "./filter-tokens.ts";
import { keyOf } from "./filter-values.ts";

/** Reads one top-level property of an item. */
export type Read<T> = (item: T, property: string) => unknown;

/** The item that is asked about, and each lambda's variable by its name. */
export type Scope = { item: unknown; readonly variables: Map<string, unknown> };
/** Something with a value. */
export type Operand = {
  type: PropertyType;
  isNull?: boolean;
  /** Its value is the same for every item. */
  isConstant?: boolean;
  value: (scope: Scope) => unknown;
};

/** The operand a literal is; undefined for a piece that is none. */
export function literal(token: Token): Operand | undefined {
  const { kind, text } = token;
  const constant = (type: PropertyType, value: unknown): Operand => ({
    type,
    isConstant: true,
    value: () => value,
  });
  if (kind === "string") return constant("string", unquoted(text));
  if (kind === "guid") return constant("string", text);
  if (kind === "number") return constant("number", Number(text));
  if (kind === "instant")
    return constant("instant", text.length === 10 ? `${text}T00:00:00Z` : text.toUpperCase());
  if (kind !== "name") return undefined;
  if (text === "true" || text === "false") return constant("boolean", text === "true");
  if (text === "null") return { type: "any", isNull: true, isConstant: true, value: () => null };
  return undefined;
}

type Step = (value: Record<string, unknown>) => unknown;

/** Steps taken for each of many items. Written out, for V8 takes ten times as long where the name is a variable. */
const STEPS = new Map<string, Step>([
  ["emailAddress", (value) => value["emailAddress"]],
  ["address", (value) => value["address"]],
  ["name", (value) => value["name"]],
  ["dateTime", (value) => value["dateTime"]],
  ["flagStatus", (value) => value["flagStatus"]],
]);

/** What follows a path into a value; null where something on the way is missing. Made once, for it runs often. */
export function digger(path: readonly string[]): (value: unknown) => unknown {
  const [first, ...rest] = path;
  if (first === undefined) return (value) => value;
  const deeper = digger(rest);
  const step: Step = STEPS.get(first) ?? ((value) => value[first]);
  return (value) =>
    value === null || value === undefined ? null : deeper(step(value as Record<string, unknown>));
}

/** The scope of what depends on no item. */
const NOWHERE: Scope = { item: null, variables: new Map() };

/** A constant's value. */
export function constantOf({ value }: Operand): unknown {
  return value(NOWHERE);
}

/** What an operand is compared by; worked out once where it is always the same. */
export function keyed(operand: Operand, type: PropertyType): (scope: Scope) => unknown {
  const { value } = operand;
  if (operand.isConstant !== true) return (scope) => keyOf(value(scope), type);
  const key = keyOf(constantOf(operand), type);
  return () => key;
}
