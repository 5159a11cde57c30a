import type { EntityType, PropertyType } from "./entity-type.ts";
import { invalidFilter } from "./filter-cursor.ts";
import { constantOf, keyed, type Operand, type Scope } from "./filter-operand.ts";
import {
  COMPARISONS,
  comparable,
  compareKeys,
  edmName,
  hasTextKey,
  keyOf,
  OPERATOR_KINDS,
} from "./filter-values.ts";

/** Whether what is asked about fits. */
export type Condition = (scope: Scope) => boolean;

/** Compares two operands, e.g. by "eq". Throws Graph's 400 for what cannot be compared. */
export function comparison(type: EntityType, left: Operand, operator: string, right: Operand): Condition {
  requireComparable(type, left, operator, right);
  const kind = left.isNull === true ? right.type : left.type;
  if (right.isConstant === true && kind !== "instant") {
    const equals = equality(left, keyOf(constantOf(right), kind), kind);
    if (operator === "eq") return equals;
    if (operator === "ne") return (scope) => !equals(scope);
  }
  return ordering(left, operator, right, kind);
}

function requireComparable(type: EntityType, left: Operand, operator: string, right: Operand): void {
  if (left.isNull || right.isNull || comparable(left.type, right.type)) return;
  const kinds = `'${edmName(left.type)}' and '${edmName(right.type)}'`;
  throw invalidFilter(
    type,
    `A binary operator with incompatible types was detected. Found operand types ${kinds} for operator kind '${OPERATOR_KINDS[operator]}'.`,
  );
}

/** Whether an operand has that key; by far the most frequent question. */
function equality({ value }: Operand, key: unknown, type: PropertyType): Condition {
  if (typeof key !== "string") return (scope) => keyOf(value(scope), type) === key;
  const has = hasTextKey(key);
  return (scope) => has(value(scope));
}

function ordering(left: Operand, operator: string, right: Operand, type: PropertyType): Condition {
  const test = COMPARISONS[operator]!;
  const mayLackValue =
    operator === "eq" || operator === "ne" || left.isNull === true || right.isNull === true;
  const [leftKey, rightKey] = [keyed(left, type), keyed(right, type)];
  return (scope) => {
    const a = leftKey(scope);
    const b = rightKey(scope);
    // Against nothing, an order is never true in OData.
    if (!mayLackValue && (a === null || b === null)) return false;
    return test(compareKeys(a, b, type));
  };
}
