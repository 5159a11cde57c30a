import type { Db } from "../store/db.ts";

/**
 * Every kind of work that is done later, with what it needs to know. A room asks for another room's work by these names,
 * so that no room needs to import another. All carry the tenant; all may run twice and must then do nothing twice.
 */
export type Jobs = {
  /** Make a deal's Teams channel, or go on with it. */
  "room.build": { tenantId: string; dealId: string };
  /** Go on with every room for which Teams had something to do in its own time. */
  "room.go-on-all": { tenantId: string };
  /** Compare who is in a room with its deal team, in every room where night has come. */
  "room.check-all": { tenantId: string };
  /** Take our marks off channels that a deal's room left for another. */
  "room.retire": { tenantId: string; dealId: string };
  /** Tell the deal team that its room is ready. */
  "room.tell": { tenantId: string; dealId: string };
  /** Let follow what follows from changes of spokesperson and ends of deals that cannot be taken back any more. */
  "deal.settle-due": { tenantId: string };
  /** Tell the deal team, once, who speaks now or how the deal ended. */
  "deal.tell": { tenantId: string; turnoverId: string };
  /** Lay a note to the client that everybody signed into its sender's drafts. */
  "note.draft": { tenantId: string; noteId: string };
  /** Forget the mail of deals that ended long ago. */
  "deal.forget-all": { tenantId: string };
  /** Send the digests that are due, and what cannot wait for one. */
  "digest.due-all": { tenantId: string };
  /** Send one person's digest of one of their days, "2026-03-02". */
  "digest.send": { tenantId: string; personId: string; day: string };
  /** Make the rooms of deals that are over read-only, and those of reopened ones writable again. */
  "room.archive-due": { tenantId: string };
  /** Look when the people of a deal team are away. */
  "team.absences": { tenantId: string; dealId: string };
  /** Look when some people of deal teams are away. */
  "team.absences-of": { tenantId: string; personIds: string[] };
  /** Look so at everybody in the deals that are worked on. */
  "team.absences-all": { tenantId: string };
  /** See that each mailbox and calendar we need to hear from has its subscription, and no other has. */
  "watch.reconcile": { tenantId: string };
  /** Read what is new in one mailbox by delta, whatever Graph told or did not tell us. */
  "voice.sweep": { tenantId: string; personId: string };
  /** Look for what Graph told nobody about, in every watched mailbox. */
  "voice.sweep-all": { tenantId: string };
  /** Read the last thirty days of one mailbox for one deal, when somebody joins it. */
  "voice.history": { tenantId: string; dealId: string; personId: string };
  /** Mark the copies of an incident in their mailboxes. */
  "voice.mark": { tenantId: string; incidentId: string };
  /** Tell the spokesperson of an incident. */
  "voice.tell": { tenantId: string; incidentId: string };
  /** Tell whoever received the mail of an incident, quietly, who speaks. */
  "voice.note": { tenantId: string; incidentId: string };
  /** Send what waits as drafts of a hand-over. */
  "voice.send": { tenantId: string; key: string };
  /** Put a meeting on the calendars, or take it off. */
  "meeting.place": { tenantId: string; meetingId: string };
  /** Invite whoever speaks now to a meeting to come, and take out of it whoever spoke before. */
  "meeting.pass": { tenantId: string; meetingId: string };
  /** Read what the attendees of a meeting answered. */
  "meeting.read": { tenantId: string; meetingId: string };
  /** Read the answers of all meetings still to come. */
  "meeting.read-all": { tenantId: string };
  /** Take over the meetings that our executives and the client's people repeat in Outlook. */
  "meeting.series-all": { tenantId: string };
  /** Write a meeting's brief into the event of its briefing. */
  "meeting.brief": { tenantId: string; meetingId: string };
  /** Make tasks of what was promised in a meeting, and draft the note to the client. */
  "meeting.debriefed": { tenantId: string; meetingId: string };
  /** Hold the times offered to a client on our calendars, or free them. */
  "offer.hold": { tenantId: string; offerId: string };
  /** End offers that ran out. */
  "offer.look-all": { tenantId: string };
  /** Read from calendars and mail when our executives and the client's people were last in touch. */
  "pairs.read-all": { tenantId: string };
  /** Bring what the account manager wrote to an executive to them. */
  "ask.deliver": { tenantId: string; askId: string; eventId: string };
  /** Accept the invitation in the calendar of an executive who said yes. */
  "ask.accept": { tenantId: string; meetingId: string };
  /** Tell account managers what became due: no answer, a meeting without its debrief. */
  "ask.due-all": { tenantId: string };
};

export type JobName = keyof Jobs;

/** Whether a kind of work is for everything of a tenant at once, or for each thing anew. */
const SCOPES: { [Name in JobName]: keyof Jobs[Name] extends "tenantId" ? "all" : "each" } = {
  "room.build": "each",
  "room.go-on-all": "all",
  "room.check-all": "all",
  "room.retire": "each",
  "room.tell": "each",
  "deal.settle-due": "all",
  "deal.tell": "each",
  "note.draft": "each",
  "deal.forget-all": "all",
  "digest.due-all": "all",
  "digest.send": "each",
  "room.archive-due": "all",
  "team.absences": "each",
  "team.absences-of": "each",
  "team.absences-all": "all",
  "watch.reconcile": "all",
  "voice.sweep": "each",
  "voice.sweep-all": "all",
  "voice.history": "each",
  "voice.mark": "each",
  "voice.tell": "each",
  "voice.note": "each",
  "voice.send": "each",
  "meeting.place": "each",
  "meeting.pass": "each",
  "meeting.read": "each",
  "meeting.read-all": "all",
  "meeting.series-all": "all",
  "meeting.brief": "each",
  "meeting.debriefed": "each",
  "offer.hold": "each",
  "offer.look-all": "all",
  "pairs.read-all": "all",
  "ask.deliver": "each",
  "ask.accept": "each",
  "ask.due-all": "all",
};

/** The name of every kind of work. */
export const JOB_NAMES = Object.keys(SCOPES) as JobName[];

/** Whether this is work for everything of a tenant at once: two of it at the same time would do the same twice. */
export function isForAll(name: JobName): boolean {
  return SCOPES[name] === "all";
}

/** Asks for work, inside the caller's transaction: either both happen or neither. Asked twice before it starts, it runs once. */
export type Ask = <Name extends JobName>(db: Db, name: Name, data: Jobs[Name]) => Promise<void>;
