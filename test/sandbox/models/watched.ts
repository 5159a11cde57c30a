import { expect } from "vitest";
import type { TestSandbox } from "../support/open.ts";
import { channelIn, TEAM } from "../teams/setting.ts";

/** A collection that is subscribed to, and how a client that never heard of subscriptions would look at it. */
export type Watched = { resource: string; list: string };

/** What is in a collection: the version of each thing by its id. */
export type Seen = ReadonlyMap<string, string>;

/** The collections of these tests by name. */
export type Place = "annaInbox" | "annaMail" | "pavelMail" | "annaEvents" | "pavelEvents" | TeamPlace;
type TeamPlace = "posts" | "channels" | "people" | "insiders";

/** All of them as they are seen at one moment. */
export type Sight = Readonly<Record<Place, Seen>>;

const anna = "users/anna.kern@bergmann.example";
const pavel = "users/pavel.orlov@bergmann.example";

/** Makes an open and a private channel, and names all that is watched. */
export async function places(t: TestSandbox): Promise<Record<Place, Watched>> {
  const open = await channelIn(t, "standard", "Open");
  const closed = await channelIn(t, "private", "Closed");
  const outlook = (resource: string): Watched => ({ resource, list: `/${resource}?$select=id&$top=1000` });
  const teams = (list: string, query = ""): Watched => ({ resource: list.slice(1), list: list + query });
  return {
    annaInbox: outlook(`${anna}/mailFolders/inbox/messages`),
    annaMail: outlook(`${anna}/messages`),
    pavelMail: outlook(`${pavel}/messages`),
    annaEvents: outlook(`${anna}/events`),
    pavelEvents: outlook(`${pavel}/events`),
    posts: teams(`${open}/messages`, "?$expand=replies&$top=50"),
    channels: teams(`${TEAM}/channels`),
    people: teams(`${TEAM}/members`),
    insiders: teams(`${closed}/members`),
  };
}

type Thing = { id: string; etag?: string; "@odata.etag"?: string; replies?: Thing[] };

function seenIn(things: readonly Thing[]): Seen {
  const all = things.flatMap((thing) => [thing, ...(thing.replies ?? [])]);
  const versionOf = (thing: Thing) => thing["@odata.etag"] ?? thing.etag ?? JSON.stringify(thing);
  return new Map(all.map((thing) => [thing.id, versionOf(thing)]));
}

type Batched = { responses: { id: string; status: number; body: { value: Thing[] } }[] };

/** Looks at all of them at once. */
export async function lookAround(t: TestSandbox, watched: Record<Place, Watched>): Promise<Sight> {
  const requests = Object.entries(watched).map(([id, { list }]) => ({ id, method: "GET", url: list }));
  const { body } = await t.graph<Batched>(t.asApp, "POST", "/$batch", { body: { requests } });
  const entries = body.responses.map(({ id, status, body: page }) => {
    expect(status, id).toBe(200);
    return [id, seenIn(page.value)];
  });
  expect(entries).toHaveLength(requests.length);
  return Object.fromEntries(entries) as Sight;
}

/** What must have been told between two looks, e.g. "annaInbox created AAMk…". */
export function differences(before: Sight, after: Sight): string[] {
  return (Object.keys(after) as Place[]).flatMap((place) => {
    const [old, now] = [before[place], after[place]];
    const came = [...now.keys()].filter((id) => !old.has(id)).map((id) => `${place} created ${id}`);
    const went = [...old.keys()].filter((id) => !now.has(id)).map((id) => `${place} deleted ${id}`);
    const changed = [...now].filter(([id, version]) => old.has(id) && old.get(id) !== version);
    return [...came, ...went, ...changed.map(([id]) => `${place} updated ${id}`)];
  });
}
