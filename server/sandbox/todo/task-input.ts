import { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";
import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";

/** A wall-clock time without offset, and the name of its zone, Windows or IANA. */
const moment = graphObject({
  dateTime: z
    .string()
    .refine(isWallClock, { error: "The dateTime of a task has no offset, and is a real time." }),
  timeZone: z.string().refine(isZone, { error: "A valid TimeZone value must be specified." }),
});

const linkedResource = {
  webUrl: z.string().nullish(),
  applicationName: z.string().nullish(),
  displayName: z.string().nullish(),
  externalId: z.string().nullish(),
};

/** A link to what a task is about. */
export const newLinkedResource = graphObject(linkedResource);

const taskShape = {
  title: z.string().min(1).max(255).optional(),
  status: graphEnum(["notStarted", "inProgress", "completed", "waitingOnOthers", "deferred"]).nullish(),
  importance: graphEnum(["low", "normal", "high"]).nullish(),
  isReminderOn: z.boolean().nullish(),
  body: graphObject({
    contentType: graphEnum(["text", "html"]).nullish(),
    content: z.string().nullish(),
  }).nullish(),
  categories: z.array(z.string()).nullish(),
  completedDateTime: moment.nullish(),
  dueDateTime: moment.nullish(),
  startDateTime: moment.nullish(),
  reminderDateTime: moment.nullish(),
  recurrence: z.record(z.string(), z.unknown()).nullish(),
};

/** A changed task. */
export const changedTask = graphObject(taskShape);

/** A new task. */
export const newTask = graphObject({
  ...taskShape,
  title: z.string().min(1).max(255),
  linkedResources: z.array(newLinkedResource).nullish(),
});

/** What is changed of a task. */
export type TaskInput = z.output<typeof changedTask>;

function isWallClock(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?$/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isZone(name: string): boolean {
  if (name.toUpperCase() === "UTC" || findIana(name).length > 0) return true;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
