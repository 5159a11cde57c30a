import type { Address } from "../people/address.ts";
import type { Envelope } from "./envelope.ts";
import { findMember } from "./groups.ts";
import { personOf, type Seating } from "./seating.ts";
import type { PersonId } from "./table.ts";
import type { HeardReason } from "./verdict.ts";

/** How one of ours was part of a mail, and the address or group that shows it. */
export type Part = { reason: Exclude<HeardReason, "deputy">; via: Address | null };

/** How a person was part of the mail, the surest sign first; null when nothing shows it. */
export function partOf(mail: Envelope, seating: Seating, who: PersonId, proved: boolean): Part | null {
  return (proved ? writing(mail, seating, who) : null) ?? receiving(mail, seating, who);
}

/** Whether the person wrote the mail, with their own or another's hands. */
export function writing({ from, sender }: Envelope, seating: Seating, who: PersonId): Part | null {
  const isFrom = from !== null && personOf(seating, from) === who;
  if (sender === null || sender === undefined || sender === from) {
    return isFrom ? { reason: "author", via: from } : null;
  }
  const isSender = personOf(seating, sender) === who;
  if (isFrom && isSender) return { reason: "author", via: from };
  if (isFrom) return { reason: "delegate", via: from };
  return isSender ? { reason: "delegate", via: sender } : null;
}

/** The first group on the mail that could not be read; null when all were. */
export function unreadGroup({ to, cc }: Envelope, { groups }: Seating): Address | null {
  if (groups.size === 0) return null;
  for (const line of [to, cc]) {
    for (const group of line) if (findMember(groups, group, () => false) === "unread") return group;
  }
  return null;
}

function receiving(mail: Envelope, seating: Seating, who: PersonId): Part | null {
  const { to, cc } = mail;
  const main = seating.mainAddress.get(who);
  if (main !== undefined) {
    if (to.includes(main)) return { reason: "on-to", via: main };
    if (cc.includes(main)) return { reason: "on-cc", via: main };
    const other = addressOf(to, seating, who) ?? addressOf(cc, seating, who);
    if (other !== null) return { reason: "alias", via: other };
  }
  const group = groupWith(to, seating, who) ?? groupWith(cc, seating, who);
  if (group !== null) return { reason: "in-group", via: group };
  return mail.seenBy?.includes(who) === true ? { reason: "own-copy", via: null } : null;
}

function addressOf(line: readonly Address[], seating: Seating, who: PersonId): Address | null {
  for (const one of line) if (personOf(seating, one) === who) return one;
  return null;
}

function groupWith(line: readonly Address[], seating: Seating, who: PersonId): Address | null {
  if (seating.groups.size === 0) return null;
  for (const group of line) {
    const found = findMember(seating.groups, group, (member) => personOf(seating, member) === who);
    if (typeof found === "object") return group;
  }
  return null;
}
