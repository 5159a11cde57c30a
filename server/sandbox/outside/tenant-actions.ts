import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { respond } from "../calendar/responses.ts";
import type { Answer } from "../core/exchange.ts";
import { sendLifecycle } from "../subscriptions/lifecycle.ts";
import { badRequest, type OutsideAction, type OutsideCall, readJson } from "./context.ts";

/** The farthest the clock is moved at once: planned work of longer spans would take a test's whole time. */
const LONGEST_ADVANCE_DAYS = 366;

const duration = z.iso.duration().transform((text) => Temporal.Duration.from(text));

const clockBody = z.union([
  z.strictObject({ advance: duration }),
  z.strictObject({ set: z.iso.datetime().transform((text) => Temporal.Instant.from(text)) }),
]);

const zonedTime = z.strictObject({ dateTime: z.string().min(1), timeZone: z.string().min(1) });

const responseBody = z.strictObject({
  attendee: z.email(),
  response: z.enum(["accepted", "declined", "tentativelyAccepted"]),
  comment: z.string().max(10_000).optional(),
  proposedNewTime: z.strictObject({ start: zonedTime, end: zonedTime }).nullish(),
});

const lifecycleBody = z.strictObject({
  event: z.enum(["reauthorizationRequired", "subscriptionRemoved", "missed"]),
});

/** Time, a fresh start, answers to meetings, what Graph says of subscriptions, and what Graph was asked. */
export const tenantActions: readonly OutsideAction[] = [
  {
    method: "GET",
    path: /^\/clock$/,
    title: "GET /_outside/clock",
    purpose: "Tells the tenant's time: `{now}`",
    handle: told,
  },
  {
    method: "POST",
    path: /^\/clock$/,
    title: "POST /_outside/clock",
    purpose:
      '`{"advance":"PT2H"}` or `{"set":"…Z"}`: moves the clock and does what falls due on the way; `{now}`',
    handle: moveClock,
  },
  {
    method: "POST",
    path: /^\/reset$/,
    title: "POST /_outside/reset",
    purpose:
      '`{"seed":"demo"}`, `{"seed":"empty"}` or `{"seed":{…a tenant…}}`: starts over; faults are cleared',
    async handle(call) {
      const { seed } = readJson(
        call,
        z.strictObject({ seed: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
      );
      await call.reset(seed);
      return told(call);
    },
  },
  {
    method: "POST",
    path: /^\/events\/([^/]+)\/responses$/,
    title: "POST /_outside/events/{id}/responses",
    purpose:
      "`{attendee, response, comment?, proposedNewTime?}`: someone invited answers; `id` is that of any copy",
    async handle(call) {
      await respond(call.tenant, call.params[0]!, readJson(call, responseBody));
      return { status: 202 };
    },
  },
  {
    method: "POST",
    path: /^\/subscriptions\/([^/]+)\/lifecycle$/,
    title: "POST /_outside/subscriptions/{id or all}/lifecycle",
    purpose:
      "`{event}`: reauthorizationRequired, subscriptionRemoved or missed happens; 202 with the `subscriptions` it happened to",
    handle: (call) => ({
      status: 202,
      body: {
        subscriptions: sendLifecycle(call.tenant, call.params[0]!, readJson(call, lifecycleBody).event),
      },
    }),
  },
  {
    method: "GET",
    path: /^\/requests$/,
    title: "GET /_outside/requests?since=N",
    purpose:
      "The requests Graph received after number N (at most the last 2,000), without secrets: `{last, value}`",
    handle: requests,
  },
];

function told({ tenant }: OutsideCall): Answer {
  return { status: 200, body: { now: tenant.clock.now().toString({ smallestUnit: "millisecond" }) } };
}

async function moveClock(call: OutsideCall): Promise<Answer> {
  const body = readJson(call, clockBody);
  const { clock } = call.tenant;
  if ("set" in body) {
    await clock.set(body.set);
    return told(call);
  }
  const now = clock.now().toZonedDateTimeISO("UTC");
  const to = now.add(body.advance);
  if (body.advance.sign < 0) throw badRequest('"advance" must not be negative: use "set" to go back.');
  if (Temporal.ZonedDateTime.compare(to, now.add({ days: LONGEST_ADVANCE_DAYS })) > 0) {
    throw badRequest(`"advance" may be ${LONGEST_ADVANCE_DAYS} days at most.`);
  }
  await clock.advance(now.until(to, { largestUnit: "hours" }));
  return told(call);
}

function requests({ log, query }: OutsideCall): Answer {
  const since = query.argument("since") ?? "0";
  if (!/^\d{1,15}$/.test(since)) throw badRequest('"since" must be the number of a request.');
  return { status: 200, body: { last: log.last(), value: log.since(Number(since)) } };
}
