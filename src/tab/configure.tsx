import { Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useRead } from "../client/reading.tsx";
import { type DealCard, listDeals } from "../contract/deals.ts";
import type { TabConfiguration } from "../host/host.ts";
import { useT } from "../ui/language/language.tsx";
import { Empty, Refused } from "../ui/notices.tsx";
import { Section } from "../ui/section.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { dealPath } from "../views/deals/deal-path.ts";
import { TAB_BASE } from "./start-path.ts";

/** Asks which deal a tab that is being added to a channel shall show. `configuration` is null outside Teams. */
export function Configure({ configuration }: { configuration: TabConfiguration | null }) {
  const t = useT();
  const { data, error, refetch } = useRead(listDeals, {}, { topics: ["deals"] });
  return (
    <Section title={t("configure.title")}>
      <p>{t(configuration === null ? "configure.outside" : "configure.text")}</p>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={4} />}
      {data?.deals.length === 0 && <Empty title={t("configure.none")}>{t("configure.noneNext")}</Empty>}
      {data !== undefined && data.deals.length > 0 && (
        <DealChoice deals={data.deals} configuration={configuration} />
      )}
    </Section>
  );
}

type ChoiceProps = { deals: readonly DealCard[]; configuration: TabConfiguration | null };

/** So many deals are offered at once; the others are found by their name. */
const OFFERED = 12;

function DealChoice({ deals, configuration }: ChoiceProps) {
  const t = useT();
  const [search, setSearch] = useState("");
  const [chosenId, setChosenId] = useState("");

  function choose(dealId: string) {
    setChosenId(dealId);
    const deal = deals.find(({ id }) => id === dealId);
    const address = `${location.origin}${TAB_BASE}${dealPath(dealId)}`;
    configuration?.choose(
      deal === undefined
        ? null
        : {
            entityId: deal.id,
            contentUrl: address,
            websiteUrl: address,
            suggestedDisplayName: deal.name,
          },
    );
  }

  const fitting = deals.filter(({ name, account }) => fits(search, name) || fits(search, account));
  return (
    <>
      {deals.length > OFFERED && (
        <Input
          type="search"
          aria-label={t("find.search")}
          placeholder={t("find.search")}
          maxLength={120}
          value={search}
          onChange={(_event, { value }) => setSearch(value)}
        />
      )}
      {fitting.length === 0 && <p role="status">{t("find.none")}</p>}
      <RadioGroup
        aria-label={t("configure.title")}
        value={chosenId}
        disabled={configuration === null}
        onChange={(_event, { value }) => choose(value)}
      >
        {fitting.slice(0, OFFERED).map(({ id, name, account }) => (
          <Radio key={id} value={id} label={name === account ? name : `${name} · ${account}`} />
        ))}
      </RadioGroup>
    </>
  );
}

function fits(search: string, name: string): boolean {
  return name.toLowerCase().includes(search.trim().toLowerCase());
}
