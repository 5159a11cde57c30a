/** The three ways a page can look; hosts with more (Teams' glass) are nearest to one of these. */
export type Theme = "light" | "dark" | "contrast";

/** How a token is asked for: `renew` past the one that is kept, `claims` as Microsoft's challenge came. */
export type TokenOptions = { claims?: string; renew?: boolean };

/** The mail that is selected in Outlook, or in the sandbox's mailbox. Hints only: the server reads the mail itself. */
export type MailItem = {
  /** Graph's id of the message in the reader's mailbox. */
  messageId: string;
  internetMessageId: string | null;
  subject: string;
  /** The sender's address; empty when the host does not tell. */
  sender: string;
  /** The mail lies in a mailbox that is shared with the reader, not in their own. */
  isShared: boolean;
};

/** The selected mail and its changes. `current` is null while nothing, or something unsent, is selected. */
export type MailSource = {
  current(): MailItem | null;
  onItem(listener: (item: MailItem | null) => void): () => void;
};

/** Where in Teams the page stands. Hints only, never a reason to show something. */
export type TeamsPlace = { channelId: string | null; subPageId: string | null };

/** What Teams keeps about a tab that was added to a channel. */
export type TabSettings = {
  entityId: string;
  contentUrl: string;
  websiteUrl: string;
  suggestedDisplayName: string;
};

/** The page by which a person adds the tab to a channel. `choose` allows Save (null forbids it). */
export type TabConfiguration = { choose(settings: TabSettings | null): void };

/** The program around the page: Teams, Outlook or a plain browser. */
export type Host = {
  kind: "teams" | "outlook" | "browser";
  /** An access token for our own API. May lead the person through sign-in. */
  token(options?: TokenOptions): Promise<string>;
  theme(): Theme;
  /** Tells each change of the theme; returns how to stop. */
  onTheme(listener: (theme: Theme) => void): () => void;
  /** BCP 47, e.g. "ru-RU"; null when the host does not say. */
  language: string | null;
  openLink(url: string): Promise<void>;
  place: TeamsPlace;
  /** Null where no mail can be selected. */
  mail: MailSource | null;
  /** Null unless Teams asks which deal a new tab shall show. */
  configuration: TabConfiguration | null;
  /** Tells the host that the page has something to show. */
  ready(): void;
};

/** What signing in needs; the server's setup tells it. */
export type SignIn = { clientId: string; authority: string; scope: string };
