import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { GraphBusy, GraphRefused, isGone } from "./errors.ts";

/** Whom an event is to take in and whom to leave out. Addresses in any letter case. */
export type AttendeeChange = {
  add: readonly { name: string; address: string; required: boolean }[];
  remove: readonly string[];
};

const attendee = z.object({
  type: z.string().nullish(),
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }),
});
const invited = z.object({
  "@odata.etag": z.string().optional(),
  isCancelled: z.boolean().nullish(),
  attendees: z.array(attendee).nullish(),
});
type Attendee = z.output<typeof attendee>;

/** So often is tried anew when somebody changes the event at the same moment. */
const TRIES = 5;
const AGAIN_SECONDS = 5;

/** Who is invited to an event that exists, in its organizer's calendar. Application permission Calendars.ReadWrite. */
export function eventAttendees(graph: Graph) {
  return {
    /**
     * Invites people to an event, and takes others out of it; Outlook tells those whom it concerns, and nobody else. Graph
     * takes the whole list alone, so it is read first and changed only if it still is what was read. Nothing is sent where
     * all is so already; an event that is gone is fine.
     */
    async changeAttendees(ownerId: string, eventId: string, change: AttendeeChange): Promise<void> {
      const one = path`/users/${ownerId}/events/${eventId}`;
      for (let tries = 1; tries <= TRIES; tries++) {
        const found = await graph.get(`${one}?$select=attendees,isCancelled`, invited).catch(unlessGone);
        if (found === null || found.isCancelled) return;
        const attendees = merged(found.attendees ?? [], change);
        if (attendees === null) return;
        const etag = found["@odata.etag"];
        try {
          await graph.patch(one, { attendees }, etag === undefined ? {} : { headers: { "If-Match": etag } });
          return;
        } catch (error) {
          if (isGone(error)) return;
          if (!(error instanceof GraphRefused && error.status === 412)) throw error;
        }
      }
      throw new GraphBusy(AGAIN_SECONDS, "PATCH /users/…/events/…");
    },
  };
}

/** The whole list as it shall be, rooms and their like kept as they are; null where it is so already. */
function merged(before: readonly Attendee[], { add, remove }: AttendeeChange): Attendee[] | null {
  const gone = new Set(remove.map((address) => address.toLowerCase()));
  const addressOf = ({ emailAddress }: Attendee) => emailAddress.address?.toLowerCase() ?? "";
  const staying = before.filter((one) => !gone.has(addressOf(one)));
  const there = new Set(staying.map(addressOf));
  const joining = add.filter(({ address }) => !there.has(address.toLowerCase()));
  if (joining.length === 0 && staying.length === before.length) return null;
  return [
    ...staying.map(({ type, emailAddress }) => ({ type: type ?? "required", emailAddress })),
    ...joining.map(({ name, address, required }) => ({
      type: required ? "required" : "optional",
      emailAddress: { name, address },
    })),
  ];
}

function unlessGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}
