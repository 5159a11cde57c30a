import { Button } from "@fluentui/react-components";
import { useT } from "../../ui/language/language.tsx";
import { useAnswering } from "./answering.ts";

type Props = { messageId: string; dealId: string; isSmall?: boolean };

/** The one-click answer to which deal a mail is about: this one, or none of the reader's. */
export function WhichDeal({ messageId, dealId, isSmall = false }: Props) {
  const t = useT();
  const { answer, isPending } = useAnswering(messageId);
  const size = isSmall ? "small" : "medium";
  return (
    <>
      <Button size={size} disabled={isPending} onClick={() => answer({ deal: dealId })}>
        {t("about.this")}
      </Button>
      <Button size={size} appearance="subtle" disabled={isPending} onClick={() => answer("none")}>
        {t("about.none")}
      </Button>
    </>
  );
}
