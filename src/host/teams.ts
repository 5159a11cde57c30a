import { app, authentication, pages } from "@microsoft/teams-js";
import type { Host, TabConfiguration, TabSettings, Theme } from "./host.ts";
import { listeners } from "./listeners.ts";

/** Teams answers within milliseconds or never: a page of somebody else does not know the greeting. */
const GREETING_MS = 2000;

/** The host when Teams is around, otherwise null. */
export async function openTeams(): Promise<Host | null> {
  const greeted = app.initialize().then(
    () => true,
    () => false,
  );
  const tired = new Promise<false>((resolve) => setTimeout(() => resolve(false), GREETING_MS));
  if (!(await Promise.race([greeted, tired]))) return null;
  const context = await app.getContext();
  const themes = listeners<Theme>();
  let theme = themeOf(context.app.theme);
  app.registerOnThemeChangeHandler((name) => {
    theme = themeOf(name);
    themes.tell(theme);
  });
  return {
    kind: "teams",
    token: ({ claims } = {}) => authentication.getAuthToken(claims === undefined ? {} : { claims: [claims] }),
    theme: () => theme,
    onTheme: themes.add,
    language: context.app.locale || null,
    openLink: (url) => app.openLink(url),
    place: { channelId: context.channel?.id ?? null, subPageId: context.page.subPageId || null },
    mail: null,
    configuration: context.page.frameContext === "settings" ? tabConfiguration() : null,
    ready() {
      app.notifyAppLoaded();
      void app.notifySuccess();
    },
  };
}

function themeOf(name: string): Theme {
  if (name === "contrast") return "contrast";
  return name === "dark" || name === "glass" ? "dark" : "light";
}

function tabConfiguration(): TabConfiguration {
  let chosen: TabSettings | null = null;
  pages.config.registerOnSaveHandler((event) => {
    if (chosen === null) return event.notifyFailure("No deal was chosen.");
    pages.config.setConfig(chosen).then(
      () => event.notifySuccess(),
      (error: unknown) => event.notifyFailure(String(error)),
    );
  });
  return {
    choose(settings) {
      chosen = settings;
      pages.config.setValidityState(settings !== null);
    },
  };
}
