import { afterAll, beforeAll, expect, test } from "vitest";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { clientWrites, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await openDeal(world);
});
afterAll(() => world.close());

async function notesOf(who: string): Promise<Json[]> {
  const feed = await world.outside("GET", `/users/${world.id(who)}/activityFeed`);
  return (feed["value"] as unknown as Json[]).filter(
    (line) => String(line["activityType"]) === "clientMailToYou",
  );
}

test("whoever received a client's mail past the voice is told quietly who speaks, once a day however many come", async () => {
  const to = ["pavel.orlov", "ivan.petrov"];
  for (const subject of ["One", "Two", "Three"])
    await untilJudged(world, await clientWrites(world, { subject, to }), ["bypass left-out"]);
  const [note, ...others] = await notesOf("pavel.orlov");
  expect(others).toEqual([]);
  expect(JSON.stringify(note)).toContain("Viktor Volkov");
  expect(JSON.stringify(note)).toContain("Anna Kern");
  expect(await notesOf("ivan.petrov")).toHaveLength(1);
  expect(await notesOf("anna.kern")).toEqual([]);
});

test("a colleague who reads Russian is told in Russian, and on the next day the new note stands in the old one's place", async () => {
  expect(JSON.stringify((await notesOf("ivan.petrov"))[0])).toMatch(/За сделку говорит Anna Kern/);
  await world.advance("PT25H");
  await untilJudged(world, await clientWrites(world, { from: "Eve <eve@steelworks.example>" }), [
    "bypass left-out",
  ]);
  const notes = await notesOf("pavel.orlov");
  expect(notes).toHaveLength(1);
  expect(JSON.stringify(notes[0])).toContain("Eve");
});

test("nothing is said of mail that the spokesperson has", async () => {
  await world.advance("PT25H");
  const before = JSON.stringify(await notesOf("ivan.petrov"));
  await untilJudged(world, await clientWrites(world, { to: ["ivan.petrov", "anna.kern"] }), ["heard on-to"]);
  expect(JSON.stringify(await notesOf("ivan.petrov"))).toBe(before);
});
