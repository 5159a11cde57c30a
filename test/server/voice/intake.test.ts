import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { type Arrival, intakeStore } from "../../../server/voice/intake-store.ts";
import { openWorld, type World } from "../../support/world.ts";

// A tenant whose intake no worker looks at.
const intake = intakeStore("5ab00000-0000-4000-8000-00000000000f", 60);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => sql`delete from intake`.execute(world.db));

const mail = (n: number, otherwise: Partial<Arrival> = {}): Arrival => ({
  personId: "anna",
  subject: "mail",
  resourceId: `AAkA${n}`,
  change: "created",
  etag: "",
  ...otherwise,
});
const mails = (count: number) => Array.from({ length: count }, (_, n) => mail(n));
const stored = async () => (await rows(world.db, sql`select 1 from intake`)).length;

test("what differs in anything is another arrival, and what differs in nothing is the same", async () => {
  const others: Partial<Arrival>[] = [
    { personId: "boris" },
    { subject: "events" },
    { resourceId: "AAkA-other" },
    { change: "updated" },
    { etag: "2" },
    { personId: "created", change: "anna" },
  ];
  const all = [mail(0), ...others.map((other) => mail(0, other))];
  await intake.add(world.db, [...all, ...all]);
  await intake.add(world.db, all);
  expect(await stored()).toBe(all.length);
});

test.each([1, 3, 30])(
  "with %i arrivals waiting, whoever takes one takes no more, and nobody gets it again",
  async (count) => {
    await intake.add(world.db, mails(count));
    const taken: string[] = [];
    for (let n = 0; n < count; n++) {
      const claimed = await intake.claim(world.db, 1);
      expect(claimed).toHaveLength(1);
      taken.push(claimed[0]!.resourceId);
      const leased = await rows(world.db, sql`select 1 from intake where leased_until is not null`);
      expect(leased).toHaveLength(n + 1);
    }
    expect(await intake.claim(world.db, 1)).toEqual([]);
    expect(new Set(taken)).toEqual(new Set(mails(count).map(({ resourceId }) => resourceId)));
  },
);

test("what is finished, put back or given up is so itself, and no other", async () => {
  await intake.add(world.db, mails(4));
  const [done, later, dead, left] = await intake.claim(world.db, 4);
  await intake.finish(world.db, done!.mark);
  await intake.postpone(world.db, later!.mark, 3600, true);
  await intake.bury(world.db, dead!.mark);
  const found = await rows(
    world.db,
    sql`select resource_id as id, done_at is not null as done, dead_at is not null as dead, due_at > now() as later,
               leased_until is not null as leased, attempts
        from intake order by resource_id`,
  );
  const is = { done: false, dead: false, later: false, leased: false, attempts: 1 };
  const wanted = [
    { ...is, id: done!.resourceId, done: true },
    { ...is, id: later!.resourceId, later: true, attempts: 0 },
    { ...is, id: dead!.resourceId, dead: true },
    { ...is, id: left!.resourceId, leased: true },
  ];
  expect(found).toEqual(wanted.toSorted((a, b) => a.id.localeCompare(b.id)));
});
