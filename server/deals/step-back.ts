import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { Later } from "../jobs/queue.ts";
import type { Run } from "./room-build.ts";
import { isOurs } from "./room-channel.ts";
import { readJoined } from "./room-leavers.ts";
import type { StepEnd } from "./room-store.ts";
import { underWay } from "./room-team.ts";
import type { StepWork } from "./step-work.ts";
import { welcomeKey } from "./welcome-card.ts";

/** Teams is asked again after so many seconds whether it has made what is to be taken away. */
const LOOK_SECONDS = 3;

/** Thrown where only a person who is signed in can take something away. */
export class NeedsAuthor extends Error {
  override name = "NeedsAuthor";
}
/** How such a step ends. */
export const NEEDS_AUTHOR: StepEnd = { state: "needs-you", why: null, people: [] };

type Back = (work: StepWork, run: Run, hasFailed: boolean) => Promise<void>;

/**
 * How each step is taken back; those without are nothing that anybody would miss or find. All may run any number of times.
 * `hasFailed`: it was tried before and refused. Reject as the adapters do.
 */
export const backwards: Partial<Record<RoomStepName, Back>> = {
  welcome: removeCard,

  async plan({ ports, room, madeId, tasks }) {
    const title = room.channelName;
    const found = madeId ?? (room.teamId && title && (await ports.plans.ourPlan(room.teamId, title)));
    if (found) await ports.plans.removePlan(found);
    await tasks.forgetAll();
  },

  folders: removeFolders,

  async tab({ ports, room }) {
    if (!room.adopted || room.teamId === null || room.channelId === null) return;
    const tabs = await ports.teamApp.tabs(room.teamId, room.channelId);
    for (const { id, entityId } of tabs)
      if (entityId === room.dealId) await ports.teamApp.unpin(room.teamId, room.channelId, id);
  },

  members: letPeopleGo,

  async channel(work) {
    const { ports, room } = work;
    if (room.teamId === null) return;
    if (room.adopted) {
      if (room.channelId !== null)
        await ports.teams.describe(room.teamId, room.channelId, room.oldDescription ?? "");
      return;
    }
    // What Teams makes this moment can be taken away once it is there.
    if ((await underWay(work)) === "working") throw new Later(LOOK_SECONDS);
    const all = await ports.teams.channels(room.teamId);
    for (const one of all) if (isOurs(one, work)) await ports.teams.deleteChannel(room.teamId, one.id);
    await letOutOfTeam(work);
  },

  async team(work) {
    if ((await underWay(work)) === "working") throw new Later(LOOK_SECONDS);
  },
};

/**
 * The card in a channel that stays: only its author can take it away. Where somebody else asks, or the organisation does not
 * let us, that is said once; asked again, the card is left.
 */
async function removeCard(work: StepWork, _run: Run, hasFailed: boolean): Promise<void> {
  const { room, posts, made, madeId } = work;
  if (!room.adopted || room.teamId === null || room.channelId === null) return;
  // Nobody ever tried to post it.
  if (madeId === null && (await made.welcomedBy()) === null) return;
  if (hasFailed && madeId !== null) return;
  if (posts === null) throw new NeedsAuthor();
  try {
    const found = madeId ?? (await posts.findCard(room.teamId, room.channelId, welcomeKey(room.dealId)));
    if (found !== null) await posts.removePost(room.teamId, room.channelId, found);
  } catch (error) {
    if (error instanceof Problem && error.code.startsWith("auth.")) throw new NeedsAuthor();
    throw error;
  }
}

/** Our folders as long as nobody put anything into them: what people wrote stays. */
async function removeFolders({ ports, room, made }: StepWork): Promise<void> {
  const names = new Set(await made.names("folder"));
  if (names.size === 0 || room.teamId === null || room.channelId === null) return;
  const place = await ports.files.filesFolder(room.teamId, room.channelId);
  for (const seen of await ports.files.folders(place))
    if (names.has(seen.name) && seen.isEmpty) await ports.files.removeFolder(place, seen);
}

/** Out of a channel that stays, whoever was not in it before us; nobody owns it who did not before. */
async function letPeopleGo(work: StepWork, { house, dealId }: Run): Promise<void> {
  const { ports, room, made } = work;
  if (!room.adopted || room.teamId === null || room.channelId === null) return;
  for (const id of await made.names("channel-owner"))
    await ports.teams.disownChannel(room.teamId, room.channelId, id);
  for (const id of await readJoined(house.db, house.tenantId, dealId))
    await ports.teams.leaveChannel(room.teamId, room.channelId, id);
  await letOutOfTeam(work);
}

/** Out of the team whoever came into it for this room, unless another deal's room there needs them. */
async function letOutOfTeam({ ports, room, made }: StepWork): Promise<void> {
  if (room.teamId === null || room.ownTeam) return;
  for (const id of await made.names("team-member"))
    if (!(await made.isNeededInTeam(room.teamId, id))) await ports.teams.leaveTeam(room.teamId, id);
}
