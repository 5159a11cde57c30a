import { Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { searchPeople } from "../../contract/session.ts";
import type { Person } from "../../contract/words.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import styles from "./new-deal.module.css";

type Props = {
  label: string;
  /** Ids of people who are not offered. */
  without: readonly string[];
  /** Offered before anything is typed. */
  suggested?: readonly Person[];
  /** Takes the focus as it appears: for a search that somebody has just asked for. */
  isFocused?: boolean;
  onChoose: (person: Person) => void;
};

/** Finds a colleague by the beginning of a name or address: type, arrows, Enter. Source: ARIA, editable combobox. */
export function PeopleSearch({ label, without, suggested = [], isFocused = false, onChoose }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const [place, setPlace] = useState(0);
  const [isEntered, setEntered] = useState(false);
  const { found, sentence } = useFound(text, without, suggested);
  const isOpen = isEntered && found.length > 0;
  const optionId = (index: number) => `${id}-${index}`;

  function choose(person: Person | undefined) {
    if (person === undefined) return;
    onChoose(person);
    setText("");
    setPlace(0);
  }

  function close() {
    setText("");
    setEntered(false);
  }

  function onKey(event: KeyboardEvent) {
    // Nobody is found yet: Enter must not send the form around.
    if (!isOpen && event.key === "Enter") event.preventDefault();
    if (!isOpen) return;
    if (event.key === "ArrowDown") setPlace((place + 1) % found.length);
    else if (event.key === "ArrowUp") setPlace((place + found.length - 1) % found.length);
    else if (event.key === "Enter") choose(found[place]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles["search"]}>
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isOpen && { "aria-activedescendant": optionId(place) })}
        placeholder={label}
        contentBefore={<SearchRegular />}
        value={text}
        maxLength={64}
        autoComplete="off"
        autoFocus={isFocused}
        {...(isFocused && { "data-focus-first": true })}
        onFocus={() => setEntered(true)}
        onBlur={() => setEntered(false)}
        onChange={(_event, { value }) => {
          setEntered(true);
          setText(value);
          setPlace(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className={styles[isOpen ? "found" : "none"]}>
        {isOpen &&
          found.map((person, index) => (
            <Option
              key={person.id}
              id={optionId(index)}
              person={person}
              isCurrent={index === place}
              onChoose={choose}
            />
          ))}
      </div>
      <p className={styles["quiet"]} role="status">
        {sentence}
      </p>
    </div>
  );
}

/** Who fits what is typed, those suggested while nothing is; and what is to be said when nobody does. */
function useFound(text: string, without: readonly string[], suggested: readonly Person[]) {
  const t = useT();
  const search = useDeferredValue(text.trim());
  const { data, error } = useRead(searchPeople, search === "" ? null : { query: { search } }, { topics: [] });
  const offered = text.trim() === "" ? suggested : search === "" ? [] : (data?.people ?? []);
  const found = offered.filter((one) => !without.includes(one.id));
  const isNobody = search !== "" && data !== undefined && found.length === 0;
  const refusal = error === null ? null : refusalSentence(t, error);
  return { found, sentence: refusal ?? (isNobody ? t("field.teamNobody") : null) };
}

type OptionProps = { id: string; person: Person; isCurrent: boolean; onChoose: (person: Person) => void };

function Option({ id, person, isCurrent, onChoose }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      className={styles["option"]}
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose(person);
      }}
    >
      <Face name={person.name} size={28} />
      <span>
        {person.name}
        <span className={styles["quiet"]}> {person.title ?? person.mail}</span>
      </span>
    </div>
  );
}
