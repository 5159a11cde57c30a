import { Button, Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { delegateTopic } from "../../contract/exceptions.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { endOfDay } from "./end-of-day.ts";
import styles from "./voice-part.module.css";

/** `client`: whom the delegation begins with; `messageId`: the mail whose conversation alone is meant. */
type Props = {
  deal: Deal;
  client?: { name: string; address: string } | null;
  messageId?: string | null;
  onClose: () => void;
};

/** Lets a colleague speak on one topic, with everybody of the client or with some, until a day or until it is ended. */
export function DelegateTopic({ deal, client = null, messageId = null, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const { zone } = useSurroundings();
  const others = deal.seats.filter(({ person }) => person.id !== deal.speaker?.person.id);
  // Made once, so that a second click makes no second delegation.
  const [id] = useState(() => crypto.randomUUID());
  const [personId, setPersonId] = useState(others[0]?.person.id ?? "");
  const [topic, setTopic] = useState("");
  const [clients, setClients] = useState<readonly string[]>(client === null ? [] : [client.address]);
  const [until, setUntil] = useState("");
  const [isTopicMissing, setTopicMissing] = useState(false);
  const delegating = useWrite(delegateTopic, ["deals", "incidents"]);
  const name = others.find(({ person }) => person.id === personId)?.person.name ?? "";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTopicMissing(topic.trim() === "");
    if (topic.trim() === "") return;
    const body = {
      id,
      personId,
      topic,
      clients: clients.length === 0 ? null : [...clients],
      messageId,
      until: until === "" ? null : endOfDay(until, zone),
    };
    const onSuccess = () => {
      toast({ text: t("delegate.line", { topic, name }) });
      onClose();
    };
    delegating.mutate({ params: { dealId: deal.id }, body }, { onSuccess });
  }

  const toggle = (address: string, isChosen: boolean) =>
    setClients(isChosen ? [...clients, address] : clients.filter((one) => one !== address));
  const isListed = deal.contacts.some(({ address }) => address === client?.address);
  const choices = client === null || isListed ? deal.contacts : [client, ...deal.contacts];
  return (
    <Window title={t("delegate.title")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <Field
          label={t("delegate.topic")}
          hint={t("delegate.topicHint")}
          required
          {...(isTopicMissing && {
            validationMessage: t("delegate.topicWrong"),
            validationState: "error" as const,
          })}
        >
          <Input value={topic} maxLength={120} onChange={(_event, { value }) => setTopic(value)} />
        </Field>
        <Field label={t("delegate.whom")}>
          <Select value={personId} onChange={(_event, { value }) => setPersonId(value)}>
            {others.map(({ person, role }) => (
              <option key={person.id} value={person.id}>
                {`${person.name}, ${t(`seat.${role}`)}`}
              </option>
            ))}
          </Select>
        </Field>
        {choices.length > 0 && (
          <fieldset className={styles["group"]}>
            <legend className={styles["legend"]}>{t("delegate.clients")}</legend>
            {choices.map(({ address, name: called }) => (
              <div key={address}>
                <Checkbox
                  label={called || address}
                  checked={clients.includes(address)}
                  onChange={(_event, { checked }) => toggle(address, checked === true)}
                />
              </div>
            ))}
          </fieldset>
        )}
        <Field label={t("exceptions.until")} hint={t("exceptions.untilHint")}>
          <Input type="date" value={until} onChange={(_event, { value }) => setUntil(value)} />
        </Field>
        {delegating.error !== null && <Refused error={delegating.error} />}
        <WindowActions>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" appearance="primary" disabled={personId === "" || delegating.isPending}>
            {t("delegate.do")}
          </Button>
        </WindowActions>
      </form>
    </Window>
  );
}
