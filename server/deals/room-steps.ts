import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { makeChannel } from "./room-channel.ts";
import { makeFolders } from "./room-folders.ts";
import { seatPeople } from "./room-people.ts";
import { makePlan } from "./room-plan.ts";
import type { StepEnd } from "./room-store.ts";
import { DONE, makeTeam, type Working } from "./room-team.ts";
import { channelOf, dealUrl, type StepWork, teamOf } from "./step-work.ts";
import { welcomeCard, welcomeKey } from "./welcome-card.ts";

/** How each step is done. All may run any number of times, and find what they made before. Reject as the adapters do. */
export const steps: Record<RoomStepName, (work: StepWork) => Promise<StepEnd | Working>> = {
  team: makeTeam,
  async app(work) {
    await work.ports.teamApp.install(teamOf(work));
    return DONE;
  },
  channel: makeChannel,
  members: (work) => seatPeople(work, channelOf(work)),
  tab: pinTab,
  folders: makeFolders,
  plan: makePlan,
  welcome: postWelcome,
};

async function pinTab(work: StepWork): Promise<StepEnd> {
  const { ports, room, publicUrl } = work;
  const [teamId, channelId] = [teamOf(work), channelOf(work)];
  const tabs = await ports.teamApp.tabs(teamId, channelId);
  // Where outsiders look, the tab opens at the channel's own card, of which the server decides what is on it.
  const url = room.kind === "shared" ? `${publicUrl}/tab/` : dealUrl(publicUrl, room.dealId);
  const ours =
    tabs.find(({ entityId }) => entityId === room.dealId) ??
    (await ports.teamApp.pin(teamId, channelId, { name: "One Voice", entityId: room.dealId, url }));
  return { ...DONE, madeId: ours.id };
}

async function postWelcome(work: StepWork): Promise<StepEnd> {
  const { room, posts, deal, language, publicUrl } = work;
  if (posts === null) return NEEDS_YOU;
  const [teamId, channelId] = [teamOf(work), channelOf(work)];
  const key = welcomeKey(room.dealId);
  try {
    const card = () => welcomeCard(deal, language, dealUrl(publicUrl, room.dealId));
    const found = await posts.findCard(teamId, channelId, key);
    if (found !== null) return { ...DONE, madeId: found };
    await work.made.noteWelcome(room.askedBy);
    return { ...DONE, madeId: await posts.postCard(teamId, channelId, key, card()) };
  } catch (error) {
    // The person has to sign in anew or to consent: the page leads them there when they press Resume.
    if (error instanceof Problem && error.code.startsWith("auth.")) return NEEDS_YOU;
    throw error;
  }
}

const NEEDS_YOU: StepEnd = { state: "needs-you", why: null, people: [] };
