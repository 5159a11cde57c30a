import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { findUser } from "../directory/users.ts";
import { denied, isHidden, openForReading } from "./access.ts";
import { readRecipient, recipientOf } from "./attendees.ts";
import { recipientSchema, slotSchema } from "./event-body.ts";
import { openItem } from "./event-operations.ts";
import { type Answered, sendForward, sendNews } from "./invitations.ts";
import { cancelMeeting } from "./meeting-end.ts";
import { row } from "./operation-row.ts";
import { answer, readProposal } from "./responses.ts";
import { requireItem } from "./store.ts";

const text = z.string().nullish();
const acceptance = graphAction({ comment: text, sendResponse: z.boolean().nullish() });
const proposal = graphAction({
  comment: text,
  sendResponse: z.boolean().nullish(),
  proposedNewTime: slotSchema.nullish(),
});
const cancellation = graphAction({ comment: text });
const forwarding = graphAction({ comment: text, toRecipients: z.array(recipientSchema).nullish() });

/** Answering an invitation, calling a meeting off, and passing it on. */
export const responseOperations: readonly Operation[] = [
  row("POST /users/{user-id}/events/{event-id}/accept", (call) => answerWith(call, "accepted")),
  row("POST /users/{user-id}/events/{event-id}/decline", (call) => answerWith(call, "declined")),
  row("POST /users/{user-id}/events/{event-id}/tentativelyAccept", (call) =>
    answerWith(call, "tentativelyAccepted"),
  ),
  row(
    "POST /users/{user-id}/events/{event-id}/cancel",
    async (call) => {
      const { item } = openItem(call);
      const { comment } = readBody(call, cancellation);
      if (!item.copy.isOrganizer) throw refused("You need to be an organizer to cancel a meeting.");
      await sendNews(call.tenant, item, cancelMeeting(call.tenant, item), comment ?? "");
      return { status: 202 };
    },
    "The organizer's copy is gone at once instead of lying in Deleted Items; one cancelled day of a series disappears from every calendar.",
  ),
  row(
    "POST /users/{user-id}/events/{event-id}/forward",
    forward,
    "Those it is forwarded to get the mail; they are not added to the organizer's list.",
  ),
];

/** An empty body is taken as one without parameters. */
function bodyOr<S extends z.ZodType>(call: Call, schema: S): z.output<S> {
  return readBody(call.body === undefined ? { ...call, body: {} } : call, schema);
}

async function answerWith(call: Call, response: Answered["response"]): Promise<Reply> {
  const { item } = openItem(call);
  const input: z.output<typeof proposal> =
    response === "accepted" ? bodyOr(call, acceptance) : bodyOr(call, proposal);
  const proposed = input.proposedNewTime == null ? null : readProposal(input.proposedNewTime);
  const answered = { response, comment: input.comment ?? "", proposed };
  await answer(call.tenant, item, answered, input.sendResponse ?? true);
  return { status: 202 };
}

async function forward(call: Call): Promise<Reply> {
  const { tenant, caller } = call;
  const { owner, sight } = openForReading(call);
  const item = requireItem(tenant, owner.id, call.params["event-id"]!);
  if (isHidden(item.own.sensitivity, sight)) throw denied();
  const { comment, toRecipients } = readBody(call, forwarding);
  const to = (toRecipients ?? []).map(({ emailAddress }) => readRecipient(emailAddress));
  if (to.length === 0)
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
  const sender = caller.kind === "user" ? (findUser(tenant, caller.userId) ?? owner) : owner;
  await sendForward(tenant, item, { from: recipientOf(sender), to, comment: comment ?? "" });
  return { status: 202 };
}

function refused(why: string): GraphError {
  return new GraphError(400, "ErrorInvalidRequest", `Your request can't be completed. ${why}`);
}
