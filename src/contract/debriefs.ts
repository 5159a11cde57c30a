import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { day, key, line, none, person, prose } from "./words.ts";

const meetingId = z.strictObject({ dealId: z.uuid(), meetingId: z.uuid() });

/**
 * Something one of ours promised in a meeting. `task`: whether it is a task already; `taskIn`: of the plan of the deal's
 * room, or of their own list.
 */
export const promise = z.object({
  id: z.string(),
  text: z.string(),
  owner: person,
  due: z.nullable(day),
  task: z.enum(["waiting", "made", "failed"]),
  taskIn: z.optional(z.nullable(z.enum(["plan", "list"]))),
});

/** What came of a meeting: three fields, written in a minute. */
export const debrief = z.object({
  agreed: z.string(),
  promises: z.array(promise),
  next: z.string(),
  by: person,
  /** The note to the client, as a draft in the spokesperson's mailbox: only they send it. */
  recap: z.enum(["waiting", "drafted", "failed"]),
  spokesperson: z.nullable(person),
});
export type Debrief = z.infer<typeof debrief>;

/** The debrief of a meeting; null while nobody wrote one. */
export const readDebrief = endpoint({
  method: "get",
  path: "/api/deals/:dealId/meetings/:meetingId/debrief",
  params: meetingId,
  query: none,
  body: none,
  reply: z.object({ debrief: z.nullable(debrief) }),
  problems: ["deal.unknown", "meeting.unknown"],
  audit: null,
});

/**
 * Writes the debrief of a meeting that has begun. Promises become tasks of their owners, and a note to the client is
 * drafted for the spokesperson. Written once: a second one is answered with the first.
 */
export const writeDebrief = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings/:meetingId/debrief",
  params: meetingId,
  query: none,
  body: z.strictObject({
    agreed: prose(4000),
    promises: z
      .array(
        z.strictObject({
          id: key,
          text: line(255),
          ownerId: z.string().check(z.minLength(1), z.maxLength(64)),
          due: z.nullable(day),
        }),
      )
      .check(z.maxLength(20)),
    next: prose(2000),
    /** The note to the client, as its writer worded it. */
    recap: prose(8000),
  }),
  reply: debrief,
  problems: ["deal.unknown", "meeting.unknown", "meeting.not-begun", "person.unknown"],
  audit: "meeting.debriefed",
});
