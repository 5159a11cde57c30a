import type { PropertyType } from "./entity-type.ts";

/** A function $filter may call: what it takes, what it gives, and what it does. */
export type FilterFunction = {
  takes: readonly PropertyType[];
  gives: PropertyType;
  apply: (...given: readonly unknown[]) => unknown;
};

const low = (value: unknown) => String(value ?? "").toLowerCase();

/** What $filter may call, by name in lower case. Texts are compared without regard to letter case, as Graph does. */
export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  startswith: {
    takes: ["string", "string"],
    gives: "boolean",
    apply: (text, start) => low(text).startsWith(low(start)),
  },
  endswith: {
    takes: ["string", "string"],
    gives: "boolean",
    apply: (text, end) => low(text).endsWith(low(end)),
  },
  contains: {
    takes: ["string", "string"],
    gives: "boolean",
    apply: (text, part) => low(text).includes(low(part)),
  },
  tolower: { takes: ["string"], gives: "string", apply: (text) => low(text) },
  toupper: { takes: ["string"], gives: "string", apply: (text) => String(text ?? "").toUpperCase() },
  trim: { takes: ["string"], gives: "string", apply: (text) => String(text ?? "").trim() },
  length: { takes: ["string"], gives: "number", apply: (text) => String(text ?? "").length },
};
