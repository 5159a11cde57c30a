import type { StepEnd } from "./room-store.ts";
import { DONE } from "./room-team.ts";
import { channelOf, type StepWork, teamOf } from "./step-work.ts";

/** The folders with which a room begins. What is internal has no place where outsiders look. */
const FOLDERS = {
  en: { open: ["Proposal", "Contract", "Client"], internal: "Internal" },
  ru: { open: ["Предложение", "Договор", "Клиент"], internal: "Внутреннее" },
} as const;

/** So many minutes is waited for Teams to build the files of a private or shared channel. */
const PATIENCE = 120;

/** Makes the starter folders in the channel's files; those that are there stay. */
export async function makeFolders(work: StepWork): Promise<StepEnd> {
  const { ports, room, language, tries } = work;
  const { files } = ports;
  const place = await files.filesFolder(teamOf(work), channelOf(work)).catch(async (error: unknown) => {
    const isGone = ports.troubleOf(error)?.kind === "gone";
    if (!isGone || room.kind === "standard" || tries >= PATIENCE) throw error;
    if ((await ports.teams.channel(teamOf(work), channelOf(work))) === null) throw error;
    return null;
  });
  if (place === null) return { state: "waiting", why: "later", people: [] };
  const { open, internal } = FOLDERS[language];
  const wanted = room.kind === "shared" ? open : [...open, internal];
  const there = new Set((await files.folders(place)).map(({ name }) => name));
  for (const name of wanted) {
    if (there.has(name)) continue;
    await work.made.note("folder", name);
    // Somebody made it at this very moment: then it is theirs.
    if (!(await files.addFolder(place, name))) await work.made.forget("folder", name);
  }
  return DONE;
}
