import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { boundUserId, type MemberInput, memberInput } from "./member-input.ts";

/** Most members one bulk addition takes. Source: conversationMember: add. */
const MOST_AT_ONCE = 200;

const body = graphAction({ values: z.array(memberInput).min(1) });

/** Adds each member by itself: 200 when all were added, 207 when some were not, each with its own error. */
export function addEach(call: Call, add: (input: MemberInput) => { userId: string }): Reply {
  const { values } = readBody(call, body, { code: "BadRequest" });
  if (values.length > MOST_AT_ONCE) {
    throw new GraphError(400, "BadRequest", `At most ${MOST_AT_ONCE} members can be added in one request.`);
  }
  const value = values.map((input) => resultOf(input, add));
  return { status: value.every(({ error }) => error === null) ? 200 : 207, body: { value } };
}

function resultOf(input: MemberInput, add: (input: MemberInput) => { userId: string }) {
  const type = { "@odata.type": "#microsoft.graph.aadUserConversationMemberResult" };
  try {
    return { ...type, userId: add(input).userId, error: null };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { ...type, userId: namedId(input), error: { code: error.code, message: error.message } };
  }
}

function namedId(input: MemberInput): string | null {
  try {
    return boundUserId(input["user@odata.bind"]);
  } catch {
    return null;
  }
}
