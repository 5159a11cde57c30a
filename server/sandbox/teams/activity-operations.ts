import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { requireUser } from "../directory/users.ts";
import { requireTeam } from "./access.ts";
import { notify, senderIn } from "./activity-feed.ts";
import {
  type ActivityInput,
  bulkActivity,
  personalActivity,
  placeActivity,
  type RecipientInput,
  requireTopic,
  textOf,
} from "./activity-input.ts";
import { personPlace } from "./app-operations.ts";
import { requireChatMember } from "./chat-access.ts";
import { row } from "./row.ts";
import { type Team, teamsOf } from "./state.ts";
import { isInTeam, teamSeats } from "./team.ts";

/** Most people one bulk notification reaches. Source: sendActivityNotificationToRecipients. */
const MOST_RECIPIENTS = 100;
const WORDS = { code: "BadRequest" };

/** Lines in people's activity feeds. */
export const activityOperations: readonly Operation[] = [
  row("POST /users/{user-id}/teamwork/sendActivityNotification", toUser),
  row("POST /teams/{team-id}/sendActivityNotification", toTeam),
  row("POST /chats/{chat-id}/sendActivityNotification", toChat),
  row("POST /teamwork/sendActivityNotificationToRecipients", toMany),
];

function toUser(call: Call): Reply {
  const user = requireUser(call.tenant, call.params["user-id"]!);
  const input = readBody(call, personalActivity, WORDS);
  const { installations } = personPlace(call.tenant, user.id);
  const app = senderIn(call, installations.values(), input);
  const places = [...installations.keys()].map((id) => `/teamwork/installedApps/${id}`);
  requireTopic(
    input,
    call.baseUrl,
    places.flatMap((place) => [`/users/${user.id}${place}`, `/users/${user.userPrincipalName}${place}`]),
  );
  notify(call, app, user.id, input);
  return { status: 204 };
}

function toTeam(call: Call): Reply {
  const team = requireTeam(call);
  const { recipient, ...input } = readBody(call, placeActivity, WORDS);
  const app = senderIn(call, team.installations.values(), input);
  requireTopic(input, call.baseUrl, [`/teams/${team.id}`]);
  return notifyAll(call, app, inTeam(call, team, recipient), input);
}

function toChat(call: Call): Reply {
  const chat = requireChatMember(call);
  const { recipient, ...input } = readBody(call, placeActivity, WORDS);
  const app = senderIn(call, chat.installations.values(), input);
  requireTopic(input, call.baseUrl, [`/chats/${chat.id}`]);
  if (recipient["@odata.type"] === "chatMembersNotificationRecipient") {
    if (recipient.chatId !== chat.id)
      throw new GraphError(400, "BadRequest", "The recipient names another chat.");
    return notifyAll(call, app, [...chat.seats.keys()], input);
  }
  const userId = personOf(call, recipient);
  if (!chat.seats.has(userId))
    throw new GraphError(404, "NotFound", "The recipient is not a member of the chat.");
  return notifyAll(call, app, [userId], input);
}

/** Answers 202 once all is well formed; those whose app is not installed are left out without a word. */
function toMany(call: Call): Reply {
  const { recipients, ...input } = readBody(call, bulkActivity, WORDS);
  if (recipients.length > MOST_RECIPIENTS) {
    throw new GraphError(
      400,
      "BadRequest",
      `At most ${MOST_RECIPIENTS} recipients can be notified in one request.`,
    );
  }
  const { apps, personal } = teamsOf(call.tenant);
  requireTopic(
    input,
    call.baseUrl,
    [...apps.keys()].map((id) => `/appCatalogs/teamsApps/${id}`),
  );
  const userIds = recipients.map((recipient) => personOf(call, recipient));
  const sender = [...apps.values()].find(
    ({ clientAppId }) => clientAppId?.toLowerCase() === call.caller.appId.toLowerCase(),
  );
  if (sender !== undefined) textOf(sender, input, "");
  for (const userId of userIds) {
    try {
      notify(call, senderIn(call, personal.get(userId)?.values() ?? [], input), userId, input);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
    }
  }
  return { status: 202 };
}

function notifyAll(
  call: Call,
  app: Parameters<typeof notify>[1],
  userIds: readonly string[],
  input: ActivityInput,
): Reply {
  const { caller } = call;
  const isAlone = userIds.length === 1;
  // A sender among the members of a place is left out; named alone it is a mistake.
  const others = userIds.filter((id) => isAlone || caller.kind !== "user" || id !== caller.userId);
  for (const userId of others) notify(call, app, userId, input);
  return { status: 204 };
}

function inTeam(call: Call, team: Team, recipient: RecipientInput): string[] {
  const { tenant } = call;
  const everyone = () => teamSeats(tenant, team).map(({ userId }) => userId);
  switch (recipient["@odata.type"]) {
    case "teamMembersNotificationRecipient":
      if (recipient.teamId?.toLowerCase() !== team.id)
        throw new GraphError(400, "BadRequest", "The recipient names another team.");
      return everyone();
    case "channelMembersNotificationRecipient": {
      const channel = team.channels.get(recipient.channelId ?? "");
      if (channel === undefined)
        throw new GraphError(404, "NotFound", "The channel of the recipient was not found.");
      return channel.membershipType === "standard" ? everyone() : [...channel.seats.keys()];
    }
    default: {
      const userId = personOf(call, recipient);
      const isSeated = [...team.channels.values()].some(({ seats }) => seats.has(userId));
      if (isInTeam(tenant, team, userId) || isSeated) return [userId];
      throw new GraphError(404, "NotFound", "The recipient is not a member of the team.");
    }
  }
}

function personOf({ tenant }: Call, recipient: RecipientInput): string {
  if (recipient["@odata.type"] !== "aadUserNotificationRecipient" || recipient.userId == null) {
    throw new GraphError(
      400,
      "BadRequest",
      `The recipient type '${recipient["@odata.type"]}' is not supported here.`,
    );
  }
  return requireUser(tenant, recipient.userId).id;
}
