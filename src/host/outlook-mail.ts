import type { MailItem, MailSource } from "./host.ts";
import { listeners } from "./listeners.ts";

/** The mail that is selected in Outlook, followed while the panel is pinned. */
export function outlookMail(): MailSource {
  const changes = listeners<MailItem | null>();
  let item: MailItem | null = null;
  // A shared mailbox is known only after a question to Outlook, by when another mail may be selected.
  let selection = 0;

  async function look(): Promise<void> {
    selection += 1;
    const mine = selection;
    const found = await readItem();
    if (mine !== selection) return;
    item = found;
    changes.tell(item);
  }

  void look();
  Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => void look());
  return { current: () => item, onItem: changes.add };
}

async function readItem(): Promise<MailItem | null> {
  const item = Office.context.mailbox.item as Office.MessageRead | null | undefined;
  if (!item?.itemId || item.itemType !== Office.MailboxEnums.ItemType.Message) return null;
  return {
    messageId: Office.context.mailbox.convertToRestId(item.itemId, Office.MailboxEnums.RestVersion.v2_0),
    internetMessageId: item.internetMessageId || null,
    subject: item.subject,
    sender: item.from?.emailAddress ?? "",
    isShared: await isShared(item),
  };
}

/** Outlook tells of a shared mailbox only when asked, and only where it knows how. Source: Mailbox 1.8, shared folders. */
function isShared(item: Office.MessageRead): Promise<boolean> {
  const ask = item.getSharedPropertiesAsync?.bind(item);
  if (ask === undefined || !Office.context.requirements.isSetSupported("Mailbox", "1.8"))
    return Promise.resolve(false);
  return new Promise((resolve) => {
    try {
      ask((result) => {
        const owner = result.status === Office.AsyncResultStatus.Succeeded ? result.value?.owner : undefined;
        resolve(owner !== undefined && !isReader(owner));
      });
    } catch {
      // Outlook throws where the add-in's manifest does not ask for shared folders: then it is not one.
      resolve(false);
    }
  });
}

function isReader(address: string): boolean {
  return address.toLowerCase() === Office.context.mailbox.userProfile.emailAddress.toLowerCase();
}
