import { Button, Field, Input } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { useDeferredValue, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { searchPeople } from "../../contract/session.ts";
import type { Person } from "../../contract/words.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import styles from "./form.module.css";

/** Finds somebody of the company who has no seat in the deal, by the beginning of a name or address. */
export function AddColleague(props: { without: readonly string[]; onAdd: (person: Person) => void }) {
  const t = useT();
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const { data, error } = useRead(searchPeople, search === "" ? null : { query: { search } }, { topics: [] });
  const found = search === "" ? [] : (data?.people ?? []).filter(({ id }) => !props.without.includes(id));
  return (
    <>
      <Field label={t("plan.add")}>
        <Input
          type="search"
          value={text}
          maxLength={64}
          autoComplete="off"
          placeholder={t("plan.addHint")}
          onChange={(_event, { value }) => setText(value)}
        />
      </Field>
      <div className={styles["actions"]}>
        {found.slice(0, 6).map((person) => (
          <Button
            key={person.id}
            size="small"
            icon={<AddRegular />}
            aria-label={t("plan.addOne", { name: person.name })}
            onClick={() => {
              props.onAdd(person);
              setText("");
            }}
          >
            {person.title === null ? person.name : `${person.name}, ${person.title}`}
          </Button>
        ))}
      </div>
      <p className={card["quiet"]} role="status">
        {error !== null && refusalSentence(t, error)}
        {search !== "" && data !== undefined && found.length === 0 && t("plan.addNobody")}
      </p>
    </>
  );
}
