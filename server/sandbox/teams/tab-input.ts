import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { App, AppScope, Installation } from "./app.ts";
import { boundApp, isBlocked } from "./catalog.ts";
import { requireMayManage } from "./installing.ts";
import type { Tab } from "./tab.ts";

const configuration = graphObject({
  entityId: z.string().nullish(),
  contentUrl: z.string().nullish(),
  removeUrl: z.string().nullish(),
  websiteUrl: z.string().nullish(),
});

const tabInput = graphObject({
  id: z.string().nullish(),
  displayName: z.string().max(128).nullish(),
  "teamsApp@odata.bind": z.string().optional(),
  configuration: configuration.nullish(),
});

/** Where a tab is to be pinned. */
export type TabPlace = {
  /** As Teams' refusals name it, e.g. "{team}:{channel}". */
  name: string;
  scope: AppScope;
  channelType: "standard" | "private" | "shared" | null;
  installations: ReadonlyMap<string, Installation>;
  /** "POST …" of the operation, for the permissions that open it. */
  operation: string;
};

/** Reads the body of a new tab. Throws 400, 403 and 404 as Teams does; the tab is not pinned yet. */
export function readNewTab(call: Call, place: TabPlace): Tab {
  const input = readBody(call, tabInput, { type: "microsoft.graph.teamsTab", code: "BadRequest" });
  const app = boundApp(call.tenant, input["teamsApp@odata.bind"]);
  requireMayManage(call, app, place.operation);
  requireInstalled(call, app, place);
  const id = call.tenant.newId();
  const staticTab = app.staticTabs.find(({ scopes }) => scopes.includes(place.scope));
  const isPlain = input.displayName == null && input.configuration == null;
  if (app.hasConfigurableTab && !(isPlain && staticTab !== undefined)) {
    const displayName = input.displayName ?? "";
    if (displayName.trim() === "")
      throw new GraphError(400, "BadRequest", "The displayName of the tab must be set.");
    return {
      id,
      displayName,
      appId: app.id,
      configuration: configured(input.configuration),
      isStatic: false,
    };
  }
  if (staticTab === undefined) {
    throw new GraphError(400, "BadRequest", `The specified app does not support tabs. AppId:${app.id}`);
  }
  if (!isPlain) {
    throw new GraphError(
      400,
      "BadRequest",
      "displayName and configuration of a static tab come from the app's manifest.",
    );
  }
  const { entityId, contentUrl, websiteUrl, name } = staticTab;
  const own = { entityId, contentUrl, websiteUrl, removeUrl: null };
  return { id, displayName: name, appId: app.id, configuration: own, isStatic: true };
}

/** Changes a tab as the body says. Throws 400 for a static one, and for an app that is not the tab's. */
export function changeTab(call: Call, tab: Tab): Tab {
  const input = readBody(call, tabInput, { type: "microsoft.graph.teamsTab", code: "BadRequest" });
  if (tab.isStatic) throw new GraphError(400, "BadRequest", "A static tab cannot be changed.");
  const link = input["teamsApp@odata.bind"];
  if (link !== undefined && boundApp(call.tenant, link).id !== tab.appId) {
    throw new GraphError(400, "BadRequest", "The app of a tab cannot be changed.");
  }
  tab.displayName = input.displayName ?? tab.displayName;
  if (input.configuration != null)
    tab.configuration = configured({ ...tab.configuration, ...input.configuration });
  return tab;
}

function requireInstalled({ tenant, caller }: Call, app: App, place: TabPlace): void {
  const isInstalled = [...place.installations.values()].some(({ appId }) => appId === app.id);
  if (!isInstalled || isBlocked(app, caller.kind === "user" ? caller.userId : null)) {
    const sentence = `App id ${app.id} needs to be installed to the ${place.scope} ${place.name} and be in an unblocked state to install/update a tab`;
    throw new GraphError(400, "BadRequest", sentence);
  }
  const { channelType } = place;
  if (channelType !== null && channelType !== "standard" && !app.channelTypes.includes(channelType)) {
    throw new GraphError(
      400,
      "BadRequest",
      `The app with id '${app.id}' does not support ${channelType} channels. Tenant: ${tenant.id}`,
    );
  }
}

function configured(input: z.output<typeof configuration> | null | undefined): Tab["configuration"] {
  const { entityId = null, contentUrl = null, removeUrl = null, websiteUrl = null } = input ?? {};
  if (!entityId || !contentUrl) {
    throw new GraphError(
      400,
      "BadRequest",
      "The configuration of the tab must have entityId and contentUrl.",
    );
  }
  for (const address of [contentUrl, removeUrl, websiteUrl]) {
    if (address !== null && !/^https?:\/\/[^\s/]+/.test(address)) {
      throw new GraphError(
        400,
        "BadRequest",
        `The configuration of the tab has an address that is none: '${address}'.`,
      );
    }
  }
  return { entityId, contentUrl, removeUrl, websiteUrl };
}
