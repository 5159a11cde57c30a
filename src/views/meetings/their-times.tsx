import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import type { Found } from "./found.ts";

/** What the clocks of the others show then: one place each, the reader's own left out. */
export function TheirTimes({ start, people }: { start: string; people: Found["people"] }) {
  const format = useFormat();
  const { zone: mine } = useSurroundings();
  const zones = [...new Set(people.flatMap(({ zone }) => (zone === null || zone === mine ? [] : [zone])))];
  if (zones.length === 0) return null;
  const day = format.shortDay(start);
  const texts = zones.map((zone) => {
    const theirs = format.shortDay(start, zone);
    const time = format.time(start, zone);
    return `${format.place(zone)} ${theirs === day ? time : `${theirs}, ${time}`}`;
  });
  return <span className={card["quiet"]}>{texts.join(" · ")}</span>;
}
