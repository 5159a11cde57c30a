import type { Change, Tenant } from "../core/tenant.ts";
import { etagOf } from "./item-id.ts";
import type { Folder, Mailbox } from "./mailbox.ts";
import type { Message } from "./message.ts";

/** Tells the tenant. A folder is named by its id and, where it has one, by its well-known name. */
export function announce(
  tenant: Tenant,
  box: Mailbox,
  folder: Folder,
  message: Message,
  changeType: Change["changeType"],
): void {
  const mine = `users/${box.userId}`;
  const collections = [`${mine}/messages`, `${mine}/mailFolders/${folder.id}/messages`];
  if (folder.wellKnown !== null) collections.push(`${mine}/mailFolders/${folder.wellKnown}/messages`);
  tenant.publish("change", {
    collections,
    item: `Users/${box.userId}/Messages/${message.id}`,
    type: "#Microsoft.Graph.Message",
    id: message.id,
    immutableId: message.key,
    etag: etagOf(message.properties.changeKey),
    changeType,
  });
}
