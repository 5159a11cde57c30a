import type * as z from "zod/mini";
import { Offline } from "../../client/offline.ts";
import * as shapes from "./shapes.ts";

/** The sandbox did not do what was asked. The message is its own plain English sentence. */
export class TenantRefused extends Error {
  override name = "TenantRefused";
}

/** An invited person's answer to a meeting; `proposedNewTime` in Graph's pairs of local time and zone. */
export type Answer = {
  attendee: string;
  response: "accepted" | "declined" | "tentativelyAccepted";
  comment: string;
  proposedNewTime?: { start: Zoned; end: Zoned };
};
type Zoned = { dateTime: string; timeZone: string };

/** The outside of the embedded tenant: what a client, an executive or time itself can do, and what can be seen of it. */
export type Tenant = ReturnType<typeof openTenant>;

/** Reaches the tenant at `url`, e.g. "http://localhost:3001". Calls reject with Offline or TenantRefused. */
export function openTenant({ fetch, url }: { fetch: typeof globalThis.fetch; url: string }) {
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const isMail = typeof body === "string";
    const init = {
      method,
      ...(body !== undefined && {
        body: isMail ? body : JSON.stringify(body),
        headers: { "Content-Type": isMail ? "message/rfc822" : "application/json" },
      }),
    };
    const response = await fetch(`${url}/_outside${path}`, init).catch((cause: unknown) => {
      throw new Offline(cause);
    });
    if (!response.ok) throw new TenantRefused(await sentenceOf(response));
    return response;
  }

  async function read<S extends z.ZodMiniType>(path: string, shape: S): Promise<z.output<S>> {
    return shape.parse(await (await send("GET", path)).json());
  }

  const of = (user: string) => encodeURIComponent(user);
  return {
    cast: () => read("/users", shapes.cast),
    now: async () => (await read("/clock", shapes.clock)).now,
    /** The newest mails of a person's mailbox, sent ones too. */
    messages: async (user: string) =>
      (await read(`/mailboxes/${of(user)}/messages`, shapes.listOf(shapes.message))).value,
    /** The events that came last into a person's calendar. */
    meetings: async (user: string) =>
      (await read(`/users/${of(user)}/meetings`, shapes.listOf(shapes.meeting))).value,
    activities: async (user: string) =>
      (await read(`/users/${of(user)}/activityFeed`, shapes.listOf(shapes.activity))).value,
    /** Whether a person's mailbox answers that they are away, as a colleague who writes would be told. */
    isAway: async (user: string) =>
      (await read(`/users/${of(user)}/automaticReplies`, shapes.absence)).status !== "disabled",
    requests: (since: number) => read(`/requests?since=${since}`, shapes.requests),
    /** What clients received from us, oldest first. */
    sentOutside: async () => (await read("/mail", shapes.listOf(shapes.sentMail))).value,
    /** Whether a notification is about to be lost. */
    isLosing: async () =>
      (await read("/faults", shapes.listOf(shapes.fault))).value.some(
        ({ notifications }) => notifications?.kind === "drop",
      ),

    /** Delivers a raw message/rfc822. */
    deliver: (raw: string) => send("POST", "/mail", raw),
    answer: (meetingId: string, answer: Answer) => send("POST", `/events/${of(meetingId)}/responses`, answer),
    /** Puts a person's absence notice on or off. */
    setAway: (user: string, notice: string | null) =>
      send(
        "PUT",
        `/users/${of(user)}/automaticReplies`,
        notice === null
          ? { status: "disabled" }
          : {
              status: "alwaysEnabled",
              externalAudience: "all",
              internalReplyMessage: notice,
              externalReplyMessage: notice,
            },
      ),
    /** The next `times` notifications do not arrive. */
    loseNotifications: (times: number) => send("POST", "/faults", { notifications: { kind: "drop" }, times }),
    /** Moves the clock by an ISO duration, e.g. "PT2H", and does what falls due on the way. */
    advance: (by: string) => send("POST", "/clock", { advance: by }),
    startOver: () => send("POST", "/reset", { seed: "demo" }),
  };
}

async function sentenceOf(response: Response): Promise<string> {
  const told = (await response.json().catch(() => null)) as { error?: { message?: unknown } } | null;
  const sentence = told?.error?.message;
  return typeof sentence === "string" ? sentence : `${response.status}`;
}
