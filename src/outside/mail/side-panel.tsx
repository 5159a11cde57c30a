import { useCallback, useEffect, useRef, useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import type { ThemeName } from "../../ui/look.ts";
import { FramedPage } from "../framed-page.tsx";
import { addressOf } from "../tenant/people.ts";
import type { Colleague, Message } from "../tenant/shapes.ts";
import styles from "./mail-frame.module.css";

type Props = { door: string; theme: ThemeName; person: Colleague; message: Message | null };

/** Our side panel. It is told of each selection, and again when it says that it began to listen. */
export function SidePanel({ door, theme, person, message }: Props) {
  const t = useT();
  const frame = useRef<HTMLIFrameElement>(null);
  // The address names the first mail only: a new address would begin the panel anew.
  const [first] = useState(message?.id);
  const selection = useRef<object>({});

  const tell = useCallback(() => {
    frame.current?.contentWindow?.postMessage(selection.current, location.origin);
  }, []);

  const { id = null, subject = null, from = null } = message ?? {};
  const sender = from?.emailAddress.address ?? "";
  useEffect(() => {
    selection.current = { type: "one-voice:select", messageId: id, subject: subject ?? "", sender };
    tell();
  }, [id, subject, sender, tell]);

  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      if ((data as { type?: unknown } | null)?.type === "one-voice:listening") tell();
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [tell]);

  return (
    <div className={styles["panel"]}>
      <FramedPage
        frame={frame}
        door={door}
        as={addressOf(person)}
        theme={theme}
        title={t("mail.pane", { name: person.displayName })}
        {...(first !== undefined && { wishes: { message: first } })}
      />
    </div>
  );
}
