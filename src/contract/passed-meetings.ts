import * as z from "zod/mini";
import { comingMeeting } from "./deal-ending.ts";
import { dealId } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { none, person } from "./words.ts";

/** How a meeting passes on to whoever speaks now. */
export const passedMeeting = z.extend(comingMeeting, {
  person,
  /** "invite": the person is invited to it; "remove": they are taken out of it. */
  what: z.enum(["invite", "remove"]),
  /** "waiting": it happens by itself; "done"; "failed": Microsoft 365 refused, and the organizer has to do it in Outlook. */
  state: z.enum(["waiting", "done", "failed"]),
  why: z.nullable(z.enum(["permission", "refused", "no-mailbox"])),
});
export type PassedMeeting = z.infer<typeof passedMeeting>;

/** What became of the meetings to come after the last changes of spokesperson, the soonest first. Past meetings are left out. */
export const readPassedMeetings = endpoint({
  method: "get",
  path: "/api/deals/:dealId/spokesperson/meetings",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ meetings: z.array(passedMeeting) }),
  problems: ["deal.unknown"],
  audit: null,
});
