import type { Host, MailItem, TabSettings, Theme } from "../../../src/host/host.ts";
import { listeners } from "../../../src/host/listeners.ts";

/** A host that does what a test says. */
export type FakeHost = {
  host: Host;
  setTheme(theme: Theme): void;
  select(item: MailItem | null): void;
  /** What the tab chose to be saved, the last one first; null forbids Save. */
  chosen: (TabSettings | null)[];
};

/** Where the page stands, and how it gets a token. */
export type FakePlace = {
  kind?: Host["kind"];
  channelId?: string;
  token?: () => Promise<string>;
  isSettings?: boolean;
};

/** A program around the page: in the light theme, with nothing selected, until the test says otherwise. */
export function fakeHost(place: FakePlace = {}): FakeHost {
  const themes = listeners<Theme>();
  const items = listeners<MailItem | null>();
  let theme: Theme = "light";
  let item: MailItem | null = null;
  const chosen: (TabSettings | null)[] = [];
  return {
    chosen,
    host: {
      kind: place.kind ?? "teams",
      token: place.token ?? (() => Promise.resolve("a token")),
      theme: () => theme,
      onTheme: themes.add,
      language: "en-US",
      openLink: () => Promise.resolve(),
      place: { channelId: place.channelId ?? null, subPageId: null },
      mail: { current: () => item, onItem: items.add },
      configuration: place.isSettings ? { choose: (settings) => void chosen.unshift(settings) } : null,
      ready() {},
    },
    setTheme(next) {
      theme = next;
      themes.tell(next);
    },
    select(next) {
      item = next;
      items.tell(next);
    },
  };
}
