import { badQuery, type EntityType } from "./entity-type.ts";
import type { Token } from "./filter-tokens.ts";

/** How deep brackets and nots may be nested; OData's own limit is 100. */
const DEEPEST = 100;

/** Graph's refusal of a $filter. */
export function invalidFilter(type: EntityType, message: string): Error {
  return badQuery(type, `Invalid filter clause: ${message}`);
}

/** Walks through the pieces of a $filter and refuses what does not belong. */
export class FilterCursor {
  readonly type: EntityType;
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], text: string, type: EntityType) {
    this.#tokens = tokens;
    this.#text = text;
    this.type = type;
  }

  /** The next piece, or the one so many after it. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: "end", text: "", at: this.#text.length };
  }

  /** The next piece, which counts as read. */
  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether this word or mark comes next; if so, it counts as read. */
  take(text: string): boolean {
    const token = this.peek();
    const isIt = token.text === text && (token.kind === "name" || token.kind === "mark");
    if (isIt) this.#at += 1;
    return isIt;
  }

  /** Reads a mark. Throws Graph's 400 when something else comes. */
  expect(mark: string): void {
    if (!this.take(mark)) throw this.syntax();
  }

  /** Reads what stands one level deeper. Throws Graph's 400 where that goes too far. */
  deeper<R>(read: () => R): R {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.refusal("The recursion limit has been exceeded.");
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** The refusal of a piece, by default the next one. */
  syntax(token: Token = this.peek()): Error {
    return this.refusal(`Syntax error at position ${token.at} in '${this.#text}'.`);
  }

  /** A refusal in these words. */
  refusal(message: string): Error {
    return invalidFilter(this.type, message);
  }
}
