import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { isReplying } from "./absence.ts";
import { findGroupByAddress, peopleOf } from "./groups.ts";
import { directoryOf, type Group, type User } from "./state.ts";
import { findUserByAddress, requireMailbox } from "./users.ts";

const TIPS = [
  "automaticReplies",
  "mailboxFullStatus",
  "customMailTip",
  "externalMemberCount",
  "totalMemberCount",
  "maxMessageSize",
  "deliveryRestriction",
  "moderationStatus",
  "recipientScope",
  "recipientSuggestions",
] as const;

type Tip = (typeof TIPS)[number];

/** Exchange Online's largest message, in bytes. */
const LARGEST_MESSAGE = 37_748_736;

const body = graphAction({ EmailAddresses: z.array(z.string().min(1)).min(1), MailTipsOptions: z.string() });

/** Answers getMailTips: what a sender should know of each address before writing. */
export function getMailTips(call: Call): Reply {
  requireMailbox(call.tenant, call.params["user-id"] ?? "");
  const { EmailAddresses, MailTipsOptions } = readBody(call, body);
  const wanted = readTips(MailTipsOptions);
  return {
    status: 200,
    body: { value: EmailAddresses.map((address) => tipsFor(call.tenant, address, wanted)) },
  };
}

function readTips(text: string): Set<Tip> {
  const names = text.split(",").map((name) => name.trim());
  return new Set(
    names.map((name) => {
      const found = TIPS.find((tip) => tip.toLowerCase() === name.toLowerCase());
      if (found === undefined)
        throw new GraphError(400, "RequestBodyRead", `Requested value '${name}' was not found.`);
      return found;
    }),
  );
}

function tipsFor(tenant: Tenant, address: string, wanted: ReadonlySet<Tip>): object {
  const user = findUserByAddress(tenant, address);
  const group = findGroupByAddress(tenant, address);
  const name = user?.displayName ?? group?.displayName ?? "";
  const isOurs = address.toLowerCase().endsWith(`@${directoryOf(tenant).organization.domain}`);
  const emailAddress = { name, address };
  if (isOurs && user === undefined && group === undefined) {
    return {
      emailAddress,
      error: { code: "RecipientNotFound", message: "The recipient could not be found." },
    };
  }
  const all: Record<Tip, object> = {
    automaticReplies: { automaticReplies: automaticReplies(tenant, user) },
    mailboxFullStatus: { mailboxFull: false },
    customMailTip: { customMailTip: "" },
    externalMemberCount: { externalMemberCount: isOurs ? 0 : 1 },
    totalMemberCount: { totalMemberCount: memberCount(tenant, group) },
    maxMessageSize: { maxMessageSize: LARGEST_MESSAGE },
    deliveryRestriction: { deliveryRestricted: false },
    moderationStatus: { isModerated: false },
    recipientScope: { recipientScope: isOurs ? "internal" : "external" },
    recipientSuggestions: { recipientSuggestions: [] },
  };
  return Object.assign({ emailAddress }, ...[...wanted].map((tip) => all[tip]));
}

function automaticReplies(tenant: Tenant, user: User | undefined): object {
  const setting = user?.mailboxSettings.automaticRepliesSetting;
  if (user === undefined || setting === undefined || !isReplying(setting, tenant.clock.now()))
    return { message: "" };
  return {
    message: setting.internalReplyMessage,
    messageLanguage: user.mailboxSettings.language,
    ...(setting.status === "scheduled" && {
      scheduledStartTime: setting.scheduledStartDateTime,
      scheduledEndTime: setting.scheduledEndDateTime,
    }),
  };
}

function memberCount(tenant: Tenant, group: Group | undefined): number {
  return group === undefined ? 1 : peopleOf(tenant, group).length;
}
