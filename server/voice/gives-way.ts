import type { Kind } from "../../src/domain/voice/verdict.ts";

/** Verdicts that can give way when another copy shows more. */
const OPEN_KINDS: ReadonlySet<Kind> = new Set(["bypass", "unclear", "vacant", "outside"]);
/** What says less than "bypass": a deal that came later, or a turn that was rewritten, takes no incident back. */
const WEAKER: ReadonlySet<Kind> = new Set(["unclear", "vacant", "outside"]);

/** Whether a verdict that was found before gives way to another, without anybody having been asked. */
export function givesWay(before: Kind, to: Kind): boolean {
  return OPEN_KINDS.has(before) && !(before === "bypass" && WEAKER.has(to));
}
