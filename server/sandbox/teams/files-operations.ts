import { GraphError } from "../core/graph-error.ts";
import { entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { groupDrive, newDrive } from "../drives/drive.ts";
import { addFolder, handOf } from "../drives/item.ts";
import { itemType } from "../drives/item-type.ts";
import { presentItem, requireItem } from "../drives/item-view.ts";
import { driveOf } from "../drives/state.ts";
import { requireChannel } from "./access.ts";
import { row } from "./row.ts";
import type { Channel, Team } from "./state.ts";
import { isInTeam } from "./team.ts";

/** So old a channel must be before asking for its folder makes Teams build the site. Source: Create channel. */
const ASKABLE_AFTER_MS = 5 * 60_000;
/** So long the building takes, on the tenant's clock. */
const BUILDING_MS = 60_000;

/** Where a channel's files are. */
export const filesOperations: readonly Operation[] = [
  row("GET /teams/{team-id}/channels/{channel-id}/filesFolder", filesFolder),
];

/** A standard channel has its folder at once; the site of another is built when it is asked for after five minutes. */
function filesFolder(call: Call): Reply {
  const { tenant } = call;
  const { team, channel } = requireChannel(call);
  if (channel.membershipType !== "standard" && !isBuilt(call, channel)) {
    throw new GraphError(
      404,
      "NotFound",
      "Folder location for this channel is not ready yet, please try again later.",
    );
  }
  channel.files.folder ??= folderFor(call, team, channel);
  const { driveId, itemId } = channel.files.folder;
  const drive = driveOf(tenant, driveId);
  return entity(call, presentItem(drive, requireItem(drive, itemId)), { type: itemType });
}

function isBuilt({ tenant }: Call, channel: Channel): boolean {
  const nowMs = tenant.clock.now().epochMilliseconds;
  const { files } = channel;
  const createdMs = Date.parse(channel.createdDateTime);
  if (files.askedMs === null && nowMs - createdMs >= ASKABLE_AFTER_MS) files.askedMs = nowMs;
  return files.askedMs !== null && nowMs - files.askedMs >= BUILDING_MS;
}

function folderFor(call: Call, team: Team, channel: Channel): { driveId: string; itemId: string } {
  const { tenant } = call;
  const drive =
    channel.membershipType === "standard"
      ? groupDrive(tenant, team.id)
      : newDrive(tenant, {
          name: `${team.displayName}-${channel.displayName}`,
          ownerId: team.id,
          opens: (userId) => channel.seats.has(userId) && channel.deletedAt === null,
        });
  drive.opens ??= (userId) => isInTeam(tenant, team, userId);
  const folder = addFolder(handOf(call), drive, drive.rootId, channel.displayName, "rename");
  return { driveId: drive.id, itemId: folder.id };
}
