import { useRead } from "../../client/reading.tsx";
import { readDeal } from "../../contract/deals.ts";
import { listExceptions } from "../../contract/exceptions.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
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
  const follows = { topics: ["deals"], dealId } as const;
  const { data: deal, error, refetch } = useRead(readDeal, { params: { dealId } }, follows);
  const { data: exceptions, error: unread } = useRead(listExceptions, { params: { dealId } }, follows);
  const failed = error ?? unread;
  if (failed !== null) return <Refused error={failed} onRetry={() => void refetch()} />;
  if (deal === undefined || exceptions === undefined) return <Skeleton rows={1} />;
  if (!exceptions.may.delegate) return <p role="status">{t("delegate.who")}</p>;
  return <DelegateTopic deal={deal} client={client} messageId={messageId} onClose={onClose} />;
}
