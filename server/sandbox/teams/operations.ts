import type { Operation } from "../core/operation.ts";
import { activityOperations } from "./activity-operations.ts";
import { appOperations } from "./app-operations.ts";
import { channelMemberOperations } from "./channel-member-operations.ts";
import { channelOperations } from "./channel-operations.ts";
import { chatOperations } from "./chat-operations.ts";
import { filesOperations } from "./files-operations.ts";
import { messageOperations } from "./message-operations.ts";
import { tabOperations } from "./tab-operations.ts";
import { teamMemberOperations } from "./team-member-operations.ts";
import { teamOperations } from "./team-operations.ts";

/** All that this tenant does with teams, channels, chats, apps and activity feeds. */
export const teamsOperations: readonly Operation[] = [
  ...teamOperations,
  ...teamMemberOperations,
  ...channelOperations,
  ...channelMemberOperations,
  ...tabOperations,
  ...appOperations,
  ...messageOperations,
  ...chatOperations,
  ...activityOperations,
  ...filesOperations,
];
