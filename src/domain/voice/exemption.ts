import { isWithin } from "../people/domain.ts";
import type { Crossing } from "./crossing.ts";
import { isListRobot, isMailSystem, isNoReply } from "./marks.ts";
import { isNamedAt } from "./seating.ts";
import type { Seen } from "./seen.ts";
import type { ExemptReason } from "./verdict.ts";

/** Why a mail between the sides is no person's word to a person; null when it is one. */
export function exemptionOf(seen: Seen, crossing: Crossing): ExemptReason | null {
  const author = crossing.direction === "from-client" ? crossing.client : (seen.from ?? seen.sender);
  const reason = markedReason(seen, crossing);
  if (reason !== null || author === null) return reason;
  if (isMailSystem(author.address)) return "bounce";
  // Somebody who was named as a person of the client is one, whatever the mailbox is called.
  if (isNamedAt(author, seen.at)) return null;
  if (isListRobot(author.address)) return "bulk";
  return isNoReply(author.address) ? "no-reply" : null;
}

function markedReason({ mail: { mark }, seating }: Seen, crossing: Crossing): ExemptReason | null {
  if (mark === null || mark === undefined) return null;
  // Anybody can write our header; only our own side is believed.
  if (mark.reason === "own-product" && !(crossing.direction === "to-client" && crossing.proved)) return null;
  if (mark.reason !== "bulk" || mark.lists.length === 0) return mark.reason;
  // A person's word through a list of ours is still a person's word.
  const ours = seating.house.domains;
  return mark.lists.every((list) => ours.some((owner) => isWithin(list, owner))) ? null : "bulk";
}
