import type { Ask } from "../../contract/asks.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";

/** What is said of an ask that was sent to somebody of this name: that it is out, or when it goes out. */
export function useSentWords(): (ask: Ask, name: string) => string {
  const t = useT();
  const format = useFormat();
  return (ask, name) => {
    const at = ask.private?.waitsUntil ?? null;
    if (at === null) return t("ask.sent", { name });
    return t("ask.sentLater", { name, day: format.shortDay(at), time: format.time(at) });
  };
}
