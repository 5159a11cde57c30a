import type { LiveSource } from "../client/following.ts";
import type { Host } from "../host/host.ts";
import { useMail } from "../host/use-mail.ts";
import { Entrance } from "../tab/entrance.tsx";
import { Boundary } from "../ui/boundary.tsx";
import { LanguageSwitch } from "../ui/language/language-switch.tsx";
import { MessagePanel } from "../views/voice/message-panel.tsx";
import { DealCards } from "./deal-cards.tsx";
import styles from "./pane.module.css";

/** The Outlook side panel: what the rule says about the selected mail, followed from mail to mail. */
export function Pane({ host, source }: { host: Host; source: LiveSource }) {
  const item = useMail(host.mail);
  return (
    <Entrance host={host} source={source}>
      <div className={styles["pane"]}>
        <div className={styles["bar"]}>
          <span className={styles["brand"]}>One Voice</span>
          <LanguageSwitch />
        </div>
        <main>
          <Boundary>
            <MessagePanel item={item} />
            {item !== null && !item.isShared && <DealCards messageId={item.messageId} />}
          </Boundary>
        </main>
      </div>
    </Entrance>
  );
}
