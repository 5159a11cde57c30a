/** Every way a request can be refused, with its HTTP status. Closed: the browser has a sentence for each, in each language. */
export const problems = {
  "request.invalid": 400,
  "request.too-large": 413,
  "request.too-many": 429,
  "route.unknown": 404,
  "auth.missing": 401,
  "auth.invalid": 401,
  "auth.expired": 401,
  "auth.forbidden": 403,
  /** Microsoft asks the person to consent or prove themselves again; `claims` says for what. */
  "auth.interaction": 403,
  "deal.unknown": 404,
  /** The caller sees the deal but their seat does not allow this. */
  "deal.not-yours": 403,
  "deal.changed": 409,
  "person.unknown": 422,
  "room.refused": 422,
  /** The deal has no room yet. */
  "room.unknown": 404,
  /** The room is whole: taking it back would take people's talk with it. */
  "room.ready": 409,
  /** Teams cannot make another kind of channel of one that exists; the way out is a new room. */
  "room.kind-fixed": 409,
  "channel.unknown": 404,
  /** The channel is another deal's room. */
  "channel.taken": 409,
  /** What differed between room and deal team does so no more. */
  "drift.unknown": 404,
  "note.unknown": 404,
  /** Somebody changed the note, or everybody signed it, meanwhile. */
  "note.changed": 409,
  "incident.unknown": 404,
  "mail.unreadable": 404,
  "mail.not-client": 422,
  "meeting.unknown": 404,
  "meeting.past": 422,
  "meeting.slot-taken": 409,
  /** Somebody who has to come has no mailbox: nobody can know their time, nor invite them for certain. */
  "meeting.no-mailbox": 422,
  "meeting.window": 422,
  /** Only what has begun can be written up. */
  "meeting.not-begun": 409,
  "offer.unknown": 404,
  "ask.unknown": 404,
  /** Where the ask stands, this step makes no sense (any more). */
  "ask.not-now": 409,
  /** Microsoft 365 is busy or out of reach; try again after `retryAfter` seconds. */
  "graph.busy": 503,
  /** Microsoft 365 refused; an administrator has to grant something. */
  "graph.permission": 502,
  "graph.refused": 502,
  "store.busy": 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problems;

/** What may accompany a code. Never holds addresses, subjects or tokens. */
export type ProblemDetail = {
  /** Path of the field that is wrong, e.g. "domains.0"; only with request.invalid. */
  field?: string;
  /** Seconds after which a new try makes sense. */
  retryAfter?: number;
  /** Claims challenge to hand to the sign-in library; only with auth.interaction. */
  claims?: string;
  /** The Graph permission that is missing; only with graph.permission. */
  permission?: string;
};

/** Refuses a request. `sentence` is plain English for logs and scripts; people read the code's translation. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: ProblemDetail;

  constructor(code: ProblemCode, sentence: string, detail: ProblemDetail = {}, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = "Problem";
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return problems[this.code];
  }
}

/** The body of every refusal. */
export type ProblemReply = {
  problem: { code: ProblemCode; sentence: string; requestId: string } & ProblemDetail;
};
