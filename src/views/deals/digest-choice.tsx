import { Button, Checkbox, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useRead, useWrite } from "../../client/reading.tsx";
import { type DigestWish, readDigestWish, saveDigestWish } from "../../contract/deal-digest.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useLanguage, useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./digest-choice.module.css";

/** What the reader hears from the product, and when: one digest a day at most, never at night or on their holidays. */
export function DigestChoice() {
  const t = useT();
  const { data, error, refetch } = useRead(readDigestWish, {}, { topics: [] });
  return (
    <Section title={t("digest.title")}>
      <p className={styles["what"]}>{t("digest.what")}</p>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={3} />}
      {data !== undefined && <Choice wish={data} onSaved={() => void refetch()} />}
    </Section>
  );
}

const EIGHT = "08:30";

type Wished = Pick<DigestWish, "feed" | "mail" | "urgent" | "at">;
type PartProps = { wished: Wished; change: (part: Partial<Wished>) => void };

function Choice({ wish, onSaved }: { wish: DigestWish; onSaved: () => void }) {
  const t = useT();
  const toast = useToast();
  const { feed, mail, urgent, at } = wish;
  const [wished, choose] = useState<Wished>({ feed, mail, urgent, at });
  const saving = useWrite(saveDigestWish, []);
  const change = (part: Partial<Wished>) => choose({ ...wished, ...part });

  function save(event: FormEvent) {
    event.preventDefault();
    saving.mutate(
      { body: wished },
      {
        onSuccess() {
          toast({ text: t("digest.saved") });
          onSaved();
        },
      },
    );
  }

  return (
    <form className={`${card["frame"]} ${styles["form"]}`} onSubmit={save}>
      <How wished={wished} change={change} />
      <When wished={wished} change={change} />
      <Quiet wish={wish} />
      {saving.error !== null && <Refused error={saving.error} />}
      <div>
        <Button type="submit" appearance="primary" disabled={saving.isPending}>
          {t("digest.save")}
        </Button>
      </div>
    </form>
  );
}

function How({ wished, change }: PartProps) {
  const t = useT();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("digest.how")}</legend>
      {(["feed", "mail", "urgent"] as const).map((way) => (
        <Checkbox
          key={way}
          label={t(`digest.${way}`)}
          checked={wished[way]}
          onChange={(_event, { checked }) => change({ [way]: checked === true })}
        />
      ))}
    </fieldset>
  );
}

function When({ wished: { feed, mail, at }, change }: PartProps) {
  const t = useT();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("digest.when")}</legend>
      <RadioGroup
        aria-label={t("digest.when")}
        disabled={!feed && !mail}
        value={at === null ? "morning" : "hour"}
        onChange={(_event, { value }) => change({ at: value === "hour" ? EIGHT : null })}
      >
        <Radio value="morning" label={t("digest.morning")} />
        <Radio value="hour" label={t("digest.hour")} />
      </RadioGroup>
      {at !== null && (
        <Field label={t("digest.at")} hint={t("digest.atHint")} className={styles["time"] ?? ""}>
          <Input
            type="time"
            required
            value={at}
            onChange={(_event, { value }) => value !== "" && change({ at: value.slice(0, 5) })}
          />
        </Field>
      )}
    </fieldset>
  );
}

function Quiet({ wish: { nextAt, hours, holidays } }: { wish: DigestWish }) {
  const { t, language } = useLanguage();
  const format = useFormat();
  const country =
    holidays === null ? "" : (new Intl.DisplayNames(language, { type: "region" }).of(holidays.country) ?? "");
  const lines = [
    nextAt === null
      ? t("digest.noNext")
      : t("digest.next", { day: format.longDay(nextAt), time: format.time(nextAt) }),
    hours === null
      ? t("digest.hoursUnknown")
      : t("digest.hours", { from: hours.from, to: hours.to, place: format.place(hours.zone) }),
    holidays === null
      ? null
      : holidays.next === null
        ? t("digest.holidays", { country })
        : t("digest.holidaysNext", { country, day: format.day(holidays.next) }),
  ].filter((line) => line !== null);
  return (
    <ul className={styles["quiet"]}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
