import type { Temporal } from "temporal-polyfill";
import type { Tenant } from "../core/tenant.ts";
import { mailboxOf } from "./state.ts";
import { removeMessage } from "./store.ts";

/**
 * Moves what a person received before an instant to their archive mailbox. Graph v1.0 does not reach there, and even
 * immutable ids change on the way: to every client these letters are gone. Gives how many they were; drafts stay.
 */
export function archiveMail(tenant: Tenant, userId: string, before: Temporal.Instant): number {
  const box = mailboxOf(tenant, userId);
  const older = box.all
    .between(-Infinity, before.epochMilliseconds - 1)
    .filter(({ properties }) => !properties.isDraft);
  for (const message of older) removeMessage(tenant, box, message);
  return older.length;
}
