import { GraphError } from "../core/graph-error.ts";
import type { Item } from "./state.ts";

const FORBIDDEN = /["*:<>?/\\|]/;

const LONGEST_NAME = 255;

/** Throws 400 for a name that SharePoint does not take. */
export function requireGoodName(name: string): void {
  const isBad =
    name.trim() === "" || name.length > LONGEST_NAME || FORBIDDEN.test(name) || /^[\s~]|[\s.]$/.test(name);
  if (isBad)
    throw new GraphError(
      400,
      "invalidRequest",
      "The provided name cannot be used: it is empty, too long or has forbidden characters.",
    );
}

/** "plan.docx" becomes "plan 1.docx". */
export function freeName(name: string, siblings: ReadonlyMap<string, Item>): string {
  const dot = name.lastIndexOf(".");
  const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let i = 1;
  while (siblings.has(`${base} ${i}${ending}`.toLowerCase())) i += 1;
  return `${base} ${i}${ending}`;
}
