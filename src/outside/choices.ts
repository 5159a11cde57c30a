import { useCallback, useState } from "react";
import type { ThemeName } from "../ui/look.ts";

/** How the page shall look. */
export type Look = ThemeName | "system";
export const LOOKS: readonly Look[] = ["system", "light", "dark", "contrast"];

/** What the person at the page chose, kept in this browser. `tab` and `mailbox` are addresses; null: not chosen yet. */
export type Choices = { tab: string | null; mailbox: string | null; look: Look; toured: boolean };

const KEY = "one-voice:outside";
const NONE: Choices = { tab: null, mailbox: null, look: "system", toured: false };

/** The theme that a look comes to; `system` is what the operating system wishes. */
export function themeOf(look: Look, system: ThemeName): ThemeName {
  return look === "system" ? system : look;
}

/** The choices, and how to change some of them. */
export function useChoices(): [Choices, (change: Partial<Choices>) => void] {
  const [choices, setChoices] = useState(rememberedChoices);
  const change = useCallback((part: Partial<Choices>) => {
    setChoices((before) => {
      const after = { ...before, ...part };
      remember(after);
      return after;
    });
  }, []);
  return [choices, change];
}

/** What this browser kept; what it did not keep is as on a first visit. */
export function rememberedChoices(): Choices {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof Choices, unknown>>;
    return {
      tab: typeof kept.tab === "string" ? kept.tab : NONE.tab,
      mailbox: typeof kept.mailbox === "string" ? kept.mailbox : NONE.mailbox,
      look: LOOKS.find((look) => look === kept.look) ?? NONE.look,
      toured: kept.toured === true,
    };
  } catch {
    // Storage is closed, or holds what is not ours: then one begins anew.
    return NONE;
  }
}

function remember(choices: Choices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Then the choice holds until the page is closed.
  }
}
