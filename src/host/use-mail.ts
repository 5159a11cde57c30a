import { useSyncExternalStore } from "react";
import type { MailItem, MailSource } from "./host.ts";

const nothing = () => null;
const never = () => nothing;

/** The mail that is selected, followed live; null where none is, or none can be. */
export function useMail(mail: MailSource | null): MailItem | null {
  return useSyncExternalStore(mail?.onItem ?? never, mail?.current ?? nothing);
}
