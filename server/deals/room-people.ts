import type { Room } from "../../src/contract/deal-rooms.ts";
import type { ChannelPerson } from "./room-ports.ts";
import type { StepEnd } from "./room-store.ts";
import { type StepWork, teamOf } from "./step-work.ts";

type Why = NonNullable<Room["steps"][number]["why"]>;

/** Thrown while Teams does not yet know that somebody has joined the team: it can take minutes. */
export class NotYet extends Error {
  override name = "NotYet";
}

/** So often is waited for Teams to notice; later its answer is taken for a refusal. */
const PATIENCE = 6;

/**
 * Lets everyone of the deal team into the room: into the team first, then into a private channel; a shared one is entered
 * without the team. Whoever lost their seat is taken out of the channel; nobody is ever taken out of the team, which holds
 * other deals. One who cannot be let in does not stop the others; all such are named.
 */
export async function seatPeople(work: StepWork, channelId: string): Promise<StepEnd> {
  const { ports, room, deal, tries } = work;
  const { teams } = ports;
  const teamId = teamOf(work);
  const inTeam = room.kind === "shared" ? null : await teams.teamMembers(teamId);
  const inChannel = room.kind === "standard" ? null : await teams.channelMembers(teamId, channelId);
  const failed: { name: string; why: Why }[] = [];
  let unseen: unknown = null;
  for (const { person, role } of deal.seats) {
    try {
      if (inTeam?.has(person.id.toLowerCase()) === false) {
        await work.made.note("team-member", person.id);
        await teams.joinTeam(teamId, person.id);
      }
    } catch (error) {
      failed.push({ name: person.name, why: whyOf(work, error, "person-unknown") });
      continue;
    }
    if (inChannel === null) continue;
    try {
      await seatInChannel(work, channelId, person.id, role === "accountManager", inChannel);
    } catch (error) {
      const isGone = ports.troubleOf(error)?.kind === "gone";
      // Nobody needs to be seen in the team first to enter a shared channel: there it is the person who is gone.
      if (isGone && room.kind === "private") unseen = error;
      failed.push({
        name: person.name,
        why: whyOf(work, error, inTeam === null ? "person-unknown" : "refused"),
      });
    }
  }
  if (unseen !== null) {
    if ((await teams.channel(teamId, channelId)) === null) throw unseen;
    if (tries < PATIENCE) throw new NotYet();
  }
  if (inChannel !== null) failed.push(...(await letLeaversGo(work, channelId)));
  const [first] = failed;
  if (first === undefined) return { state: "done", why: null, people: [] };
  return { state: "failed", why: first.why, people: failed.map(({ name }) => name) };
}

async function seatInChannel(
  work: StepWork,
  channelId: string,
  personId: string,
  isLeader: boolean,
  inChannel: readonly ChannelPerson[],
): Promise<void> {
  const { teams } = work.ports;
  const held = inChannel.find(({ id }) => id === personId.toLowerCase());
  if (held === undefined) {
    if (work.room.adopted) await work.noteJoined(personId);
    await teams.joinChannel(teamOf(work), channelId, personId, isLeader);
  } else if (isLeader && !held.isOwner) {
    if (work.room.adopted) await work.made.note("channel-owner", personId);
    await teams.ownChannel(teamOf(work), channelId, personId);
  }
}

async function letLeaversGo(work: StepWork, channelId: string): Promise<{ name: string; why: Why }[]> {
  const { ports, deal, leavers, forgetLeaver } = work;
  const failed: { name: string; why: Why }[] = [];
  const gone = leavers.filter((id) => deal.seats.every(({ person }) => person.id !== id));
  const names = await ports.people.people(gone);
  for (const id of gone) {
    try {
      await ports.teams.leaveChannel(teamOf(work), channelId, id);
      await forgetLeaver(id);
    } catch (error) {
      failed.push({ name: names.get(id)?.name ?? id, why: whyOf(work, error, "refused") });
    }
  }
  return failed;
}

/** Why one person could not be let in. Busy, and what is none of Graph's refusals, goes on as it came. */
function whyOf({ ports }: StepWork, error: unknown, gone: Why): Why {
  const trouble = ports.troubleOf(error);
  switch (trouble?.kind) {
    case "gone":
      return gone;
    case "forbidden":
      return "permission";
    case "refused":
      return "refused";
    default:
      throw error;
  }
}
