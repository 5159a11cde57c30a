import { Button, Field, Input, Select } from "@fluentui/react-components";
import { useState } from "react";
import type * as z from "zod/mini";
import { useWrite } from "../../client/reading.tsx";
import { createOffer, OFFER_PATH } from "../../contract/offers.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useLanguage } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import styles from "./form.module.css";
import type { Found } from "./found.ts";
import { OfferLink } from "./offer-link.tsx";

/** The most times that one offer holds. */
const MOST = 5;

type Body = z.input<typeof createOffer.body>;
type Props = {
  dealId: string;
  found: Found;
  plan: Pick<Body, "client" | "required" | "minutes" | "subject">;
};

/** Offers the best times to the client: holds them on our calendars and gives the link to send. */
export function OfferTimes({ dealId, found, plan }: Props) {
  const { t, language: mine } = useLanguage();
  const format = useFormat();
  const [id] = useState(() => crypto.randomUUID());
  const [secret] = useState(newSecret);
  const [language, choose] = useState<Body["language"]>(mine);
  const [subject, setSubject] = useState<string | null>(null);
  const making = useWrite(createOffer, ["meetings"]);
  const times = found.slots.slice(0, MOST).map(({ start }) => start);
  const { name } = plan.client;
  const about = (subject ?? plan.subject).trim();
  if (times.length === 0) return null;
  if (making.data !== undefined)
    return <OfferLink name={name} link={`${location.origin}${OFFER_PATH}/${secret}`} />;
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("offer.title", { name })}</legend>
      <p className={card["quiet"]}>
        {t("offer.what", {
          times: times.map((at) => `${format.shortDay(at)}, ${format.time(at)}`).join(" · "),
        })}
      </p>
      <Field label={t("offer.subject")} hint={t("offer.subjectHint")}>
        <Input
          value={subject ?? plan.subject}
          maxLength={200}
          onChange={(_event, { value }) => setSubject(value)}
        />
      </Field>
      <div className={styles["line"]}>
        <Select
          aria-label={t("offer.language")}
          value={language}
          onChange={(_event, { value }) => choose(value as Body["language"])}
        >
          <option value="en">English</option>
          <option value="ru">Русский</option>
        </Select>
        <Button
          disabled={making.isPending || about === ""}
          onClick={() =>
            making.mutate({
              params: { dealId },
              body: { id, secret, language, times, days: 5, ...plan, subject: about },
            })
          }
        >
          {t("offer.make")}
        </Button>
      </div>
      {making.error !== null && <Refused error={making.error} />}
    </fieldset>
  );
}

/** 256 random bits as base64url. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
