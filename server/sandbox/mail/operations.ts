import type { Operation } from "../core/operation.ts";
import { attachmentOperations } from "./attachment-operations.ts";
import { categoryOperations } from "./category-operations.ts";
import { extensionOperations } from "./extension-operations.ts";
import { folderOperations } from "./folder-operations.ts";
import { messageOperations } from "./message-operations.ts";
import { ruleOperations } from "./rule-operations.ts";
import { sendOperations } from "./send-operations.ts";
import { translateOperations } from "./translate-operations.ts";

/** All that this tenant does with mail. */
export const mailOperations: readonly Operation[] = [
  ...folderOperations,
  ...messageOperations,
  ...sendOperations,
  ...attachmentOperations,
  ...extensionOperations,
  ...categoryOperations,
  ...ruleOperations,
  ...translateOperations,
];
