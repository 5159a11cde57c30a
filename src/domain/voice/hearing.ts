import type { Address } from "../people/address.ts";
import type { PersonId } from "./person-id.ts";
import type { Place } from "./seating.ts";
import { memberIn, type Seen } from "./seen.ts";
import type { HeardReason } from "./verdict.ts";

/** How one of ours was part of a mail, and the address or group that shows it. */
export type Part = { reason: Exclude<HeardReason, "deputy">; via: Address | null };

/** How a person was part of the mail, the surest sign first; null when nothing shows it. */
export function partOf(seen: Seen, who: PersonId, proved: boolean): Part | null {
  return (proved ? writing(seen, who) : null) ?? receiving(seen, who);
}

/** Whether the person wrote the mail, with their own or another's hands. */
export function writing({ from, sender }: Seen, who: PersonId): Part | null {
  const isFrom = from !== null && from.person === who;
  if (sender === null) return isFrom ? { reason: "author", via: from.address } : null;
  const isSender = sender.person === who;
  if (isFrom) return { reason: isSender ? "author" : "delegate", via: from.address };
  return isSender ? { reason: "delegate", via: sender.address } : null;
}

/** The first group on the mail that could not be read; null when all were. */
export function unreadGroup(seen: Seen): Address | null {
  if (seen.seating.groups.size === 0) return null;
  const isUnread = ({ address }: Place) => memberIn(seen, address, () => false) === "unread";
  return (seen.to.find(isUnread) ?? seen.cc.find(isUnread))?.address ?? null;
}

function receiving(seen: Seen, who: PersonId): Part | null {
  const { mail, to, cc } = seen;
  const onTo = addressOf(to, who);
  if (onTo?.isMain === true) return { reason: "on-to", via: onTo.address };
  const onCc = addressOf(cc, who);
  if (onCc?.isMain === true) return { reason: "on-cc", via: onCc.address };
  const other = onTo ?? onCc;
  if (other !== null) return { reason: "alias", via: other.address };
  const group = groupWith(seen, to, who) ?? groupWith(seen, cc, who);
  if (group !== null) return { reason: "in-group", via: group };
  return mail.seenBy?.includes(who) === true ? { reason: "own-copy", via: null } : null;
}

/** A person's address on a line, the main one before all others; null when none is there. */
function addressOf(line: readonly Place[], who: PersonId): Place | null {
  let other: Place | null = null;
  for (const place of line) {
    if (place.person !== who) continue;
    if (place.isMain) return place;
    other ??= place;
  }
  return other;
}

function groupWith(seen: Seen, line: readonly Place[], who: PersonId): Address | null {
  if (seen.seating.groups.size === 0) return null;
  for (const { address } of line) {
    if (typeof memberIn(seen, address, ({ person }) => person === who) === "object") return address;
  }
  return null;
}
