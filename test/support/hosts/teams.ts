import type { Page } from "playwright-core";
import { HostPage, type Person } from "./host-page.ts";

export type TeamsTheme = "default" | "dark" | "contrast" | "glass";

/** The channel in which the tab is opened. `groupId` is the team's group, `teamId` its thread id. */
export type Channel = {
  groupId: string;
  teamId: string;
  teamName: string;
  id: string;
  name: string;
  kind: "Regular" | "Private" | "Shared";
};

/** How Teams opens a tab. `path` is the product's page, e.g. "/tab/". */
export type TeamsOptions = {
  path: string;
  person: Person;
  theme?: TeamsTheme;
  /** Teams' language, lower case: "en-us", "ru-ru". */
  locale?: string;
  /** Without a channel it is the personal app. */
  channel?: Channel;
  /** What a deep link points at inside the tab. */
  subPageId?: string;
  entityId?: string;
  /** "settings" is the page on which a channel tab is configured. */
  frameContext?: "content" | "settings" | "remove";
  /** Refuses tokens from the beginning, e.g. "resourceRequiresConsent". */
  refusal?: string;
  /** Who really is above the tab; anything but Teams is a hostile parent. */
  origin?: string;
};

/** What a tab asked to have saved on its configuration page. */
export type TabConfiguration = {
  entityId: string;
  contentUrl: string;
  suggestedDisplayName?: string;
  websiteUrl?: string;
};

/** What Teams noted: the calls by name, those it had no answer for, deep links followed, and how the tab reported itself. */
export type TeamsRecord = {
  calls: string[];
  unanswered: string[];
  links: string[];
  state: "silent" | "loaded" | "success" | "failure";
  failure: unknown;
  saveable: boolean;
  configuration: TabConfiguration | null;
};

/** Teams on the web around one page of the product. The product's own teams-js runs unchanged inside. */
export class TeamsHost extends HostPage {
  static async open(page: Page, product: string, options: TeamsOptions): Promise<TeamsHost> {
    const host = new TeamsHost(page);
    const { origin = "https://teams.microsoft.com", person, channel, frameContext = "content" } = options;
    const place = channel ? `${channel.teamName} › ${channel.name} › One Voice` : "One Voice";
    const url = new URL(options.path, product).href;
    await host.open(`${origin}/v2/`, {
      url,
      person,
      place,
      frameContext,
      refusal: options.refusal ?? null,
      context: context(options),
    });
    return host;
  }

  /** The person changes Teams' theme. */
  setTheme(theme: TeamsTheme): Promise<void> {
    return this.call("setTheme", theme);
  }

  /** From now on tokens are refused with this reason, e.g. "resourceRequiresConsent"; null ends it. */
  refuseTokens(reason: string | null): Promise<void> {
    return this.call("refuse", reason);
  }

  /** The person presses Save on the configuration page. Rejects while the tab has not allowed it, or with its reason. */
  async save(): Promise<TabConfiguration> {
    const { saveable } = await this.record();
    if (!saveable) throw new Error("Save is greyed out: the tab has not said that it may be saved.");
    return this.call("save");
  }

  record(): Promise<TeamsRecord> {
    return this.noted();
  }
}

function context({
  person,
  theme = "default",
  locale = "en-us",
  channel,
  subPageId,
  entityId,
}: TeamsOptions): object {
  return {
    theme,
    locale,
    userObjectId: person.id,
    userPrincipalName: person.address,
    userDisplayName: person.name,
    loginHint: person.address,
    tid: person.tenantId,
    entityId: entityId ?? "deals",
    subEntityId: subPageId ?? "",
    hostName: "Teams",
    hostClientType: "web",
    ringId: "general",
    sessionId: "session-1",
    appSessionId: "app-session-1",
    ...(channel && {
      groupId: channel.groupId,
      teamId: channel.teamId,
      teamName: channel.teamName,
      channelId: channel.id,
      channelName: channel.name,
      channelType: channel.kind,
    }),
  };
}
