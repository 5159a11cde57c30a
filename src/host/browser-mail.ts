import type { MailItem, MailSource } from "./host.ts";
import { listeners } from "./listeners.ts";

/** What the page around the panel posts when another mail is selected; `messageId` null: none is. */
type Selection = { type: "one-voice:select"; messageId: string | null; subject?: string; sender?: string };

/** The selected mail in a plain browser: the address names the first one, the page around us, of our own origin, the others. */
export function browserMail(first: string | null): MailSource {
  const changes = listeners<MailItem | null>();
  let item = itemOf({ type: "one-voice:select", messageId: first });
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== window.parent || !isSelection(data)) return;
    item = itemOf(data);
    changes.tell(item);
  });
  // What was selected before anybody listened would be lost: the page around says it again when it hears this.
  if (window.parent !== window) window.parent.postMessage({ type: "one-voice:listening" }, location.origin);
  return { current: () => item, onItem: changes.add };
}

function isSelection(data: unknown): data is Selection {
  const { type, messageId } = (data ?? {}) as Partial<Selection>;
  return type === "one-voice:select" && (messageId === null || typeof messageId === "string");
}

function itemOf({ messageId, subject, sender }: Selection): MailItem | null {
  if (!messageId) return null;
  return {
    messageId,
    internetMessageId: null,
    subject: subject ?? "",
    sender: sender ?? "",
    isShared: false,
  };
}
