import type { Theme } from "@fluentui/react-components";

/** How a page looks. */
export type ThemeName = "light" | "dark" | "contrast";

/** Whose colours a page wears: those of Teams, or those of the web and Outlook. */
export type Family = "teams" | "web";

type Load = () => Promise<{ look: Theme }>;

// A page needs one of these at a time, and each is as large as a screen of ours.
const LOADS: Record<Family, Record<ThemeName, Load>> = {
  teams: {
    light: () => import("./looks/teams-light.ts"),
    dark: () => import("./looks/teams-dark.ts"),
    contrast: () => import("./looks/contrast.ts"),
  },
  web: {
    light: () => import("./looks/web-light.ts"),
    dark: () => import("./looks/web-dark.ts"),
    contrast: () => import("./looks/contrast.ts"),
  },
};

const loaded = new Map<string, Theme>();

/** The look, if it has been loaded. */
export function knownLook(family: Family, theme: ThemeName): Theme | null {
  return loaded.get(`${family} ${theme}`) ?? null;
}

/** Loads a look. Rejects when the network is gone. */
export async function loadLook(family: Family, theme: ThemeName): Promise<Theme> {
  const { look } = await LOADS[family][theme]();
  loaded.set(`${family} ${theme}`, look);
  return look;
}
