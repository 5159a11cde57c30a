import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { channelName } from "../../src/domain/deals/channel-name.ts";
import type { Channel } from "./ports.ts";
import { seatPeople } from "./room-people.ts";
import type { StepEnd } from "./room-store.ts";
import { dealUrl, type StepWork } from "./step-work.ts";
import { welcomeCard, welcomeKey } from "./welcome-card.ts";

/** Names tried before Teams' refusal is taken for something else than a taken name: deleted channels keep theirs for 30 days. */
const NAMES_TRIED = 8;
const DONE: StepEnd = { state: "done", why: null, people: [] };

/** How each step is done. All may run any number of times, and find what they made before. Reject as the adapters do. */
export const steps: Record<RoomStepName, (work: StepWork) => Promise<StepEnd>> = {
  team: async () => DONE,
  folders: async () => DONE,
  plan: async () => DONE,
  channel: makeChannel,
  members: (work) => seatPeople(work, channelOf(work)),
  async app({ ports, room }) {
    await ports.teamApp.install(room.teamId);
    return DONE;
  },
  tab: pinTab,
  welcome: postWelcome,
};

async function makeChannel(work: StepWork): Promise<StepEnd> {
  const { ports, room, deal } = work;
  const { teams } = ports;
  const all = await teams.channels(room.teamId);
  const ours = all.find((one) => isOurs(one, room.dealId));
  if (ours !== undefined) return keep(work, ours);

  const leader = deal.seats.find(({ role }) => role === "accountManager")?.person;
  if (leader === undefined) return { state: "failed", why: "person-unknown", people: [] };
  if (room.kind === "private") {
    const refusal = await letLeaderIn(work, leader);
    if (refusal !== null) return refusal;
  }
  const taken = new Set(all.map(({ name }) => name));
  const description = `${room.account}. ${dealUrl(work.publicUrl, room.dealId)}`;
  for (let tried = 1; tried <= NAMES_TRIED; tried++) {
    const name = channelName(room.dealName, taken);
    const wanted = { name, description, kind: room.kind, ownerId: leader.id };
    const made = await teams.createChannel(room.teamId, wanted).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble?.kind !== "refused" || trouble.status !== 400) throw error;
      return null;
    });
    if (made !== null) return keep(work, made);
    // The name is taken: by ourselves a moment ago, by somebody else, or by a channel deleted lately.
    const now = (await teams.channels(room.teamId)).find((one) => isOurs(one, room.dealId));
    if (now !== undefined) return keep(work, now);
    taken.add(name);
  }
  return { state: "failed", why: "refused", people: [] };
}

async function letLeaderIn(
  { ports, room }: StepWork,
  leader: { id: string; name: string },
): Promise<StepEnd | null> {
  try {
    await ports.teams.joinTeam(room.teamId, leader.id);
    return null;
  } catch (error) {
    if (ports.troubleOf(error)?.kind !== "gone") throw error;
    return { state: "failed", why: "person-unknown", people: [leader.name] };
  }
}

/** A channel that we made names its deal in its description, whatever people renamed it to. */
function isOurs({ description }: Channel, dealId: string): boolean {
  return description.includes(dealId);
}

async function keep(work: StepWork, channel: Channel): Promise<StepEnd> {
  await work.keepChannel(channel);
  return { ...DONE, madeId: channel.id };
}

async function pinTab(work: StepWork): Promise<StepEnd> {
  const { ports, room, publicUrl } = work;
  const channelId = channelOf(work);
  const tabs = await ports.teamApp.tabs(room.teamId, channelId);
  const url = dealUrl(publicUrl, room.dealId);
  const ours =
    tabs.find(({ entityId }) => entityId === room.dealId) ??
    (await ports.teamApp.pin(room.teamId, channelId, { name: "One Voice", entityId: room.dealId, url }));
  return { ...DONE, madeId: ours.id };
}

async function postWelcome(work: StepWork): Promise<StepEnd> {
  const { room, posts, deal, language, publicUrl } = work;
  if (posts === null) return NEEDS_YOU;
  const channelId = channelOf(work);
  const key = welcomeKey(room.dealId);
  try {
    const card = () => welcomeCard(deal, language, dealUrl(publicUrl, room.dealId));
    const id =
      (await posts.findCard(room.teamId, channelId, key)) ??
      (await posts.postCard(room.teamId, channelId, key, card()));
    return { ...DONE, madeId: id };
  } catch (error) {
    // The person has to sign in anew or to consent: the page leads them there when they press Resume.
    if (error instanceof Problem && error.code.startsWith("auth.")) return NEEDS_YOU;
    throw error;
  }
}

const NEEDS_YOU: StepEnd = { state: "needs-you", why: null, people: [] };

function channelOf({ room }: StepWork): string {
  if (room.channelId === null) throw new Error("A step that needs the channel came before it");
  return room.channelId;
}
