import {
  badQuery,
  type EntityType,
  isShape,
  type PropertyType,
  pathParts,
  propertyAt,
} from "./entity-type.ts";
import { type FilterFunction, filterFunctions } from "./filter-functions.ts";
import { constantOf, digger, keyed, literal, type Operand, type Scope } from "./filter-operand.ts";
import { filterTokens, type Token } from "./filter-tokens.ts";
import {
  COMPARISONS,
  comparable,
  compareKeys,
  edmName,
  hasTextKey,
  keyOf,
  OPERATOR_KINDS,
} from "./filter-values.ts";

/** Reads one top-level property of an item. */
export type Read<T> = (item: T, property: string) => unknown;

/** A $filter, ready to be asked about each item. `properties` are those it names, in order. */
export type Filter<T> = { test: (item: T) => boolean; properties: readonly string[] };

type Condition = (scope: Scope) => boolean;

/** How deep brackets and nots may be nested; OData's own limit is 100. */
const DEEPEST = 100;

/** Reads a $filter once. Throws Graph's 400 for bad syntax, unknown properties and what the type cannot be asked. */
export function parseFilter<T>(text: string, type: EntityType, read: Read<T>): Filter<T> {
  const tokens = filterTokens(text);
  if (typeof tokens === "number") throw invalid(type, `Syntax error at position ${tokens} in '${text}'.`);
  const parser = new FilterParser<T>(tokens, text, type, read);
  const condition = parser.whole();
  const scope: Scope = { item: null, variables: new Map() };
  return {
    properties: parser.properties,
    test(item) {
      scope.item = item;
      return condition(scope);
    },
  };
}

function invalid(type: EntityType, message: string): Error {
  return badQuery(type, `Invalid filter clause: ${message}`);
}

/** Whether an operand has that key; by far the most frequent question. */
function equality({ value }: Operand, key: unknown, type: PropertyType): Condition {
  if (typeof key !== "string") return (scope) => keyOf(value(scope), type) === key;
  const has = hasTextKey(key);
  return (scope) => has(value(scope));
}

class FilterParser<T> {
  readonly properties: string[] = [];
  readonly #tokens: readonly Token[];
  readonly #text: string;
  readonly #type: EntityType;
  readonly #read: Read<T>;
  readonly #variables = new Map<string, PropertyType>();
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], text: string, type: EntityType, read: Read<T>) {
    this.#tokens = tokens;
    this.#text = text;
    this.#type = type;
    this.#read = read;
  }

  whole(): Condition {
    const condition = this.#either();
    if (this.#peek().kind !== "end") throw this.#syntax();
    return condition;
  }

  #either(): Condition {
    let left = this.#both();
    while (this.#take("or")) {
      const [a, b] = [left, this.#both()];
      left = (scope) => a(scope) || b(scope);
    }
    return left;
  }

  #both(): Condition {
    let left = this.#not();
    while (this.#take("and")) {
      const [a, b] = [left, this.#not()];
      // What comes first is often a bound that an index has seen to already; what comes last leaves out the most.
      left = (scope) => b(scope) && a(scope);
    }
    return left;
  }

  #not(): Condition {
    if (!this.#take("not")) return this.#primary();
    const inner = this.#deeper(() => this.#not());
    return (scope) => !inner(scope);
  }

  #primary(): Condition {
    if (this.#take("(")) {
      const inner = this.#deeper(() => this.#either());
      this.#expect(")");
      return inner;
    }
    const lambda = this.#lambda();
    if (lambda !== undefined) return lambda;
    const left = this.#operand();
    if (this.#take("in")) return this.#membership(left);
    const operator = this.#peek();
    if (operator.kind !== "name" || COMPARISONS[operator.text] === undefined) return this.#truth(left);
    this.#at += 1;
    return this.#comparison(left, operator.text, this.#operand());
  }

  #truth(operand: Operand): Condition {
    if (operand.type !== "boolean") throw this.#syntax();
    return (scope) => operand.value(scope) === true;
  }

  #comparison(left: Operand, operator: string, right: Operand): Condition {
    const known = left.isNull === true ? right : left;
    if (!left.isNull && !right.isNull && !comparable(left.type, right.type)) {
      const kinds = `'${edmName(left.type)}' and '${edmName(right.type)}'`;
      const kind = OPERATOR_KINDS[operator];
      throw invalid(
        this.#type,
        `A binary operator with incompatible types was detected. Found operand types ${kinds} for operator kind '${kind}'.`,
      );
    }
    if (right.isConstant === true && known.type !== "instant") {
      const equals = equality(left, keyOf(constantOf(right), known.type), known.type);
      if (operator === "eq") return equals;
      if (operator === "ne") return (scope) => !equals(scope);
    }
    const test = COMPARISONS[operator]!;
    const mayLackValue =
      operator === "eq" || operator === "ne" || left.isNull === true || right.isNull === true;
    const [leftKey, rightKey] = [keyed(left, known.type), keyed(right, known.type)];
    return (scope) => {
      const a = leftKey(scope);
      const b = rightKey(scope);
      // Against nothing, an order is never true in OData.
      if (!mayLackValue && (a === null || b === null)) return false;
      return test(compareKeys(a, b, known.type));
    };
  }

  #membership(left: Operand): Condition {
    this.#expect("(");
    const choices: Operand[] = [];
    do choices.push(this.#operand());
    while (this.#take(","));
    this.#expect(")");
    const tests = choices.map((choice) => this.#comparison(left, "eq", choice));
    return (scope) => tests.some((test) => test(scope));
  }

  /** `toRecipients/any(r:r/emailAddress/address eq 'x')`; undefined when the next pieces are something else. */
  #lambda(): Condition | undefined {
    const token = this.#peek();
    const found = /^(.+)\/(any|all)$/.exec(token.text);
    if (token.kind !== "name" || found === null || this.#tokens[this.#at + 1]?.text !== "(") return undefined;
    this.#at += 2;
    const list = this.#path(found[1]!);
    const member = Array.isArray(list.type)
      ? (list.type[0] as PropertyType)
      : list.type === "any"
        ? "any"
        : undefined;
    if (member === undefined) throw invalid(this.#type, "Any/All may only be used following a collection.");
    const values = (scope: Scope) => (list.value(scope) ?? []) as readonly unknown[];
    if (this.#take(")")) return (scope) => values(scope).length > 0;

    const variable = this.#peek().text;
    this.#at += 1;
    this.#expect(":");
    this.#variables.set(variable, member);
    const inner = this.#deeper(() => this.#either());
    this.#variables.delete(variable);
    this.#expect(")");
    const isAny = found[2] === "any";
    return (scope) => {
      for (const value of values(scope)) {
        scope.variables.set(variable, value);
        if (inner(scope) === isAny) return isAny;
      }
      return !isAny;
    };
  }

  #operand(): Operand {
    const token = this.#peek();
    this.#at += 1;
    const constant = literal(token);
    if (constant !== undefined) return constant;
    if (token.kind !== "name") throw this.#syntax(token);
    if (this.#peek().text !== "(") return this.#path(token.text);
    const known = filterFunctions[token.text.toLowerCase()];
    if (known === undefined)
      throw invalid(this.#type, `An unknown function with name '${token.text}' was found.`);
    return this.#call(known);
  }

  #call(known: FilterFunction): Operand {
    this.#expect("(");
    const given: Operand[] = [];
    do given.push(this.#operand());
    while (this.#take(","));
    this.#expect(")");
    const fits =
      given.length === known.takes.length && given.every((one, i) => comparable(one.type, known.takes[i]!));
    if (!fits)
      throw invalid(this.#type, "No function signature for the function with these arguments was found.");
    const [first, second] = given;
    return { type: known.gives, value: (scope) => known.apply(first?.value(scope), second?.value(scope)) };
  }

  #path(text: string): Operand {
    const parts = pathParts(text);
    const [first = "", ...rest] = parts;
    const variable = this.#variables.get(first);
    if (variable !== undefined) {
      const type = isShape(variable)
        ? propertyAt({ ...this.#type, shape: variable }, rest, "Filter")
        : variable;
      const dig = digger(rest);
      return { type, value: (scope) => dig(scope.variables.get(first)) };
    }
    const type = propertyAt(this.#type, parts, "Filter");
    const { filterable } = this.#type;
    if (filterable !== undefined && !filterable.includes(first) && !filterable.includes(parts.join("/"))) {
      throw badQuery(this.#type, `Invalid filter clause: filtering by '${text}' is not supported.`);
    }
    this.properties.push(parts.join("/"));
    const read = this.#read;
    const dig = digger(rest);
    return { type, value: (scope) => dig(read(scope.item as T, first)) };
  }

  #deeper<R>(parse: () => R): R {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw invalid(this.#type, "The recursion limit has been exceeded.");
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "", at: this.#text.length };
  }

  #take(text: string): boolean {
    const token = this.#peek();
    const isIt = token.text === text && (token.kind === "name" || token.kind === "mark");
    if (isIt) this.#at += 1;
    return isIt;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw this.#syntax();
  }

  #syntax(token: Token = this.#peek()): Error {
    return invalid(this.#type, `Syntax error at position ${token.at} in '${this.#text}'.`);
  }
}
