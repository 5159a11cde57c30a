import { useRead } from "../../client/reading.tsx";
import { readDeal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { DelegateTopic } from "./delegate-topic.tsx";

type Props = {
  dealId: string;
  messageId: string;
  client: { name: string; address: string } | null;
  onClose: () => void;
};

/** Delegates the topic of the selected mail, for its conversation and with its writer; says who may when the reader may not. */
export function DelegateFromMail({ dealId, messageId, client, onClose }: Props) {
  const t = useT();
  const { myId } = useSurroundings();
  const follows = { topics: ["deals"], dealId } as const;
  const { data: deal, error, refetch } = useRead(readDeal, { params: { dealId } }, follows);
  if (error !== null && deal === undefined) return <Refused error={error} onRetry={() => void refetch()} />;
  if (deal === undefined) return <Skeleton rows={1} />;
  const mayDelegate =
    deal.yourRole === "accountManager" || (myId !== null && deal.speaker?.person.id === myId);
  if (!mayDelegate) return <p role="status">{t("delegate.who")}</p>;
  return <DelegateTopic deal={deal} client={client} messageId={messageId} onClose={onClose} />;
}
