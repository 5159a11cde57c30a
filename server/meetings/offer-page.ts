import { randomUUID } from "node:crypto";
import express, { Router } from "express";
import { rateLimit } from "express-rate-limit";
import { Temporal } from "temporal-polyfill";
import { OFFER_PATH, offerSecret } from "../../src/contract/offers.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { hashOf } from "./offer-make.ts";
import { offerStore, type StoredOffer } from "./offer-store.ts";
import { choicePage, chosenPage, PAGE_POLICY, unknownPage } from "./offer-words.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore } from "./store.ts";

/** So many requests a minute from one address: nobody guesses 256 bits, and nobody shall try. */
const RATE = { windowMs: 60_000, limit: 60, standardHeaders: false, legacyHeaders: false };

/**
 * The client's page: plain HTML without a script, outside the tenant. Whoever holds the link sees who invites, to what,
 * and the times; nothing else. A link that is unknown, used up or run out answers one and the same way.
 */
export function offerPage(house: House, ports: MeetingPorts): Router {
  const router = Router();
  const path = `${OFFER_PATH}/:secret`;
  const form = express.urlencoded({ extended: false, limit: "2kb", parameterLimit: 3 });
  router.use(OFFER_PATH, rateLimit(RATE), (_request, response, next) => {
    response.setHeader("Content-Security-Policy", PAGE_POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
    response.setHeader("Cache-Control", "no-store");
    next();
  });

  router.get(path, async (request, response) => {
    const offer = await find(house, request.params["secret"]);
    const page = offer === null ? null : await pageOf(house, ports, offer, "taken" in request.query);
    response
      .status(page === null ? 404 : 200)
      .type("html")
      .send(page ?? unknownPage(request.acceptsLanguages("en", "ru")));
  });

  router.post(path, form, async (request, response) => {
    const start = (request.body as { start?: unknown } | undefined)?.start;
    const secret = request.params["secret"];
    const isTaken = typeof start === "string" && (await choose(house, secret, start)) === "taken";
    // Shown by a new request, so that going back or reloading sends nothing again.
    response.redirect(303, `${OFFER_PATH}/${encodeURIComponent(String(secret))}${isTaken ? "?taken" : ""}`);
  });
  return router;
}

async function find({ db, tenantId }: House, secret: unknown): Promise<StoredOffer | null> {
  const parsed = offerSecret.safeParse(secret);
  return parsed.success ? offerStore(db, tenantId).bySecret(hashOf(parsed.data)) : null;
}

async function pageOf(
  house: House,
  ports: MeetingPorts,
  offer: StoredOffer,
  isTaken: boolean,
): Promise<string | null> {
  const { db, tenantId, now } = house;
  const inviter = (await ports.people.person(offer.organizerId))?.name ?? "";
  if (offer.state === "chosen" && offer.meetingId !== null) {
    const meeting = await meetingStore(db, tenantId).meeting(offer.meetingId);
    return meeting && chosenPage(offer, inviter, meeting.start, isTaken);
  }
  if (!isOpen(offer, now())) return null;
  const holds = await offerStore(db, tenantId).holds(offer.id);
  const offered = holds.filter(({ isDropped }) => !isDropped);
  const times = [...new Map(offered.map(({ start }) => [start.epochMilliseconds, start])).values()];
  const coming = times.filter((start) => Temporal.Instant.compare(start, now()) > 0);
  return coming.length === 0 ? null : choicePage(offer, inviter, coming);
}

/**
 * The first to choose has chosen; whoever comes later sees what was chosen, and hears that it was somebody else ("taken")
 * unless it is what they wanted too. Anything senseless changes nothing.
 */
async function choose(house: House, secret: unknown, text: string): Promise<"chosen" | "taken" | null> {
  const parsed = offerSecret.safeParse(secret);
  if (!parsed.success) return null;
  const { db, tenantId, now, ask, announce } = house;
  const done = await transact(db, async (tx) => {
    const store = offerStore(tx, tenantId);
    const offer = await store.bySecret(hashOf(parsed.data));
    if (offer === null) return null;
    if (offer.state === "chosen") return (await isChosen({ ...house, db: tx }, offer, text)) ? null : "taken";
    if (!isOpen(offer, now())) return null;
    const held = await store.holds(offer.id);
    const start = held.find((one) => !one.isDropped && one.start.toString() === text)?.start;
    if (start === undefined || Temporal.Instant.compare(start, now()) <= 0) return null;
    const meetingId = randomUUID();
    if (!(await store.end(offer.id, "chosen", { meetingId, at: now() }))) return null;
    await book({ ...house, db: tx }, offer, meetingId, start);
    await ask(tx, "offer.hold", { tenantId, offerId: offer.id });
    return offer;
  });
  if (done === null || done === "taken") return done;
  announce(tenantId, { topic: "meetings", dealId: done.dealId });
  return "chosen";
}

/** Whether that start is what was chosen. */
async function isChosen({ db, tenantId }: House, { meetingId }: StoredOffer, text: string): Promise<boolean> {
  const meeting = meetingId === null ? null : await meetingStore(db, tenantId).meeting(meetingId);
  return meeting?.start.toString() === text;
}

/** The time was held for them, so it is theirs: no calendar is asked again. */
async function book(house: House, offer: StoredOffer, id: string, start: Temporal.Instant): Promise<void> {
  const { db, tenantId, now, ask } = house;
  const { dealId, organizerId, createdBy, subject, minutes, people, clientName, clientAddress } = offer;
  const end = start.add({ minutes });
  const bookedBy = createdBy === organizerId ? null : createdBy;
  const who = { organizerId, bookedBy, subject, agenda: "", place: null, travel: 0, series: null };
  const meeting = { id, dealId, ...who, start, end, briefing: 0, debrief: 0, createdAt: now() };
  const ours = await progressStore(db, tenantId).colleagues(people.filter((one) => one !== organizerId));
  const zone = offer.clientZone;
  const client = { personId: null, name: clientName, address: clientAddress, zone, required: true };
  const attendees = [...ours.map((one) => ({ ...one, zone: null, required: true })), client];
  await meetingStore(db, tenantId).add(meeting, attendees);
  await ask(db, "meeting.place", { tenantId, meetingId: id });
}

function isOpen({ state, expiresAt }: StoredOffer, now: Temporal.Instant): boolean {
  return state === "open" && Temporal.Instant.compare(now, expiresAt) < 0;
}
