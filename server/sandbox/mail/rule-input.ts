import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { recipientSchema } from "./message-schema.ts";

const words = z.array(z.string().min(1)).nullish();

const people = z.array(recipientSchema).nullish();

const flag = z.boolean().nullish();

const importance = graphEnum(["low", "normal", "high"]).nullish();

const predicates = graphObject({
  bodyContains: words,
  bodyOrSubjectContains: words,
  categories: words,
  fromAddresses: people,
  hasAttachments: flag,
  headerContains: words,
  importance,
  isApprovalRequest: flag,
  isAutomaticForward: flag,
  isAutomaticReply: flag,
  isEncrypted: flag,
  isMeetingRequest: flag,
  isMeetingResponse: flag,
  isNonDeliveryReport: flag,
  isPermissionControlled: flag,
  isReadReceipt: flag,
  isSigned: flag,
  isVoicemail: flag,
  messageActionFlag: z.string().nullish(),
  notSentToMe: flag,
  recipientContains: words,
  senderContains: words,
  sensitivity: z.string().nullish(),
  sentCcMe: flag,
  sentOnlyToMe: flag,
  sentToAddresses: people,
  sentToMe: flag,
  sentToOrCcMe: flag,
  subjectContains: words,
  withinSizeRange: graphObject({ minimumSize: z.int().nullish(), maximumSize: z.int().nullish() }).nullish(),
});

/** The body of a new rule. */
export const newRule = graphObject({
  displayName: z.string().min(1).max(255),
  sequence: z.int().min(0).nullish(),
  isEnabled: flag,
  conditions: predicates.nullish(),
  exceptions: predicates.nullish(),
  actions: graphObject({
    assignCategories: z.array(z.string()).nullish(),
    copyToFolder: z.string().nullish(),
    delete: flag,
    forwardAsAttachmentTo: people,
    forwardTo: people,
    markAsRead: flag,
    markImportance: importance,
    moveToFolder: z.string().nullish(),
    permanentDelete: flag,
    redirectTo: people,
    stopProcessingRules: flag,
  }),
  id: z.string().nullish(),
  hasError: flag,
  isReadOnly: flag,
});

/** What OData may be asked about rules. */
export const ruleType: EntityType = {
  name: "microsoft.graph.messageRule",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    displayName: "string",
    sequence: "number",
    isEnabled: "boolean",
    hasError: "boolean",
    isReadOnly: "boolean",
    conditions: "any",
    exceptions: "any",
    actions: "any",
  },
};
