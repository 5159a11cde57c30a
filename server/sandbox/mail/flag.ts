import type { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Flag } from "./message.ts";
import type { MessageInput } from "./message-schema.ts";

type FlagInput = NonNullable<MessageInput["flag"]>;

/** The flag that a body asks for, on top of the one there. A due date needs a start date, as Outlook insists (400). */
export function flagFrom(input: FlagInput, before: Flag, now: Temporal.Instant): Flag {
  const flagStatus = input.flagStatus ?? (input.dueDateTime ? "flagged" : before.flagStatus);
  if (input.dueDateTime && !input.startDateTime) {
    throw new GraphError(
      400,
      "ErrorInvalidPropertyForOperation",
      "A due date of a flag needs a start date beside it.",
    );
  }
  if (flagStatus === "notFlagged") return { flagStatus };
  const start = input.startDateTime ?? before.startDateTime;
  const due = input.dueDateTime ?? before.dueDateTime;
  const dates = { ...(start && { startDateTime: start }), ...(due && { dueDateTime: due }) };
  if (flagStatus === "flagged") return { flagStatus, ...dates };
  const at = now.toZonedDateTimeISO("UTC").toPlainDateTime().toString({ fractionalSecondDigits: 7 });
  return {
    flagStatus,
    ...dates,
    completedDateTime: input.completedDateTime ?? { dateTime: at, timeZone: "UTC" },
  };
}
