import { calendarExamples } from "./calendar.examples.ts";
import { directoryExamples } from "./directory.examples.ts";
import type { Example } from "./example.ts";
import { mailExamples } from "./mail.examples.ts";
import { subscriptionsExamples } from "./subscriptions.examples.ts";

/** The examples of all services. */
export const examples: readonly Example[] = [
  ...directoryExamples,
  ...mailExamples,
  ...calendarExamples,
  ...subscriptionsExamples,
];
