import { Link } from "wouter";
import { useRead } from "../client/reading.tsx";
import { readChannelCard } from "../contract/deals.ts";
import { Problem } from "../contract/problem.ts";
import { useT } from "../ui/language/language.tsx";
import { Learned } from "../ui/language/learned.tsx";
import { Empty, Refused } from "../ui/notices.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { OpenDealCard } from "../views/deals/open-deal-card.tsx";
import { DealParts } from "./deal-page.tsx";
import { Frame } from "./frame.tsx";

/** The tab in a channel: the deal whose room the channel is, or what outsiders of a shared channel may see of it. */
export function ChannelPage({ channelId }: { channelId: string }) {
  return (
    <Frame>
      <Learned feature="deal">
        <ChannelDeal channelId={channelId} />
      </Learned>
    </Frame>
  );
}

function ChannelDeal({ channelId }: { channelId: string }) {
  const t = useT();
  const follows = { topics: ["deals", "room", "incidents"] } as const;
  const { data, error, refetch } = useRead(readChannelCard, { params: { channelId } }, follows);
  const isNobodys = error instanceof Problem && error.code === "deal.unknown";
  return (
    <>
      {isNobodys && (
        <Empty title={t("channel.none")} action={<Link href="/deals">{t("deals.all")}</Link>}>
          {t("channel.noneNext")}
        </Empty>
      )}
      {error !== null && !isNobodys && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={4} tall />}
      {data?.view === "whole" && !isNobodys && <DealParts deal={data.deal} part="" />}
      {data?.view === "open" && !isNobodys && <OpenDealCard card={data.card} dealId={data.dealId} />}
    </>
  );
}
