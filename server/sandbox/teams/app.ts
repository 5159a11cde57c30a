/** Where an app can be installed. */
export type AppScope = "personal" | "team" | "chat";

/** A kind of notification the app's manifest declares. `templateText` has its parameters in braces. */
export type ActivityType = { type: string; description: string; templateText: string };

/** A permission the app asks for in the place where it is installed. */
export type ResourcePermission = { permissionValue: string; permissionType: "application" | "delegated" };

/** A tab whose address is fixed in the manifest. */
export type StaticTab = {
  entityId: string;
  name: string;
  contentUrl: string;
  websiteUrl: string;
  scopes: readonly AppScope[];
};

/** An app of the catalogue with its one published definition. */
export type App = {
  /** The catalogue's id, which installations and tabs want. */
  id: string;
  /** The manifest's id. */
  externalId: string;
  displayName: string;
  distributionMethod: "organization" | "store";
  version: string;
  shortDescription: string;
  description: string;
  lastModifiedDateTime: string;
  /** `webApplicationInfo.id`: the Entra application that speaks for it; null where it has none. */
  clientAppId: string | null;
  resourcePermissions: readonly ResourcePermission[];
  scopes: readonly AppScope[];
  hasConfigurableTab: boolean;
  staticTabs: readonly StaticTab[];
  /** Kinds of channels it works in: standard ones always; others by `supportedChannelTypes` or tier 1. */
  channelTypes: readonly ("standard" | "private" | "shared")[];
  activityTypes: readonly ActivityType[];
  hasBot: boolean;
  /** Ids of users whose policy forbids it; "*" is everyone. */
  blockedFor: Set<string>;
};

/** The app, present in one team, chat or for one person. */
export type Installation = { id: string; appId: string; consented: readonly ResourcePermission[] };

/** What must be told of an app to put it into the catalogue; the rest is assumed. */
export type NewApp = Pick<App, "externalId" | "displayName"> &
  Partial<Omit<App, "blockedFor">> & { blockedFor?: Iterable<string> };
