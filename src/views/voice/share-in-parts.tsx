import type { ReactNode } from "react";
import type * as z from "zod/mini";
import type { readVoice } from "../../contract/voice.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { TextKey } from "../../ui/language/texts.ts";
import { reasonSentence } from "./sentences.ts";
import styles from "./voice-part.module.css";

type Voice = z.output<typeof readVoice.reply>;

/** The share by client person, with a bar each, and how often which reason counted. Of colleagues nothing is said. */
export function ShareInParts({ clients, reasons }: Pick<Voice, "clients" | "reasons">) {
  const t = useT();
  const format = useFormat();
  if (reasons.length === 0) return null;
  return (
    <>
      {clients.length > 0 && (
        <Table title="share.clients" columns={["client", "share", "around"]}>
          {clients.map(({ client, share, around }) => (
            <tr key={client.address}>
              <th scope="row">{client.name || client.address}</th>
              <td>
                <span className={styles["track"]} aria-hidden="true">
                  <span className={styles["part"]} style={{ width: `${(share ?? 0) * 100}%` }} />
                </span>
                {share === null ? "–" : format.percent(share)}
              </td>
              <td>{around}</td>
            </tr>
          ))}
        </Table>
      )}
      <Table title="share.reasons" columns={["reason", "count"]}>
        {reasons.map(({ kind, reason, count }) => (
          <tr key={`${kind} ${reason}`}>
            <th scope="row">{reasonSentence(t, reason)}</th>
            <td>{count}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

type TableProps = {
  title: "share.clients" | "share.reasons";
  columns: readonly ("client" | "share" | "around" | "reason" | "count")[];
  children: ReactNode;
};

function Table({ title, columns, children }: TableProps) {
  const t = useT();
  return (
    <details>
      <summary>{t(title)}</summary>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`share.column.${column}` satisfies TextKey)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </details>
  );
}
