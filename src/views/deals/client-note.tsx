import { Button } from "@fluentui/react-components";
import { CheckmarkCircleFilled, CircleRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { useRead, useWrite } from "../../client/reading.tsx";
import {
  dropClientNote,
  type ClientNote as Note,
  readClientNote,
  signClientNote,
} from "../../contract/client-note.ts";
import type { Deal } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./client-note.module.css";
import { WriteNote } from "./write-note.tsx";

/** The note to the client after a change of spokesperson or at the end: both sign it, then it lies in the drafts. */
export function ClientNote({ deal }: { deal: Deal }) {
  const t = useT();
  const follows = { topics: ["deals"], dealId: deal.id } as const;
  const { data, error, refetch } = useRead(readClientNote, { params: { dealId: deal.id } }, follows);
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  const note = data?.note ?? null;
  if (note === null || note.state === "dropped") return null;
  return (
    <Section title={t(`note.title.${note.kind}`)}>
      {note.state === "open" ? (
        <OpenNote deal={deal} note={note} />
      ) : (
        <GoodLine>{t(`note.${note.state}`, { name: note.sender.name })}</GoodLine>
      )}
    </Section>
  );
}

function OpenNote({ deal, note }: { deal: Deal; note: Note }) {
  const t = useT();
  const format = useFormat();
  const { myId } = useSurroundings();
  const [isWriting, setWriting] = useState(false);
  const signing = useWrite(signClientNote, ["deals"]);
  const dropping = useWrite(dropClientNote, ["deals"]);
  const { signers, to, subject, text, language } = note;
  const mine = signers.find(({ person }) => person.id === myId);
  const mayWrite = mine !== undefined || deal.yourRole === "accountManager";
  const input = { params: { dealId: deal.id }, body: { id: note.id, version: note.version } };
  const error = signing.error ?? dropping.error;
  const isBusy = signing.isPending || dropping.isPending;
  if (isWriting) return <WriteNote dealId={deal.id} note={note} onClose={() => setWriting(false)} />;
  return (
    <article className={`${card["frame"]} ${styles["note"]}`}>
      <p className={card["quiet"]}>
        {t("note.to", { names: format.list(to.map(({ name, address }) => name || address)) })}
      </p>
      <p className={styles["subject"]} lang={language}>
        {subject}
      </p>
      <p className={styles["text"]} lang={language}>
        {text}
      </p>
      <Signers note={note} />
      {error !== null && <Refused error={error} />}
      <div className={styles["actions"]}>
        {mine?.signedAt === null && (
          <Button appearance="primary" disabled={isBusy} onClick={() => signing.mutate(input)}>
            {t("note.sign")}
          </Button>
        )}
        {mayWrite && (
          <Button disabled={isBusy} onClick={() => setWriting(true)}>
            {t("note.change")}
          </Button>
        )}
        {mayWrite && (
          <Button appearance="subtle" disabled={isBusy} onClick={() => dropping.mutate(input)}>
            {t("note.drop")}
          </Button>
        )}
      </div>
      <p className={card["quiet"]}>{t("note.after", { name: note.sender.name })}</p>
    </article>
  );
}

function Signers({ note }: { note: Note }) {
  const t = useT();
  return (
    <ul className={styles["signers"]} aria-label={t("note.signers")}>
      {note.signers.map(({ person, signedAt }) => (
        <li key={person.id} className={styles["signer"]}>
          <span className={styles["icon"]} data-signed={signedAt !== null} aria-hidden="true">
            {signedAt === null ? <CircleRegular /> : <CheckmarkCircleFilled />}
          </span>
          {t(signedAt === null ? "note.unsignedBy" : "note.signedBy", { name: person.name })}
        </li>
      ))}
    </ul>
  );
}
