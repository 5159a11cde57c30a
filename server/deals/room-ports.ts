/** What the deals room needs of Teams, Planner and the files of channels. The adapters fit these types without knowing this room. */

/** What kind of a channel one is. In a shared one there may be people of other organisations. */
export type ChannelKind = "standard" | "private" | "shared";

/** A channel of a team; `kind` null for a kind that nobody knows here. */
export type Channel = {
  id: string;
  name: string;
  description: string;
  webUrl: string | null;
  kind: ChannelKind | null;
};

/** Somebody in a private or shared channel, perhaps of another organisation. */
export type ChannelPerson = { id: string; name: string; mail: string; isOwner: boolean };

type WantedChannel = { name: string; description: string; kind: ChannelKind; ownerId: string };

/** Channels and who is in them. Ids of people are in lower case. Letting somebody in who is in already is fine. */
export type Teams = {
  channels(teamId: string): Promise<Channel[]>;
  channel(teamId: string, channelId: string): Promise<Channel | null>;
  createChannel(teamId: string, wanted: WantedChannel): Promise<Channel>;
  /** Begins to make a shared channel; what `standing` asks by, null where Teams does not say. */
  beginChannel(teamId: string, wanted: WantedChannel): Promise<string | null>;
  describe(teamId: string, channelId: string, description: string): Promise<void>;
  deleteChannel(teamId: string, channelId: string): Promise<void>;
  teamMembers(teamId: string): Promise<Set<string>>;
  joinTeam(teamId: string, personId: string): Promise<void>;
  /** Takes a person out of the team; one who is not in it, or owns it, is let be. */
  leaveTeam(teamId: string, personId: string): Promise<void>;
  channelMembers(teamId: string, channelId: string): Promise<ChannelPerson[]>;
  joinChannel(teamId: string, channelId: string, personId: string, owner: boolean): Promise<void>;
  ownChannel(teamId: string, channelId: string, personId: string): Promise<void>;
  /** Makes an owner a member again; the last owner stays one. */
  disownChannel(teamId: string, channelId: string, personId: string): Promise<void>;
  leaveChannel(teamId: string, channelId: string, personId: string): Promise<void>;
  /** Makes a channel read-only, or writable again; one that is so already is fine. */
  archiveChannel(teamId: string, channelId: string, archived: boolean): Promise<void>;
  /** Begins to make a team with one owner, found again by a key in its description. */
  beginTeam(wanted: {
    name: string;
    description: string;
    ownerId: string;
  }): Promise<{ teamId: string; operation: string } | null>;
  findTeam(name: string, key: string): Promise<string | null>;
  standing(operation: string): Promise<"running" | "done" | "failed">;
};

/** Our app in a team, and its tabs. Installing what is installed is fine. */
export type TeamApp = {
  install(teamId: string): Promise<void>;
  tabs(teamId: string, channelId: string): Promise<{ id: string; entityId: string | null }[]>;
  pin(
    teamId: string,
    channelId: string,
    wanted: { name: string; entityId: string; url: string },
  ): Promise<{ id: string }>;
  unpin(teamId: string, channelId: string, tabId: string): Promise<void>;
};

type Folder = { driveId: string; itemId: string };

/** Where the files of a channel are. */
export type TeamFiles = {
  filesFolder(teamId: string, channelId: string): Promise<Folder>;
  folders(folder: Folder): Promise<{ id: string; name: string; isEmpty: boolean; version: string | null }[]>;
  /** False where there is one of that name already. */
  addFolder(folder: Folder, name: string): Promise<boolean>;
  /** Takes a folder away, if it still is what was seen. */
  removeFolder(folder: Folder, seen: { id: string; version: string | null }): Promise<void>;
};

type PlanTask = { id: string; title: string; due: string | null };

/** Plans in Planner. `due` is a day. */
export type Plans = {
  ourPlan(teamId: string, title: string): Promise<string | null>;
  makePlan(teamId: string, title: string): Promise<string>;
  hasPlan(planId: string): Promise<boolean>;
  column(planId: string, name: string): Promise<string>;
  tasks(planId: string): Promise<PlanTask[]>;
  addTask(planId: string, columnId: string, task: Omit<PlanTask, "id">): Promise<string>;
  changeTask(task: PlanTask): Promise<void>;
  removeTask(id: string): Promise<void>;
  removePlan(id: string): Promise<void>;
};

/** Posts as one person: no application may post in a channel. Rejects with Problem "auth.interaction" or "auth.expired". */
export type Posts = {
  findCard(teamId: string, channelId: string, key: string): Promise<string | null>;
  postCard(teamId: string, channelId: string, key: string, card: object): Promise<string>;
  /** Takes a post of one's own away; one that is gone is fine. */
  removePost(teamId: string, channelId: string, postId: string): Promise<void>;
};
