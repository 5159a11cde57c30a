import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { DealCard } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { DealRow } from "./deal-row.tsx";
import styles from "./my-deals.module.css";
import { stepTo } from "./row-keys.ts";

type Focus = { current: number | null; isComing: boolean };

/** A row's height before it is drawn and measured, in CSS pixels. */
const ROW = 64;

/**
 * A list of hundreds or thousands of deals, of which only those in sight are drawn. The row with the focus stays drawn,
 * and each says which of how many it is, so that keyboards and screen readers know the whole list.
 */
export function LongList({ deals }: { deals: readonly DealCard[] }) {
  const list = useRef<HTMLUListElement>(null);
  const top = useTopOf(list);
  // The row that has the focus; `isComing` while it still has to be given to it.
  const [{ current, isComing }, setFocus] = useState<Focus>({ current: null, isComing: false });
  const rows = useWindowVirtualizer({
    count: deals.length,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => deals[index]?.id ?? index,
    rangeExtractor(range) {
      const drawn = defaultRangeExtractor(range);
      if (current === null || current >= deals.length || drawn.includes(current)) return drawn;
      return [...drawn, current].sort((one, other) => one - other);
    },
  });
  useEffect(() => {
    if (!isComing || current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-index="${current}"] a`)?.focus({ preventScroll: true });
  }, [current, isComing]);

  return (
    <ul
      ref={list}
      className={`${card["frame"]} ${styles["list"]}`}
      style={{ position: "relative", height: rows.getTotalSize() }}
      onKeyDown={(event) => {
        const next = stepTo(event.key, current ?? -1, deals.length);
        if (next === null) return;
        event.preventDefault();
        setFocus({ current: next, isComing: true });
        rows.scrollToIndex(next);
      }}
    >
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const deal = deals[index];
        if (deal === undefined) return null;
        const place = { index, count: deals.length, top: start - top, measure: rows.measureElement };
        return (
          <DealRow
            key={key}
            deal={deal}
            place={place}
            onFocus={() => setFocus({ current: index, isComing: false })}
          />
        );
      })}
    </ul>
  );
}

/** How far the list stands below the page's upper edge, in pixels; what stands above it may grow and shrink. */
function useTopOf(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current !== null) setTop(list.current.getBoundingClientRect().top + scrollY);
    };
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(document.body);
    return () => watching.disconnect();
  }, [list]);
  return top;
}
