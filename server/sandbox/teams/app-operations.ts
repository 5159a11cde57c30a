import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import { requireUser } from "../directory/users.ts";
import { forbidden, requireAllowed, requireTeam } from "./access.ts";
import type { App, Installation } from "./app.ts";
import { appType, installationType } from "./app-types.ts";
import { presentApp, presentDefinition, presentInstallation } from "./app-view.ts";
import { requireApp } from "./catalog.ts";
import { requireChatMember } from "./chat-access.ts";
import { presentChat } from "./chat-view.ts";
import { chatType } from "./entity-types.ts";
import type { Place } from "./installed-consent.ts";
import { findInstallation, install, putInstallation, requireInstallation, uninstall } from "./installing.ts";
import { personalChat } from "./new-chat.ts";
import { row } from "./row.ts";
import { type Team, teamsOf } from "./state.ts";

const personal = "/users/{user-id}/teamwork/installedApps";

/** The catalogue, and what is installed where. */
export const appOperations: readonly Operation[] = [
  row("GET /appCatalogs/teamsApps", (call) =>
    collection<App>(call, teamsOf(call.tenant).apps.values(), {
      type: appType,
      present: presentApp,
      read: (app, property) =>
        property === "appDefinitions"
          ? [presentDefinition(app)]
          : (app as unknown as Record<string, unknown>)[property],
      expand: { appDefinitions: (app) => [presentDefinition(app)] },
    }),
  ),
  row("GET /teams/{team-id}/installedApps", (call) => list(call, teamPlace(requireTeam(call)))),
  row("POST /teams/{team-id}/installedApps", (call) => {
    const team = requireTeam(call);
    requireAllowed(call, team, "allowAddRemoveApps");
    return created(install(call, teamPlace(team)).installed);
  }),
  row("DELETE /teams/{team-id}/installedApps/{teamsAppInstallation-id}", (call) => {
    const team = requireTeam(call);
    requireAllowed(call, team, "allowAddRemoveApps");
    uninstall(call, teamPlace(team), call.params["teamsAppInstallation-id"]!);
    return { status: 204 };
  }),
  row(`GET ${personal}`, (call) => list(call, userPlace(call))),
  row(`POST ${personal}`, (call) => created(install(call, userPlace(call)).installed)),
  row(`DELETE ${personal}/{userScopeTeamsAppInstallation-id}`, (call) => {
    uninstall(call, userPlace(call), call.params["userScopeTeamsAppInstallation-id"]!);
    return { status: 204 };
  }),
  row(`GET ${personal}/{userScopeTeamsAppInstallation-id}/chat`, chatOfInstallation),
  row("POST /chats/{chat-id}/installedApps", (call) => {
    const { id, installations } = requireChatMember(call);
    return created(install(call, { kind: "chats", id, installations }).installed);
  }),
];

/** A team as a place for apps. */
export function teamPlace({ id, installations }: Team): Place {
  return { kind: "teams", id, installations };
}

/** A person as a place for apps. */
export function personPlace(tenant: Tenant, userId: string): Place {
  const all = teamsOf(tenant).personal;
  const installations = all.get(userId) ?? new Map<string, Installation>();
  all.set(userId, installations);
  return { kind: "users", id: userId, installations };
}

/** Installs an app in a team, consented to all it asks for, unless it is there. For seeds. */
export function installInTeam(tenant: Tenant, team: Team, appId: string): Installation {
  const app = requireApp(tenant, appId);
  return findInstallation(teamPlace(team), app) ?? putInstallation(tenant, teamPlace(team), app);
}

/** Installs an app for one person, consented to all it asks for, unless it is there. For seeds. */
export function installForUser(tenant: Tenant, userId: string, appId: string): Installation {
  const app = requireApp(tenant, appId);
  const place = personPlace(tenant, userId);
  return findInstallation(place, app) ?? putInstallation(tenant, place, app);
}

function userPlace(call: Call): Place {
  const { tenant, caller } = call;
  const user = requireUser(tenant, call.params["user-id"]!);
  if (caller.kind === "user" && caller.userId !== user.id)
    throw forbidden("One can only manage one's own apps.");
  return personPlace(tenant, user.id);
}

function created(installed: Installation): Reply {
  return { status: 201, headers: { Location: `installedApps('${installed.id}')` } };
}

function list(call: Call, place: Place): Reply {
  const { tenant } = call;
  const appOf = ({ appId }: Installation) => requireApp(tenant, appId);
  return collection<Installation>(call, place.installations.values(), {
    type: installationType,
    present: presentInstallation,
    read: (installed, property) => {
      if (property === "teamsApp") return presentApp(appOf(installed));
      if (property === "teamsAppDefinition") return presentDefinition(appOf(installed));
      return presentInstallation(installed)[property];
    },
    expand: {
      teamsApp: (installed) => presentApp(appOf(installed)),
      teamsAppDefinition: (installed) => presentDefinition(appOf(installed)),
    },
  });
}

function chatOfInstallation(call: Call): Reply {
  const { tenant } = call;
  const place = userPlace(call);
  const installed = requireInstallation(place, call.params["userScopeTeamsAppInstallation-id"]!);
  const app = requireApp(tenant, installed.appId);
  if (!app.hasBot)
    throw new GraphError(404, "NotFound", "The app has no bot, and so no chat with the person.");
  return entity(call, presentChat(tenant, personalChat(tenant, place.id, app)), { type: chatType });
}
