import { badQuery, isShape, type PropertyType, pathParts, propertyAt } from "./entity-type.ts";
import type { FilterCursor } from "./filter-cursor.ts";
import { type FilterFunction, filterFunctions } from "./filter-functions.ts";
import { constantOf, digger, literal, type Operand, type Read } from "./filter-operand.ts";
import { comparable } from "./filter-values.ts";

/** Reads what stands on either side of a comparison: literals, properties, lambda variables, functions. */
export class OperandReader<T> {
  /** The properties read so far, in order. */
  readonly properties: string[] = [];
  readonly #cursor: FilterCursor;
  readonly #read: Read<T>;
  readonly #variables = new Map<string, PropertyType>();

  constructor(cursor: FilterCursor, read: Read<T>) {
    this.#cursor = cursor;
    this.#read = read;
  }

  /** Reads an operand. Throws Graph's 400 for what is none. */
  operand(): Operand {
    const cursor = this.#cursor;
    const token = cursor.next();
    const constant = literal(token);
    if (constant !== undefined) return constant;
    if (token.kind !== "name") throw cursor.syntax(token);
    if (cursor.peek().text !== "(") return this.path(token.text);
    const known = filterFunctions[token.text.toLowerCase()];
    if (known === undefined) throw cursor.refusal(`An unknown function with name '${token.text}' was found.`);
    return this.#call(known);
  }

  /** What a path leads to. Throws Graph's 400 for a property that is unknown or may not be filtered by. */
  path(text: string): Operand {
    const { type } = this.#cursor;
    const parts = pathParts(text);
    const [first = "", ...rest] = parts;
    const dig = digger(rest);
    const variable = this.#variables.get(first);
    if (variable !== undefined) {
      const found = isShape(variable) ? propertyAt({ ...type, shape: variable }, rest, "Filter") : variable;
      return { type: found, value: (scope) => dig(scope.variables.get(first)) };
    }
    const found = propertyAt(type, parts, "Filter");
    const { filterable } = type;
    if (filterable !== undefined && !filterable.includes(first) && !filterable.includes(parts.join("/"))) {
      throw badQuery(type, `Invalid filter clause: filtering by '${text}' is not supported.`);
    }
    this.properties.push(parts.join("/"));
    const read = this.#read;
    return { type: found, value: (scope) => dig(read(scope.item as T, first)) };
  }

  /** Reads something in which a lambda's variable is known. */
  withVariable<R>(name: string, type: PropertyType, read: () => R): R {
    this.#variables.set(name, type);
    const result = read();
    this.#variables.delete(name);
    return result;
  }

  #call(known: FilterFunction): Operand {
    const cursor = this.#cursor;
    cursor.expect("(");
    const given: Operand[] = [];
    do given.push(this.operand());
    while (cursor.take(","));
    cursor.expect(")");
    const fits =
      given.length === known.takes.length && given.every((one, i) => comparable(one.type, known.takes[i]!));
    const [first, second] = given;
    if (!fits || first === undefined)
      throw cursor.refusal("No function signature for the function with these arguments was found.");
    const type = known.gives;
    if (second?.isConstant === true) {
      const apply = known.with(constantOf(second));
      return { type, value: (scope) => apply(first.value(scope)) };
    }
    return { type, value: (scope) => known.with(second?.value(scope))(first.value(scope)) };
  }
}
