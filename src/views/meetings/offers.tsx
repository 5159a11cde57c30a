import { Button } from "@fluentui/react-components";
import { useRead, useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { listOffers, type Offer, withdrawOffer } from "../../contract/offers.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { Section } from "../../ui/section.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./meetings.module.css";

/** Times offered to the client's people: what is held until when, what was chosen, and how to take an offer back. */
export function Offers({ deal }: { deal: Deal }) {
  const t = useT();
  const dealId = deal.id;
  const { data, error, refetch } = useRead(
    listOffers,
    { params: { dealId } },
    { topics: ["meetings"], dealId },
  );
  // Offers are made where times are looked for; without one there is nothing to say here.
  if (error === null && (data === undefined || data.offers.length === 0)) return null;
  return (
    <Section title={t("offers.title")} count={data?.offers.length}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      <ul className={styles["list"]}>
        {data?.offers.map((offer) => (
          <OfferCard key={offer.id} offer={offer} deal={deal} />
        ))}
      </ul>
    </Section>
  );
}

function OfferCard({ offer, deal }: { offer: Offer; deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const withdrawing = useWrite(withdrawOffer, ["meetings"]);
  const { id, client, subject, times, state, chosen, expiresAt } = offer;
  const when = (at: string) => ({ day: format.shortDay(at), time: format.time(at) });
  const may = deal.yourRole === "accountManager" || deal.yourRole === "assistant";

  function withdraw() {
    const onError = (error: Error) => toast({ text: refusalSentence(t, error) });
    withdrawing.mutate({ params: { dealId: deal.id, offerId: id } }, { onError });
  }

  return (
    <li className={`${card["frame"]} ${styles["card"]}`}>
      <div className={styles["top"]}>
        <h3 className={styles["subject"]}>
          {client.name} · {subject}
        </h3>
        <span className={styles["state"]}>{t(`offer.state.${state}`)}</span>
      </div>
      {state === "open" && (
        <>
          <p>{times.map((time) => t("plan.chosen", when(time))).join(" · ")}</p>
          <p className={card["quiet"]}>{t("offer.until", when(expiresAt))}</p>
        </>
      )}
      {chosen !== null && <p>{t("plan.chosen", when(chosen))}</p>}
      {state === "open" && may && (
        <div className={styles["actions"]}>
          <Button size="small" disabled={withdrawing.isPending} onClick={withdraw}>
            {t("offer.withdraw")}
          </Button>
        </div>
      )}
    </li>
  );
}
