import { channelName } from "../../src/domain/deals/channel-name.ts";
import type { Channel } from "./room-ports.ts";
import type { StepEnd } from "./room-store.ts";
import { begin, DONE, descriptionOf, underWay, WORKING, type Working } from "./room-team.ts";
import { type StepWork, teamOf } from "./step-work.ts";

/** Names tried before Teams' refusal is taken for something else than a taken name: deleted channels keep theirs for 30 days. */
const NAMES_TRIED = 8;
/** In a team that may be full two tell: the deal's, and one that nobody else can have. Each costs reading a long list again. */
const NAMES_TRIED_WHERE_FULL = 2;
/** A team that shows so many channels, or so many private ones, may be full. Source: limits and specifications of Teams. */
const MANY_CHANNELS = 200;
const MANY_PRIVATE = 30;

/**
 * Makes the room's channel, or finds the one that was made before: it names its deal in its description, whatever people
 * renamed it to. A shared one is made by Teams in its own time.
 */
export async function makeChannel(work: StepWork): Promise<StepEnd | Working> {
  const { ports, room } = work;
  const standing = await underWay(work);
  if (standing === "failed") return { state: "failed", why: "refused", people: [] };
  const all = await ports.teams.channels(teamOf(work));
  const ours = all.find(room.adopted ? ({ id }) => id === room.channelId : (one) => isOurs(one, work));
  if (ours !== undefined) return keep(work, ours);
  if (standing === "working") return WORKING;

  const leader = work.deal.seats.find(({ role }) => role === "accountManager")?.person;
  if (leader === undefined) return { state: "failed", why: "person-unknown", people: [] };
  if (room.kind === "private") {
    const refusal = await letLeaderIn(work, leader);
    if (refusal !== null) return refusal;
  }
  return tryNames(work, leader.id, all);
}

async function tryNames(
  work: StepWork,
  ownerId: string,
  all: readonly Channel[],
): Promise<StepEnd | Working> {
  const { ports, room } = work;
  const taken = new Set(all.map(({ name }) => name));
  const tries = mayBeFull(room.kind, all) ? NAMES_TRIED_WHERE_FULL : NAMES_TRIED;
  for (let tried = 1; tried <= tries; tried++) {
    // A name that cannot be taken tells a taken name from a refusal of another kind.
    const base = tried === tries ? `${room.dealName} ${room.dealId.slice(0, 8)}` : room.dealName;
    const wanted = {
      name: channelName(base, taken),
      description: descriptionOf(work),
      kind: room.kind,
      ownerId,
    };
    const made = await create(work, wanted).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble?.kind !== "refused" || trouble.status !== 400) throw error;
      return null;
    });
    if (made === "begun") return WORKING;
    if (made !== null) return keep(work, made);
    // The name is taken: by ourselves a moment ago, by somebody else, or by a channel deleted lately.
    const ours = (await ports.teams.channels(teamOf(work))).find((one) => isOurs(one, work));
    if (ours !== undefined) return keep(work, ours);
    taken.add(wanted.name);
  }
  return { state: "failed", why: mayBeFull(room.kind, all) ? "team-full" : "refused", people: [] };
}

type Wanted = Parameters<StepWork["ports"]["teams"]["createChannel"]>[1];

async function create(work: StepWork, wanted: Wanted): Promise<Channel | "begun"> {
  const { ports, now, noteWork } = work;
  if (wanted.kind !== "shared") return ports.teams.createChannel(teamOf(work), wanted);
  const operation = await begin(work, () => ports.teams.beginChannel(teamOf(work), wanted));
  await noteWork({ begunAt: now(), operation });
  return "begun";
}

function mayBeFull(kind: Wanted["kind"], all: readonly Channel[]): boolean {
  const alike = all.filter((one) => one.kind === kind).length;
  return all.length >= MANY_CHANNELS || (kind !== "standard" && alike >= MANY_PRIVATE);
}

async function letLeaderIn(work: StepWork, leader: { id: string; name: string }): Promise<StepEnd | null> {
  const { teams } = work.ports;
  try {
    if ((await teams.teamMembers(teamOf(work))).has(leader.id.toLowerCase())) return null;
    await work.made.note("team-member", leader.id);
    await teams.joinTeam(teamOf(work), leader.id);
    return null;
  } catch (error) {
    if (work.ports.troubleOf(error)?.kind !== "gone") throw error;
    return { state: "failed", why: "person-unknown", people: [leader.name] };
  }
}

/** Whether the channel names the deal and never was its room before. */
export function isOurs(
  { id, description }: Pick<Channel, "id" | "description">,
  { room, former }: Pick<StepWork, "room" | "former">,
): boolean {
  return description.includes(room.dealId) && !former.has(id);
}

async function keep(work: StepWork, channel: Channel): Promise<StepEnd> {
  await work.keepChannel(channel);
  // One that was there before says from now on which deal it is for.
  if (!channel.description.includes(work.room.dealId)) {
    const text = [channel.description, descriptionOf(work)].filter((part) => part !== "").join(" ");
    await work.ports.teams.describe(teamOf(work), channel.id, text.slice(-1024));
  }
  return { ...DONE, madeId: channel.id };
}
