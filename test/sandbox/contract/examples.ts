import { activityExamples } from "./activity.examples.ts";
import { appsExamples } from "./apps.examples.ts";
import { calendarExamples } from "./calendar.examples.ts";
import { channelMembersExamples } from "./channel-members.examples.ts";
import { chatsExamples } from "./chats.examples.ts";
import { directoryExamples } from "./directory.examples.ts";
import { drivesExamples } from "./drives.examples.ts";
import type { Example } from "./example.ts";
import { mailExamples } from "./mail.examples.ts";
import { plannerExamples } from "./planner.examples.ts";
import { subscriptionsExamples } from "./subscriptions.examples.ts";
import { teamsExamples } from "./teams.examples.ts";
import { todoExamples } from "./todo.examples.ts";

/** The examples of all services. */
export const examples: readonly Example[] = [
  ...directoryExamples,
  ...mailExamples,
  ...calendarExamples,
  ...subscriptionsExamples,
  ...teamsExamples,
  ...channelMembersExamples,
  ...chatsExamples,
  ...appsExamples,
  ...activityExamples,
  ...plannerExamples,
  ...todoExamples,
  ...drivesExamples,
];

/** Operations beyond Microsoft's description here: what directory clients walk through, and what takes back. */
export const beyond: readonly string[] = [
  "GET /users/{user-id}/photos",
  "GET /users/{user-id}/photo/$value",
  "GET /users/{user-id}/photos/{profilePhoto-id}/$value",
  "GET /users/{user-id}/memberOf",
  "GET /users/{user-id}/transitiveMemberOf",
  "GET /groups",
  "DELETE /planner/plans/{plannerPlan-id}",
  "DELETE /teams/{team-id}/members/{conversationMember-id}",
  "DELETE /drives/{drive-id}/items/{driveItem-id}",
  "POST /teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/softDelete",
  "GET /users/{user-id}/mailFolders/{mailFolder-id}/childFolders",
  "POST /users/{user-id}/mailFolders/{mailFolder-id}/childFolders",
  "POST /users/{user-id}/mailFolders/{mailFolder-id}/messages",
  "GET /users/{user-id}/mailFolders/{mailFolder-id}/messages/{message-id}",
  "PATCH /users/{user-id}/mailFolders/{mailFolder-id}/messages/{message-id}",
  "DELETE /users/{user-id}/mailFolders/{mailFolder-id}/messages/{message-id}",
  "GET /groups/{group-id}/members/graph.user",
  "GET /users/{user-id}/calendar/events",
  "POST /users/{user-id}/calendar/events",
  "GET /groups/{group-id}/transitiveMembers",
  "GET /groups/{group-id}/transitiveMembers/graph.user",
  "GET /groups/{group-id}/owners",
  "GET /organization",
  "GET /organization/{organization-id}",
];
