import type { Page } from "playwright-core";
import { HostPage, type Person } from "./host-page.ts";

export type Correspondent = { name: string; address: string };

/** One item in Outlook. `id` is what office.js calls itemId; a new message that is being written has none. */
export type MailItem = {
  id?: string;
  subject: string;
  from: Correspondent;
  /** Where somebody else pressed Send for `from`. */
  sender?: Correspondent;
  to: Correspondent[];
  cc?: Correspondent[];
  internetMessageId?: string;
  conversationId?: string;
  /** An ISO instant. */
  sentAt?: string;
  /** Raw header lines, as getAllInternetHeadersAsync gives them. */
  headers?: string;
  body?: string;
  categories?: string[];
  composing?: boolean;
};

/** How a broker refuses, in msal-browser's words. */
export type BrokerRefusal =
  | "USER_INTERACTION_REQUIRED"
  | "USER_CANCEL"
  | "NO_NETWORK"
  | "TRANSIENT_ERROR"
  | "DISABLED";

/** How Outlook opens the side panel. `path` is the product's page, e.g. "/pane/". */
export type OutlookOptions = {
  path: string;
  person: Person;
  item: MailItem | null;
  /** Outlook's language: "en-US", "ru-RU". */
  locale?: string;
  /** The newest Mailbox requirement set that this Outlook knows. */
  mailbox?: string;
  /** What the add-in's manifest asks for. */
  permission?: "Restricted" | "ReadItem" | "ReadWriteItem" | "ReadWriteMailbox";
  /** False: an Outlook without nested app authentication, where msal-browser falls back to its own windows. */
  broker?: boolean;
  /** Refuses tokens from the beginning, before anything can be remembered. */
  refusal?: BrokerRefusal;
  /** The person's zone as Windows names it. */
  windowsZone?: string;
};

/** Colours of an Office theme, each "#rrggbb". */
export type OfficeColors = Record<
  "bodyBackgroundColor" | "bodyForegroundColor" | "controlBackgroundColor" | "controlForegroundColor",
  string
>;

/**
 * What Outlook noted. `calls` are office.js's calls by name and number, `unanswered` those this host does not know,
 * `opened` the forms asked for, `notices` the bars on the item, `completed` how functions ended (Smart Alerts too).
 */
export type OutlookRecord = {
  calls: string[];
  unanswered: string[];
  opened: { call: number; parameters: Record<string, unknown> }[];
  notices: Record<string, { message: string; type: string }>;
  completed: unknown[];
  /** How often the panel turned to the broker, its greeting included. */
  tokens: number;
};

/** Outlook on the web around one page of the product. The real office.js and msal-browser run unchanged inside. */
export class OutlookHost extends HostPage {
  static async open(
    page: Page,
    product: string,
    bridge: string,
    options: OutlookOptions,
  ): Promise<OutlookHost> {
    const { path, item, locale = "en-US", broker = true, ...rest } = options;
    const host = new OutlookHost(page);
    if (broker) await page.addInitScript(inFramesOf(product, bridge));
    const url = new URL(path, product).href;
    const common = {
      mailbox: "1.14",
      permission: "ReadItem",
      windowsZone: "W. Europe Standard Time",
      refusal: null,
    };
    await host.open("https://outlook.office.com/mail/", {
      ...common,
      ...rest,
      url,
      item: whole(item),
      locale,
      broker,
    });
    return host;
  }

  /** The person selects another item, or none. A pinned panel receives ItemChanged. */
  select(item: MailItem | null): Promise<void> {
    return this.call("select", whole(item));
  }

  /** The person changes Office's theme. This office.js tells a web panel of changes only, never of the first theme. */
  setTheme(colors: OfficeColors): Promise<void> {
    return this.call("setTheme", colors);
  }

  /** From now on the broker refuses tokens; null ends it. */
  refuseTokens(reason: BrokerRefusal | null): Promise<void> {
    return this.call("refuse", reason);
  }

  /** Runs a function of the add-in by its name in the manifest. */
  invoke(name: string, event?: object): Promise<void> {
    return this.call("invoke", name, event);
  }

  record(): Promise<OutlookRecord> {
    return this.noted();
  }

  /** The selected item as it now is, categories that the panel set included. */
  item(): Promise<MailItem | null> {
    return this.page.evaluate(
      () => (window as unknown as { host: { setup: { item: MailItem | null } } }).host.setup.item,
    );
  }
}

/** An item with everything that the wire needs; what the test leaves out is what a plain message would have. */
function whole(item: MailItem | null): MailItem | null {
  if (item === null) return null;
  const { composing = false, cc = [], body = "", categories = [], headers = "" } = item;
  const sentAt = item.sentAt ?? "2026-03-02T09:00:00Z";
  const conversationId = item.conversationId ?? `conversation of ${item.subject}`;
  return { ...item, composing, cc, body, categories, headers, sentAt, conversationId };
}

/** A native host puts its bridge into the add-in's frame itself; a browser can do it only from outside the page. */
function inFramesOf(product: string, script: string): string {
  return `if (window !== window.top && location.origin === ${JSON.stringify(product)}) { ${script} }`;
}
