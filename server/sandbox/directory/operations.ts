import type { Operation } from "../core/operation.ts";
import { groupOperations } from "./group-operations.ts";
import { mailboxOperations } from "./mailbox-operations.ts";
import { userOperations } from "./user-operations.ts";

/** All that this tenant does with people and groups. */
export const directoryOperations: readonly Operation[] = [
  ...userOperations,
  ...groupOperations,
  ...mailboxOperations,
];
