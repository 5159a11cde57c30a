import { Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { searchPeople } from "../../contract/session.ts";
import type { Person } from "../../contract/words.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./new-deal.module.css";

/** Finds a colleague by the beginning of a name or address: type, arrows, Enter. Source: ARIA, editable combobox. */
export function PeopleSearch(props: { without: readonly string[]; onChoose: (person: Person) => void }) {
  const t = useT();
  const { myId } = useSurroundings();
  const id = useId();
  const [text, setText] = useState("");
  const [place, setPlace] = useState(0);
  const search = useDeferredValue(text.trim());
  const { data, error } = useRead(searchPeople, search === "" ? null : { query: { search } }, { topics: [] });
  const found =
    search === ""
      ? []
      : (data?.people ?? []).filter((one) => one.id !== myId && !props.without.includes(one.id));
  const isOpen = text.trim() !== "" && found.length > 0;
  const optionId = (index: number) => `${id}-${index}`;

  function choose(person: Person | undefined) {
    if (person === undefined) return;
    props.onChoose(person);
    setText("");
    setPlace(0);
  }

  function onKey(event: KeyboardEvent) {
    if (!isOpen) return;
    if (event.key === "ArrowDown") setPlace((place + 1) % found.length);
    else if (event.key === "ArrowUp") setPlace((place + found.length - 1) % found.length);
    else if (event.key === "Enter") choose(found[place]);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles["search"]}>
      <Input
        role="combobox"
        aria-label={t("field.teamSearch")}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isOpen && { "aria-activedescendant": optionId(place) })}
        placeholder={t("field.teamSearch")}
        contentBefore={<SearchRegular />}
        value={text}
        maxLength={64}
        autoComplete="off"
        onChange={(_event, { value }) => {
          setText(value);
          setPlace(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("field.teamSearch")}
        className={styles[isOpen ? "found" : "none"]}
      >
        {isOpen &&
          found.map((person, index) => (
            <div
              key={person.id}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === place}
              className={styles["option"]}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              <Face name={person.name} size={28} />
              <span>
                {person.name}
                <span className={styles["quiet"]}> {person.title ?? person.mail}</span>
              </span>
            </div>
          ))}
      </div>
      <p className={styles["quiet"]} role="status">
        {error !== null && refusalSentence(t, error)}
        {search !== "" && data !== undefined && found.length === 0 && t("field.teamNobody")}
      </p>
    </div>
  );
}
