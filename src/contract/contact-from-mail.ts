import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { reading } from "./voice.ts";
import { key, none } from "./words.ts";

/**
 * Makes the writer of a mail in the caller's own mailbox a person of the client's in one of their deals; the mail is then
 * read by the rule anew, and so is the last month of the team's mail. `id` becomes the contact's; sent twice it is one.
 */
export const addContact = endpoint({
  method: "post",
  path: "/api/messages/contact",
  params: none,
  query: none,
  body: z.strictObject({
    id: key,
    messageId: z.string().check(z.minLength(1), z.maxLength(600)),
    dealId: z.uuid(),
  }),
  reply: z.object({ readings: z.array(reading) }),
  problems: ["mail.unreadable", "mail.not-client", "deal.unknown"],
  audit: "contact.added",
});

/** Takes a contact out of a deal again (undo). What was found only by their address is no incident any more. */
export const removeContact = endpoint({
  method: "post",
  path: "/api/deals/:dealId/contacts/:contactId/remove",
  params: z.strictObject({ dealId: z.uuid(), contactId: z.uuid() }),
  query: none,
  body: none,
  reply: z.object({ removed: z.boolean() }),
  problems: ["deal.unknown"],
  audit: "contact.removed",
});
