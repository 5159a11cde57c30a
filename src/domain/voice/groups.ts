import type { Address } from "../people/address.ts";
import type { Groups } from "./table.ts";

/** What a search in a group gave: the member, nothing, or nothing as far as the group could be read. */
export type Found = { member: Address } | "nobody" | "unread";

/** Looks for the first member that passes, in groups within groups too, each read once. A plain address has no members. */
export function findMember(groups: Groups, group: Address, passes: (member: Address) => boolean): Found {
  if (!groups.has(group)) return "nobody";
  const waiting = [group];
  const known = new Set(waiting);
  let unread = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const members = groups.get(next) ?? null;
    if (members === null) unread = true;
    for (const member of members ?? []) {
      if (passes(member)) return { member };
      if (!groups.has(member) || known.has(member)) continue;
      known.add(member);
      waiting.push(member);
    }
  }
  return unread ? "unread" : "nobody";
}
