import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { requireUser } from "../directory/users.ts";
import { findTeam, forbidden, requireTeam, requireTeamOwner } from "./access.ts";
import { teamChanged } from "./changes.ts";
import { operationType, teamType } from "./entity-types.ts";
import { changeTeam, createTeam } from "./new-team.ts";
import { row } from "./row.ts";
import { teamsOf } from "./state.ts";
import { isInTeam } from "./team.ts";
import { teamShape } from "./team-input.ts";
import { presentJoinedTeam, presentOperation, presentTeam } from "./team-view.ts";

const changedTeam = graphObject(teamShape);

/** Making, reading and changing teams. */
export const teamOperations: readonly Operation[] = [
  row(
    "POST /teams",
    createTeam,
    "No migration mode, no tabs and apps in the same request. Every template is the standard one.",
  ),
  row("GET /teams/{team-id}", (call) =>
    entity(call, presentTeam(call.tenant, requireTeam(call)), { type: teamType }),
  ),
  row("PATCH /teams/{team-id}", change),
  row("GET /users/{user-id}/joinedTeams", joinedTeams),
  row("GET /teams/{team-id}/operations/{teamsAsyncOperation-id}", oneOperation),
];

function change(call: Call): Reply {
  const team = requireTeam(call);
  requireTeamOwner(call, team);
  changeTeam(
    call.tenant,
    team,
    readBody(call, changedTeam, { type: "microsoft.graph.team", code: "BadRequest" }),
  );
  teamChanged(call.tenant, team, "updated");
  return { status: 204 };
}

function joinedTeams(call: Call): Reply {
  const { tenant, caller } = call;
  const user = requireUser(tenant, call.params["user-id"]!);
  if (caller.kind === "user" && caller.userId !== user.id)
    throw forbidden("One can only ask for one's own teams.");
  const teams = [...teamsOf(tenant).teams.values()].filter(
    (team) => team.isReady && isInTeam(tenant, team, user.id),
  );
  return collection(
    call,
    teams.map((team) => presentJoinedTeam(tenant, team)),
    { type: teamType },
  );
}

/** Unlike all else, readable while the team itself is still being made. */
function oneOperation(call: Call): Reply {
  const id = call.params["team-id"]!.toLowerCase();
  const team = teamsOf(call.tenant).teams.get(id) ?? findTeam(call);
  const operation = team.operations.get(call.params["teamsAsyncOperation-id"]!);
  if (operation === undefined) throw new GraphError(404, "NotFound", "The operation was not found.");
  return entity(call, presentOperation(operation), { type: operationType });
}
