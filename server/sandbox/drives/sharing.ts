import { z } from "zod";
import { graphAction, graphEnum, graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { findUserByAddress } from "../directory/users.ts";
import type { Drive, Item, SharingPermission } from "./state.ts";

const recipient = graphObject({
  email: z.string().nullish(),
  alias: z.string().nullish(),
  objectId: z.string().nullish(),
});

const linkInput = graphAction({
  type: graphEnum(["view", "edit", "embed"]).nullish(),
  scope: graphEnum(["anonymous", "organization", "users"]).nullish(),
  expirationDateTime: z.iso.datetime({ offset: true }).nullish(),
  password: z.string().nullish(),
  message: z.string().nullish(),
  recipients: z.array(recipient).nullish(),
  retainInheritedPermissions: z.boolean().nullish(),
  sendNotification: z.boolean().nullish(),
});

const inviteInput = graphAction({
  requireSignIn: z.boolean().nullish(),
  roles: z.array(graphEnum(["read", "write"])).min(1),
  sendInvitation: z.boolean().nullish(),
  message: z.string().max(2000).nullish(),
  recipients: z.array(recipient).min(1),
  retainInheritedPermissions: z.boolean().nullish(),
  expirationDateTime: z.string().nullish(),
  password: z.string().nullish(),
});

/** POST createLink: 201 with a new link, 200 with one that was there already for the same type and scope. */
export function createLink(call: Call, drive: Drive, item: Item): Reply {
  const input = readBody(call, linkInput, { code: "invalidRequest" });
  const type = input.type ?? "view";
  const scope = input.scope ?? "organization";
  if (type === "embed")
    throw new GraphError(400, "notSupported", "Embeddable links exist in personal drives only.");
  const known = [...item.permissions.values()].find(
    ({ link }) => link?.type === type && link.scope === scope,
  );
  if (known !== undefined) return { status: 200, body: present(known) };
  const id = call.tenant.newId();
  const permission: SharingPermission = {
    id,
    roles: [type === "edit" ? "write" : "read"],
    link: {
      type,
      scope,
      webUrl: `${new URL(drive.webUrl).origin}/:x:/s/${id.replaceAll("-", "")}`,
      preventsDownload: false,
    },
    grantedTo: null,
    expirationDateTime: input.expirationDateTime ?? null,
    hasPassword: input.password != null,
  };
  item.permissions.set(id, permission);
  return { status: 201, body: present(permission) };
}

/** POST invite: a permission for each recipient. Throws 400 for one that has no address. */
export function invite(call: Call, item: Item): Reply {
  const input = readBody(call, inviteInput, { code: "invalidRequest" });
  const value = input.recipients.map(({ email, objectId }) => {
    const address = email ?? null;
    if (address === null && objectId == null)
      throw new GraphError(400, "invalidRequest", "A recipient has no address.");
    const user = address === null ? undefined : findUserByAddress(call.tenant, address);
    const permission: SharingPermission = {
      id: call.tenant.newId(),
      roles: input.roles,
      link: null,
      grantedTo: {
        id: user?.id ?? objectId ?? null,
        displayName: user?.displayName ?? address ?? "",
        email: address,
      },
      expirationDateTime: null,
      hasPassword: false,
    };
    item.permissions.set(permission.id, permission);
    return present(permission);
  });
  return { status: 200, body: { value } };
}

function present({
  id,
  roles,
  link,
  grantedTo,
  expirationDateTime,
  hasPassword,
}: SharingPermission): Record<string, unknown> {
  return {
    id,
    roles,
    hasPassword,
    ...(expirationDateTime !== null && { expirationDateTime }),
    ...(link !== null && { link }),
    ...(grantedTo !== null && {
      grantedToV2: {
        user: {
          "@odata.type": "#microsoft.graph.identity",
          id: grantedTo.id,
          displayName: grantedTo.displayName,
        },
      },
      ...(grantedTo.email !== null && { invitation: { email: grantedTo.email, signInRequired: true } }),
    }),
  };
}
