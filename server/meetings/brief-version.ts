import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Temporal } from "temporal-polyfill";
import { type Brief, briefPart } from "../../src/contract/briefs.ts";
import type { House } from "../room.ts";
import { type BriefParts, type BriefWords, briefStore } from "./brief-store.ts";
import type { StoredMeeting } from "./store.ts";

/** From so long before the meeting its brief stays as it is, so that nobody reads one thing and hears another. */
export const FROZEN = { hours: 1 };

/** Whether the brief of a meeting stays as it is from now on. */
export function isFrozen({ start }: Pick<StoredMeeting, "start">, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.add(FROZEN), start) >= 0;
}

/** Whether people wrote anything into it. */
export function isWritten({ why, outcome, position, neverSay }: BriefWords): boolean {
  return [why, outcome, position, neverSay].some((text) => text !== "");
}

/** A new version, where anything differs from the last and the brief may still change. Null while nobody wrote one. */
export async function refresh(
  { db, tenantId, now }: Pick<House, "db" | "tenantId" | "now">,
  meeting: StoredMeeting,
): Promise<BriefParts | null> {
  const store = briefStore(db, tenantId);
  const brief = await store.brief(meeting.id);
  if (brief === null) return null;
  if (isFrozen(meeting, now())) return brief.parts;
  const { why, outcome, position, neverSay } = brief;
  const parts = { why, outcome, position, neverSay, ...(await store.facts(meeting)) };
  if (!isDeepStrictEqual(parts, brief.parts)) await store.refreshed(meeting.id, parts);
  return parts;
}

/** What differs from the version before; nothing where there was none. */
export function changesOf(parts: BriefParts, previous: BriefParts | null): Brief["changed"] {
  if (previous === null) return [];
  // A version from before a part existed had nothing there.
  return briefPart.options.filter((part) => !isDeepStrictEqual(parts[part], previous[part] ?? ""));
}

/** A short name for what a brief says: equal for equal words. */
export function versionOf(parts: BriefParts): string {
  return createHash("sha256")
    .update(JSON.stringify(briefPart.options.map((part) => parts[part])))
    .digest("hex")
    .slice(0, 32);
}
