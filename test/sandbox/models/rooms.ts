import type fc from "fast-check";
import { expect } from "vitest";
import type { TestSandbox } from "../support/open.ts";
import { memberOf, TEAM } from "../teams/setting.ts";

/** People of these tests; the first four are in the team, and the first owns it. */
export const PEOPLE = [
  "anna.kern",
  "pavel.orlov",
  "dmitri.bergmann",
  "katrin.vogel",
  "helen.carter",
  "markus.frey",
] as const;
const IN_TEAM = 4;

/** A channel as it ought to be: who is in a private one and owns it, by number in PEOPLE; posts with their texts. */
export type Room = {
  name: string;
  isPrivate: boolean;
  seats: Map<number, { isOwner: boolean; id: string }>;
  posts: Map<string, string>;
};

/** The team as it ought to be. Names of deleted channels stay taken. */
export type Team = { rooms: Map<string, Room>; buried: string[] };

/** The tenant, and what a client that follows each channel by delta has of it. */
export type Real = { t: TestSandbox; replicas: Map<string, { link: string; items: Map<string, string> }> };

/** How channel names compare. */
export const plain = (name: string) => name.trim().toLowerCase();

/** Whether someone is in a channel. */
export function isIn(room: Room, person: number): boolean {
  return room.isPrivate ? room.seats.has(person) : person < IN_TEAM;
}

const address = (person: number) => `${PEOPLE[person]}@bergmann.example`;
const isRefused = (team: Team, name: string, but?: Room) =>
  name.includes("#") ||
  team.buried.includes(plain(name)) ||
  [...team.rooms.values()].some((room) => room !== but && plain(room.name) === plain(name));

type Command = fc.AsyncCommand<Team, Real>;

/** A step that needs a channel; `which` chooses it. */
function within(
  which: number,
  text: string,
  run: (room: Room, path: string, team: Team, real: Real, id: string) => Promise<void>,
): Command {
  const chosen = ({ rooms }: Team) => [...rooms][which % Math.max(rooms.size, 1)];
  return {
    check: (team) => chosen(team) !== undefined,
    async run(team, real) {
      const [id, room] = chosen(team)!;
      await run(room, `${TEAM}/channels/${id}`, team, real, id);
    },
    toString: () => `${text} in channel ${which}`,
  };
}

async function expectStatus(answer: Promise<{ status: number; body: unknown }>, status: number) {
  const { status: given, body } = await answer;
  expect(given, JSON.stringify(body)).toBe(status);
}

/** Makes a channel; a private one with that owner. */
export function make(name: string, isPrivate: boolean, owner: number): Command {
  return {
    check: () => true,
    async run(team, { t }) {
      const members = isPrivate ? { members: [memberOf(address(owner), "owner")] } : {};
      const body = { displayName: name, membershipType: isPrivate ? "private" : "standard", ...members };
      const answer = await t.graph(t.asApp, "POST", `${TEAM}/channels`, { body });
      const mayBe = !isRefused(team, name) && (!isPrivate || owner < IN_TEAM);
      expect(answer.status === 201, JSON.stringify(answer.body)).toBe(mayBe);
      if (!mayBe) return;
      const id = String(answer.body["id"]);
      const seats: Room["seats"] = new Map();
      const room: Room = { name: name.trim(), isPrivate, seats, posts: new Map() };
      team.rooms.set(id, room);
      if (!isPrivate) return;
      const { body: list } = await t.graph(t.asApp, "GET", `${TEAM}/channels/${id}/members`);
      seats.set(owner, { isOwner: true, id: String(list["value"]![0]!["id"]) });
    },
    toString: () => `make ${isPrivate ? "private" : "open"} "${name}" of ${PEOPLE[owner]}`,
  };
}

/** Renames a channel: to its own name in other letters too. */
export const rename = (which: number, name: string): Command =>
  within(which, `rename to "${name}"`, async (room, path, team, { t }) => {
    const isFree = !isRefused(team, name, room);
    const answer = await t.graph(t.asApp, "PATCH", path, { body: { displayName: name } });
    expect(answer.status === 204, JSON.stringify(answer.body)).toBe(isFree);
    if (isFree) room.name = name.trim();
  });

/** Deletes a channel. */
export const bury = (which: number): Command =>
  within(which, "delete", async (room, path, team, real, id) => {
    await expectStatus(real.t.graph(real.t.asApp, "DELETE", path), 204);
    team.rooms.delete(id);
    team.buried.push(plain(room.name));
    real.replicas.delete(id);
  });

/** Lets someone into a private channel; nobody can be let into an open one. */
export const admit = (which: number, person: number): Command =>
  within(which, `let ${PEOPLE[person]} in`, async (room, path, _team, { t }) => {
    const body = memberOf(address(person));
    const answer = await t.graph(t.asApp, "POST", `${path}/members`, { body });
    const mayBe = room.isPrivate && person < IN_TEAM && !room.seats.has(person);
    expect(answer.status === 201, JSON.stringify(answer.body)).toBe(mayBe);
    if (mayBe) room.seats.set(person, { isOwner: false, id: String(answer.body["id"]) });
  });

/** Puts someone out of a private channel: not its last owner. */
export const putOut = (which: number, nth: number): Command =>
  within(which, `put the member ${nth} out`, async (room, path, _team, { t }) => {
    const [person, seat] = [...room.seats][nth % Math.max(room.seats.size, 1)] ?? [];
    if (person === undefined || seat === undefined) return;
    const owners = [...room.seats.values()].filter(({ isOwner }) => isOwner).length;
    const isLast = seat.isOwner && owners === 1;
    await expectStatus(t.graph(t.asApp, "DELETE", `${path}/members/${seat.id}`), isLast ? 400 : 204);
    if (!isLast) room.seats.delete(person);
  });

/** Makes a member an owner. */
export const promote = (which: number, nth: number): Command =>
  within(which, `make the member ${nth} an owner`, async (room, path, _team, { t }) => {
    const seat = [...room.seats.values()][nth % Math.max(room.seats.size, 1)];
    if (seat === undefined) return;
    const type = "#microsoft.graph.aadUserConversationMember";
    const body = { "@odata.type": type, roles: ["owner"] };
    await expectStatus(t.graph(t.asApp, "PATCH", `${path}/members/${seat.id}`, { body }), 200);
    seat.isOwner = true;
  });

/** Somebody writes a post, or is kept out. */
export const write = (which: number, person: number, text: string): Command =>
  within(which, `${PEOPLE[person]} writes "${text}"`, async (room, path, _team, { t }) => {
    const body = { body: { contentType: "text", content: text } };
    const answer = await t.graph(t.asUser(PEOPLE[person]!), "POST", `${path}/messages`, { body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(isIn(room, person) ? 201 : 403);
    if (answer.status === 201) room.posts.set(String(answer.body["id"]), text);
  });

/** Somebody answers a post, which changes the post for nobody's list. */
export const reply = (which: number, person: number, nth: number): Command =>
  within(which, `${PEOPLE[person]} answers post ${nth}`, async (room, path, _team, { t }) => {
    const post = [...room.posts.keys()][nth % Math.max(room.posts.size, 1)];
    if (post === undefined) return;
    const body = { body: { contentType: "text", content: "Yes" } };
    const answer = t.graph(t.asUser(PEOPLE[person]!), "POST", `${path}/messages/${post}/replies`, { body });
    await expectStatus(answer, isIn(room, person) ? 201 : 403);
  });
