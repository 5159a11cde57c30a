import { z } from "zod";
import { expireCalendarTokens } from "../calendar/delta.ts";
import { setScheduleError } from "../calendar/get-schedule.ts";
import { grantOnlineMeetingPolicy } from "../calendar/online-meetings.ts";
import { shareCalendar } from "../calendar/simple-events.ts";
import { requireMailbox, requireUser } from "../directory/users.ts";
import { expireDeltaTokens, grantMailboxRight } from "../mail/state.ts";
import { CLIENT_ID } from "../seed/one-voice-app.ts";
import { setDelivery } from "../subscriptions/settings.ts";
import { activityFeed } from "../teams/activity-feed.ts";
import { type OutsideAction, readJson } from "./context.ts";

const rightBody = z.strictObject({ person: z.string(), right: z.enum(["SendAs", "SendOnBehalf"]) });

const roleBody = z.strictObject({
  person: z.string(),
  role: z.enum([
    "none",
    "freeBusyRead",
    "limitedRead",
    "read",
    "write",
    "delegateWithoutPrivateEventAccess",
    "delegateWithPrivateEventAccess",
  ]),
});

const errorBody = z.strictObject({ responseCode: z.string().min(1), message: z.string().min(1) }).nullable();

const policyBody = z.strictObject({ clientId: z.guid().default(CLIENT_ID), user: z.string().optional() });

const deliveryBody = z.strictObject({
  answerWithinMs: z.int().min(1).max(60_000).optional(),
  gatherMs: z.int().min(0).max(10_000).optional(),
});

/** What administrators and the services themselves decide, and what people see in Teams. */
export const serviceActions: readonly OutsideAction[] = [
  {
    method: "GET",
    path: /^\/users\/([^/]+)\/activityFeed$/,
    title: "GET /_outside/users/{id}/activityFeed",
    purpose: "What Teams shows in the person's activity feed, newest first",
    handle: ({ tenant, params }) => ({
      status: 200,
      body: { value: activityFeed(tenant, requireUser(tenant, params[0]!).id) },
    }),
  },
  {
    method: "POST",
    path: /^\/deltaTokens\/expire$/,
    title: "POST /_outside/deltaTokens/expire",
    purpose: "Every delta token of mail and calendar given out so far is answered 410",
    handle({ tenant }) {
      expireDeltaTokens(tenant);
      expireCalendarTokens(tenant);
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/users\/([^/]+)\/scheduleError$/,
    title: "PUT /_outside/users/{id}/scheduleError",
    purpose: "`{responseCode, message}`: getSchedule cannot tell this person's time; `null` ends it",
    handle(call) {
      setScheduleError(call.tenant, requireUser(call.tenant, call.params[0]!).id, readJson(call, errorBody));
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/users\/([^/]+)\/calendarRole$/,
    title: "PUT /_outside/users/{id}/calendarRole",
    purpose:
      "`{person, role}`: shares the calendar with a person, or with `organization`, in one of Graph's calendar roles",
    handle(call) {
      const owner = requireMailbox(call.tenant, call.params[0]!);
      const { person, role } = readJson(call, roleBody);
      const whom = person === "organization" ? person : requireUser(call.tenant, person).id;
      shareCalendar(call.tenant, owner.id, whom, role);
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: /^\/users\/([^/]+)\/mailboxRights$/,
    title: "POST /_outside/users/{id}/mailboxRights",
    purpose: "`{person, right}`: the person may send in this mailbox's name (`SendAs` or `SendOnBehalf`)",
    handle(call) {
      const owner = requireMailbox(call.tenant, call.params[0]!);
      const { person, right } = readJson(call, rightBody);
      grantMailboxRight(call.tenant, owner.id, requireUser(call.tenant, person).id, right);
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: /^\/onlineMeetingPolicy$/,
    title: "POST /_outside/onlineMeetingPolicy",
    purpose:
      "`{user?, clientId?}`: a Teams application access policy lets the application handle online meetings of one person, or of all",
    handle(call) {
      const { clientId, user } = readJson(call, policyBody);
      grantOnlineMeetingPolicy(
        call.tenant,
        clientId,
        user === undefined ? undefined : requireUser(call.tenant, user).id,
      );
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/delivery$/,
    title: "PUT /_outside/delivery",
    purpose:
      "`{answerWithinMs?, gatherMs?}`: how long an endpoint may take to answer a notification (10,000), and for how long changes are gathered into one POST (10); real time",
    handle(call) {
      const { answerWithinMs, gatherMs } = readJson(call, deliveryBody);
      if (answerWithinMs !== undefined) setDelivery(call.tenant, { answerWithinMs });
      if (gatherMs !== undefined) setDelivery(call.tenant, { gatherMs });
      return { status: 204 };
    },
  },
];
