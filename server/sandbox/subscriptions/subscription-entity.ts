import type { EntityType } from "../core/entity-type.ts";
import type { Subscription } from "./state.ts";

/** What OData may be asked about subscriptions. */
export const subscriptionType: EntityType = {
  name: "microsoft.graph.subscription",
  family: "teams",
  always: ["id"],
  shape: {
    id: "string",
    resource: "string",
    applicationId: "string",
    changeType: "string",
    clientState: "string",
    notificationUrl: "string",
    notificationQueryOptions: "string",
    lifecycleNotificationUrl: "string",
    expirationDateTime: "instant",
    creatorId: "string",
    includeResourceData: "boolean",
    latestSupportedTlsVersion: "string",
    encryptionCertificate: "string",
    encryptionCertificateId: "string",
    notificationUrlAppId: "string",
  },
};

/** A subscription as Graph shows it. */
export function present(subscription: Subscription): object {
  const { id, resource, applicationId, changeType, clientState, notificationUrl, lifecycleNotificationUrl } =
    subscription;
  const { creatorId, rich, latestSupportedTlsVersion, notificationUrlAppId } = subscription;
  return {
    id,
    resource,
    applicationId,
    changeType,
    clientState,
    notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl,
    expirationDateTime: subscription.expires.toString(),
    creatorId,
    includeResourceData: rich === null ? null : true,
    latestSupportedTlsVersion,
    encryptionCertificate: rich?.certificate ?? null,
    encryptionCertificateId: rich?.certificateId ?? null,
    notificationUrlAppId,
  };
}
