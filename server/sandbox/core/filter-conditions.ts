import type { PropertyType } from "./entity-type.ts";
import { type Condition, comparison } from "./filter-comparison.ts";
import type { FilterCursor } from "./filter-cursor.ts";
import type { Operand, Scope } from "./filter-operand.ts";
import type { OperandReader } from "./filter-operands.ts";
import { COMPARISONS } from "./filter-values.ts";

/** Reads the conditions of a $filter: and, or, not, brackets, comparisons, `in`, `any` and `all`. */
export class ConditionReader<T> {
  readonly #cursor: FilterCursor;
  readonly #operands: OperandReader<T>;

  constructor(cursor: FilterCursor, operands: OperandReader<T>) {
    this.#cursor = cursor;
    this.#operands = operands;
  }

  /** Reads to the end. Throws Graph's 400 for what it cannot read. */
  whole(): Condition {
    const condition = this.#either();
    if (this.#cursor.peek().kind !== "end") throw this.#cursor.syntax();
    return condition;
  }

  #either(): Condition {
    let left = this.#both();
    while (this.#cursor.take("or")) {
      const [a, b] = [left, this.#both()];
      left = (scope) => a(scope) || b(scope);
    }
    return left;
  }

  #both(): Condition {
    let left = this.#not();
    while (this.#cursor.take("and")) {
      const [a, b] = [left, this.#not()];
      // What comes first is often a bound that an index has seen to already; what comes last leaves out the most.
      left = (scope) => b(scope) && a(scope);
    }
    return left;
  }

  #not(): Condition {
    if (!this.#cursor.take("not")) return this.#primary();
    const inner = this.#cursor.deeper(() => this.#not());
    return (scope) => !inner(scope);
  }

  #primary(): Condition {
    const cursor = this.#cursor;
    if (cursor.take("(")) {
      const inner = cursor.deeper(() => this.#either());
      cursor.expect(")");
      return inner;
    }
    const lambda = this.#lambda();
    if (lambda !== undefined) return lambda;
    const left = this.#operands.operand();
    if (cursor.take("in")) return this.#membership(left);
    const operator = cursor.peek();
    if (operator.kind !== "name" || COMPARISONS[operator.text] === undefined) return this.#truth(left);
    cursor.next();
    return comparison(cursor.type, left, operator.text, this.#operands.operand());
  }

  #truth(operand: Operand): Condition {
    if (operand.type !== "boolean") throw this.#cursor.syntax();
    return (scope) => operand.value(scope) === true;
  }

  #membership(left: Operand): Condition {
    this.#cursor.expect("(");
    const choices: Operand[] = [];
    do choices.push(this.#operands.operand());
    while (this.#cursor.take(","));
    this.#cursor.expect(")");
    const tests = choices.map((choice) => comparison(this.#cursor.type, left, "eq", choice));
    return (scope) => tests.some((test) => test(scope));
  }

  /** `toRecipients/any(r:r/emailAddress/address eq 'x')`; undefined when the next pieces are something else. */
  #lambda(): Condition | undefined {
    const cursor = this.#cursor;
    const token = cursor.peek();
    const found = /^(.+)\/(any|all)$/.exec(token.text);
    if (token.kind !== "name" || found === null || cursor.peek(1).text !== "(") return undefined;
    cursor.next();
    cursor.next();
    const list = this.#operands.path(found[1]!);
    const values = (scope: Scope) => (list.value(scope) ?? []) as readonly unknown[];
    const member = memberType(list.type);
    if (member === undefined) throw cursor.refusal("Any/All may only be used following a collection.");
    if (cursor.take(")")) return (scope) => values(scope).length > 0;

    const variable = cursor.next().text;
    cursor.expect(":");
    const read = () => cursor.deeper(() => this.#either());
    const inner = this.#operands.withVariable(variable, member, read);
    cursor.expect(")");
    const isAny = found[2] === "any";
    return (scope) => {
      for (const value of values(scope)) {
        scope.variables.set(variable, value);
        if (inner(scope) === isAny) return isAny;
      }
      return !isAny;
    };
  }
}

/** What a collection holds; undefined for what is none. */
function memberType(type: PropertyType): PropertyType | undefined {
  if (Array.isArray(type)) return type[0] as PropertyType;
  return type === "any" ? "any" : undefined;
}
