import type { PropertyType } from "./entity-type.ts";

/** A function $filter may call: what it takes and gives. `with` its second argument it is applied to the first. */
export type FilterFunction = {
  takes: readonly PropertyType[];
  gives: PropertyType;
  with: (second: unknown) => (first: unknown) => unknown;
};

const plain = (value: unknown) => (typeof value === "string" ? value : String(value ?? ""));
const low = (value: unknown) => plain(value).toLowerCase();

/** Compares two texts without regard to letter case, as Graph does. */
function comparing(holds: (text: string, part: string) => boolean): FilterFunction {
  return {
    takes: ["string", "string"],
    gives: "boolean",
    with(second) {
      const part = low(second);
      return (first) => holds(low(first), part);
    },
  };
}

function making(gives: PropertyType, make: (text: string) => unknown): FilterFunction {
  return { takes: ["string"], gives, with: () => (first) => make(plain(first)) };
}

/** What $filter may call, by name in lower case. */
export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  startswith: comparing((text, start) => text.startsWith(start)),
  endswith: comparing((text, end) => text.endsWith(end)),
  contains: comparing((text, part) => text.includes(part)),
  tolower: making("string", (text) => text.toLowerCase()),
  toupper: making("string", (text) => text.toUpperCase()),
  trim: making("string", (text) => text.trim()),
  length: making("number", (text) => text.length),
};
