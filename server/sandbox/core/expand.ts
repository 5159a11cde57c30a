import { badQuery, type EntityType } from "./entity-type.ts";
import type { Call } from "./operation.ts";
import { parseQuery, type Query } from "./query.ts";

/** What $expand may name: each gives the value to put beside the other properties. `inner` are its own options. */
export type Expansions<T> = { readonly [navigation: string]: (item: T, inner: Query, call: Call) => unknown };

type Expandable<T> = { type: EntityType; expand?: Expansions<T> };

/** Adds what $expand asks for to a presented item. Throws Graph's 400 for a navigation property the type lacks. */
export function expandAll<T>(
  query: Query,
  of: Expandable<T>,
  item: T,
  presented: object,
  call: Call,
): object {
  const text = query.option("$expand");
  if (text === undefined) return presented;
  const added: Record<string, unknown> = {};
  for (const part of splitTop(text, ",")) {
    const found = /^\s*([\w.]+)\s*(?:\((.*)\))?\s*$/s.exec(part);
    const name = found?.[1] ?? part.trim();
    const give = Object.hasOwn(of.expand ?? {}, name) ? of.expand?.[name] : undefined;
    if (found === null || give === undefined) {
      const reason = `Could not find a property named '${name}' on type '${of.type.name}'.`;
      throw badQuery(of.type, `Parsing OData Select and Expand failed: ${reason}`);
    }
    const inner = parseQuery(
      splitTop(found[2] ?? "", ";")
        .map(encodedOption)
        .join("&"),
    );
    added[name] = give(item, inner, call);
  }
  return { ...presented, ...added };
}

function encodedOption(option: string): string {
  const at = option.indexOf("=");
  return at < 0 ? option.trim() : `${option.slice(0, at).trim()}=${encodeURIComponent(option.slice(at + 1))}`;
}

/** Splits at a mark that stands outside brackets and quotes. */
function splitTop(text: string, mark: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  let isQuoted = false;
  for (const letter of text) {
    if (letter === "'") isQuoted = !isQuoted;
    if (!isQuoted && letter === "(") depth += 1;
    if (!isQuoted && letter === ")") depth -= 1;
    if (letter === mark && depth === 0 && !isQuoted) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part.trim() !== "");
}
