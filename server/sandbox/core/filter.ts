import type { EntityType } from "./entity-type.ts";
import { ConditionReader } from "./filter-conditions.ts";
import { FilterCursor, invalidFilter } from "./filter-cursor.ts";
import type { Read, Scope } from "./filter-operand.ts";
import { OperandReader } from "./filter-operands.ts";
import { filterTokens } from "./filter-tokens.ts";

/** A $filter, ready to be asked about each item. `properties` are those it names, in order. */
export type Filter<T> = { test: (item: T) => boolean; properties: readonly string[] };

/** Reads a $filter once. Throws Graph's 400 for bad syntax, unknown properties and what the type cannot be asked. */
export function parseFilter<T>(text: string, type: EntityType, read: Read<T>): Filter<T> {
  const tokens = filterTokens(text);
  if (typeof tokens === "number")
    throw invalidFilter(type, `Syntax error at position ${tokens} in '${text}'.`);
  const cursor = new FilterCursor(tokens, text, type);
  const operands = new OperandReader<T>(cursor, read);
  const condition = new ConditionReader<T>(cursor, operands).whole();
  const scope: Scope = { item: null, variables: new Map() };
  return {
    properties: operands.properties,
    test(item) {
      scope.item = item;
      return condition(scope);
    },
  };
}
