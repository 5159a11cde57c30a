import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { findGroupByAddress, peopleOf } from "../directory/groups.ts";
import type { User } from "../directory/state.ts";
import { findUserByAddress, requireMailbox } from "../directory/users.ts";
import { denied, FULL_SIGHT, roleOf, type Sight, sightOf } from "./access.ts";
import { availabilityDigits, timeOf } from "./busy.ts";
import { whenSchema } from "./event-body.ts";
import type { Item, Window } from "./instances.ts";
import { readMoment, writeMoment } from "./moment.ts";
import { appliedPreferences, type Reader, readerOf } from "./reader.ts";
import { requireWithinLimits } from "./schedule-limits.ts";
import { calendarOf } from "./state.ts";

const request = graphAction({
  schedules: z.array(z.string().nullable()),
  startTime: whenSchema,
  endTime: whenSchema,
  availabilityViewInterval: z.int().nullish(),
});

type Json = Record<string, unknown>;

type Question = { tenant: Tenant; viewer: User; window: Window; intervalMs: number; reader: Reader };

/** Answers getSchedule: for each address when its owner is busy, or an error in its place. */
export function getSchedule(call: Call): Reply {
  const viewer = viewerOf(call);
  const input = readBody(call, request);
  const window = {
    startMs: readMoment(input.startTime, "startTime").ms,
    endMs: readMoment(input.endTime, "endTime").ms,
  };
  const minutes = input.availabilityViewInterval ?? 30;
  const addresses = input.schedules.map((address) => address?.trim() ?? "");
  requireWithinLimits(call.tenant, addresses, window, minutes);
  const question = {
    tenant: call.tenant,
    viewer,
    window,
    intervalMs: minutes * 60_000,
    reader: readerOf(call, FULL_SIGHT),
  };
  const value = addresses.map((address) => ({ scheduleId: address, ...scheduleOf(question, address) }));
  return { status: 200, body: { value }, headers: appliedPreferences(call) };
}

/** Who looks: the signed-in person, or for an application the owner of the mailbox in the path. */
function viewerOf({ tenant, caller, params }: Call): User {
  const owner = requireMailbox(tenant, params["user-id"]!);
  if (caller.kind === "app" || caller.userId === owner.id) return owner;
  if (!(sightOf(roleOf(tenant, owner, caller.userId))?.depth === "all")) throw denied();
  return requireMailbox(tenant, caller.userId);
}

function scheduleOf(question: Question, address: string): Json {
  const { tenant } = question;
  const user = findUserByAddress(tenant, address);
  if (user !== undefined) return user.hasMailbox ? personsSchedule(question, user) : unresolved(address);
  const group = findGroupByAddress(tenant, address);
  return group === undefined ? unresolved(address) : groupsSchedule(question, peopleOf(tenant, group));
}

function unresolved(address: string): Json {
  return failure(`Unable to resolve e-mail address ${address} to an Active Directory object.`, "5009");
}

function failure(message: string, responseCode: string): Json {
  return { error: { message, responseCode } };
}

function personsSchedule(question: Question, user: User): Json {
  const { tenant, viewer, window, intervalMs, reader } = question;
  const { scheduleError } = calendarOf(tenant, user.id);
  if (scheduleError !== null) return { error: scheduleError };
  const sight = user.id === viewer.id ? FULL_SIGHT : sightOf(roleOf(tenant, user, viewer.id));
  if (sight === null) return failure("The caller does not have access to free/busy data.", "5039");
  const items = timeOf(tenant, user.id, window);
  return {
    availabilityView: availabilityDigits(items, window, intervalMs),
    scheduleItems: items.map((item) => writeScheduleItem(item, sight, reader)),
    workingHours: user.mailboxSettings.workingHours,
  };
}

/** A list shows only when any of its members are taken. */
function groupsSchedule({ tenant, window, intervalMs }: Question, people: readonly User[]): Json {
  const items = people.filter((user) => user.hasMailbox).flatMap((user) => timeOf(tenant, user.id, window));
  return { availabilityView: availabilityDigits(items, window, intervalMs), scheduleItems: [] };
}

/** Title and place only where the calendar shows them to the viewer, and only of what is not sensitive. */
function writeScheduleItem({ meeting, own, copy }: Item, sight: Sight, reader: Reader): Json {
  const subject = copy.isCancelled ? `Canceled: ${meeting.subject}` : meeting.subject;
  const isOpen = own.sensitivity === "normal" || own.sensitivity === "personal";
  const details = isOpen ? { subject, location: meeting.locations[0]?.displayName ?? "" } : {};
  return {
    ...(sight.depth === "times" ? {} : { isPrivate: own.sensitivity === "private", ...details }),
    status: own.showAs,
    start: writeMoment(meeting.start.ms, reader),
    end: writeMoment(meeting.end.ms, reader),
  };
}

/** Makes getSchedule answer with an error for one person, as when their server cannot be reached; null undoes it. */
export function setScheduleError(
  tenant: Tenant,
  userId: string,
  error: { message: string; responseCode: string } | null,
): void {
  calendarOf(tenant, userId).scheduleError = error;
}
