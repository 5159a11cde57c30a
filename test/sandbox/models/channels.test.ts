import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { direct } from "../support/direct.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { TEAM } from "../teams/setting.ts";
import {
  admit,
  bury,
  isIn,
  make,
  PEOPLE,
  promote,
  putOut,
  type Real,
  rename,
  reply,
  type Team,
  write,
} from "./rooms.ts";
import { LONGEST_MS, rounds } from "./rounds.ts";

let t: TestSandbox;
beforeAll(async () => {
  t = direct(await openTestSandbox());
});
afterAll(() => t.close());

type Thing = { id: string; displayName?: string; body?: { content: string }; replies?: Thing[] };
type Page = { value: Thing[]; "@odata.nextLink"?: string; "@odata.deltaLink"?: string };

async function values(path: string, as = t.asApp): Promise<Thing[]> {
  const { status, body } = await t.graph<Page>(as, "GET", path);
  expect(status, path).toBe(200);
  return body.value;
}

/** Each person is shown the channels they are in, and no others; strangers to the team are shown none. */
async function requireSight({ rooms }: Team): Promise<void> {
  for (const [person, name] of PEOPLE.entries()) {
    const answer = await t.graph<Page>(t.asUser(name), "GET", `${TEAM}/channels`);
    const mine = [...rooms.values()].filter((room) => isIn(room, person)).map((room) => room.name);
    const isStranger = person >= 4;
    expect(answer.status).toBe(isStranger ? 403 : 200);
    if (isStranger) continue;
    const shown = answer.body.value.map(({ displayName }) => displayName);
    expect(new Set(shown)).toEqual(new Set(["General", ...mine]));
    expect(shown).toHaveLength(mine.length + 1);
  }
}

/** Members and posts are those of the model; of a deleted channel there is nothing to see. */
async function requireContents({ rooms }: Team): Promise<void> {
  for (const [id, room] of rooms) {
    const path = `${TEAM}/channels/${id}`;
    const posts = await values(`${path}/messages?$top=50`);
    expect(new Map(posts.map((post) => [post.id, post.body?.content]))).toEqual(room.posts);
    if (!room.isPrivate) continue;
    const members = (await values(`${path}/members`)).map((member) => member.id);
    expect(new Set(members)).toEqual(new Set([...room.seats.values()].map((seat) => seat.id)));
  }
}

/** Reads a channel's delta on from where the replica stands, in pages of that size, to its end. */
async function follow({ replicas }: Real, id: string, size: number): Promise<Map<string, string>> {
  const path = `${TEAM}/channels/${id}/messages`;
  const replica = replicas.get(id) ?? { link: `${path}/delta`, items: new Map<string, string>() };
  replicas.set(id, replica);
  for (;;) {
    const prefer = `odata.maxpagesize=${size}`;
    const { status, body } = await t.graph<Page>(t.asApp, "GET", replica.link, { prefer });
    expect(status).toBe(200);
    expect(body.value.length).toBeLessThanOrEqual(size);
    for (const post of body.value) replica.items.set(post.id, JSON.stringify(post));
    replica.link = body["@odata.nextLink"] ?? body["@odata.deltaLink"]!;
    if (body["@odata.deltaLink"] !== undefined) return replica.items;
  }
}

async function requireReplay(team: Team, real: Real, size: number): Promise<void> {
  for (const id of team.rooms.keys()) {
    const posts = await values(`${TEAM}/channels/${id}/messages?$top=50`);
    const listed = new Map(posts.map((post) => [post.id, JSON.stringify(post)]));
    expect(await follow(real, id, size)).toEqual(listed);
  }
}

/** Somebody looks at everything, between the steps of the others. */
const look = (size: number): fc.AsyncCommand<Team, Real> => ({
  check: () => true,
  async run(team, real) {
    await requireSight(team);
    await requireContents(team);
    await requireReplay(team, real, size);
  },
  toString: () => `look, ${size} posts a page`,
});

const names = fc.constantFrom("Alpha", "ALPHA", " Beta", "Beta", "Gamma", "a#b", "Delta");
const which = fc.nat(7);
const person = fc.nat(PEOPLE.length - 1);
const steps = fc.commands(
  [
    fc.tuple(names, fc.boolean(), person).map((one) => make(...one)),
    fc.tuple(which, names).map((one) => rename(...one)),
    which.map(bury),
    fc.tuple(which, person).map((one) => admit(...one)),
    fc.tuple(which, which).map((one) => putOut(...one)),
    fc.tuple(which, which).map((one) => promote(...one)),
    fc.tuple(which, person, fc.constantFrom("Hello", "When?")).map((one) => write(...one)),
    fc.tuple(which, person, which).map((one) => reply(...one)),
    fc.integer({ min: 1, max: 3 }).map(look),
  ],
  { maxCommands: 60, size: "max" },
);

test(
  "whatever people do in a team, each sees the channels they are in, and a delta replays to what is listed",
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        await t.sandbox.reset();
        const model: Team = { rooms: new Map(), buried: [] };
        const real: Real = { t, replicas: new Map() };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await look(2).run(model, real);
      }),
      { numRuns: rounds(20) },
    );
  },
  LONGEST_MS,
);
