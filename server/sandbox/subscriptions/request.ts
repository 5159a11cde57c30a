import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { requireAddress } from "./handshake.ts";
import { resourceRules } from "./resource-rules.ts";
import type { Resource } from "./resources.ts";
import { readCertificate } from "./rich.ts";
import type { ChangeType, Subscription } from "./state.ts";

const text = z.string().nullish();

/** The body of POST /subscriptions. */
export const newSubscription = graphObject({
  changeType: z.string().min(1),
  notificationUrl: z.string().min(1),
  resource: z.string().min(1),
  expirationDateTime: z.string().min(1),
  lifecycleNotificationUrl: text,
  clientState: text,
  includeResourceData: z.boolean().nullish(),
  encryptionCertificate: text,
  encryptionCertificateId: text,
  latestSupportedTlsVersion: z.enum(["v1_0", "v1_1", "v1_2", "v1_3"]).nullish(),
  notificationUrlAppId: text,
  notificationQueryOptions: text,
  id: text,
  applicationId: text,
  creatorId: text,
});

/** That body, read. */
export type NewSubscription = z.output<typeof newSubscription>;

/** Shorter lives are made this long. */
const SHORTEST_MINUTES = 45;
/** Teams wants a lifecycle address for anything longer. */
const WITHOUT_LIFECYCLE_MINUTES = 60;
const LONGEST_CLIENT_STATE = 128;

function invalid(message: string): GraphError {
  return new GraphError(400, "InvalidRequest", message);
}

/** The change types of a comma-separated list. Throws 400 for others, and for those a resource does not have. */
export function changeTypesOf(list: string, { kind }: Pick<Resource, "kind">): Set<ChangeType> {
  const names = list.split(",").map((name) => name.trim().toLowerCase());
  for (const name of names) {
    if (!["created", "updated", "deleted"].includes(name))
      throw invalid(`'${name}' is not a valid changeType.`);
    const only: readonly string[] | undefined = resourceRules[kind].changeTypes;
    if (only !== undefined && !only.includes(name))
      throw invalid(`This resource has no changeType '${name}', only: ${only.join(", ")}.`);
  }
  return new Set(names as ChangeType[]);
}

/** How long a subscription may live and must, in minutes from now. */
export type LifeRules = { kind: Resource["kind"]; isRich: boolean; hasLifecycle: boolean };

/** When it ends: as asked, but not before 45 minutes. Throws 400 for the past, and beyond what the resource allows. */
export function endOf(
  asked: string,
  now: Temporal.Instant,
  { kind, isRich, hasLifecycle }: LifeRules,
): Temporal.Instant {
  const end = readInstant(asked);
  const minutes = end.since(now).total("minutes");
  if (minutes <= 0) throw invalid("Subscription expiration can only be in the future.");
  const { longest, longestRich, family } = resourceRules[kind];
  const most = isRich ? longestRich : longest;
  if (minutes > most) throw invalid(`Subscription expiration can only be ${most} minutes in the future.`);
  if (family === "teams" && !hasLifecycle && minutes > WITHOUT_LIFECYCLE_MINUTES) {
    throw invalid(
      "lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.",
    );
  }
  const least = now.add({ minutes: SHORTEST_MINUTES });
  return Temporal.Instant.compare(end, least) < 0 ? least : end;
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw Object.assign(
      invalid("expirationDateTime must be an instant with its offset, e.g. 2026-03-02T12:00:00Z."),
      { cause },
    );
  }
}

/** Throws 400 for addresses that cannot be called, a clientState that is too long, and half-given encryption. */
export function requireSound(input: NewSubscription): void {
  requireAddress(input.notificationUrl, "notificationUrl");
  if (input.lifecycleNotificationUrl)
    requireAddress(input.lifecycleNotificationUrl, "lifecycleNotificationUrl");
  if ((input.clientState ?? "").length > LONGEST_CLIENT_STATE) {
    throw invalid(`The clientState may have at most ${LONGEST_CLIENT_STATE} characters.`);
  }
  if (input.notificationQueryOptions)
    throw invalid("notificationQueryOptions is for the Universal Print Service only.");
}

/** What the subscription wants of resource data; null for none. Throws 400 where something for it is missing. */
export function richOf(input: NewSubscription, { kind, select }: Resource): Subscription["rich"] {
  if (!input.includeResourceData) return null;
  const { encryptionCertificate: certificate, encryptionCertificateId: certificateId } = input;
  if (!certificate || !certificateId) {
    throw invalid(
      "encryptionCertificate and encryptionCertificateId are required when includeResourceData is true.",
    );
  }
  readCertificate(certificate);
  if (!["message", "event", "channelMessage", "chatMessage"].includes(kind)) {
    throw new GraphError(
      501,
      "NotImplemented",
      "The sandbox has no resource data in notifications of this resource.",
    );
  }
  if (resourceRules[kind].family === "outlook") {
    const names = select?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
    if (names.length === 0) throw invalid("Resource data of Outlook needs $select in the resource.");
    if (names.some((name) => name === "body" || name === "uniquebody"))
      throw invalid("The body cannot be had in a notification.");
  }
  return { certificate, certificateId, select };
}
