import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import {
  dropClientNote,
  readClientNote,
  signClientNote,
  writeClientNote,
} from "../../../src/contract/client-note.ts";
import { editTeam, handOverVoice } from "../../../src/contract/deal-edits.ts";
import {
  closeDeal,
  readClosing,
  readHandOver,
  reopenDeal,
  undoHandOver,
} from "../../../src/contract/deal-ending.ts";
import { type Deal, readDeal } from "../../../src/contract/deals.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { list, newDeal, refusal } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

const as = (name: string) => world.as(name);
const at = (deal: Deal) => ({ params: { dealId: deal.id } });
const fresh = (deal: Deal) => as("anna.kern")(readDeal, at(deal));
const pass = async (deal: Deal, to: string) =>
  as("anna.kern")(handOverVoice, {
    ...at(deal),
    body: { personId: world.id(to), version: (await fresh(deal)).version },
  });
const noteOf = async (deal: Deal, name = "anna.kern") => (await as(name)(readClientNote, at(deal))).note;
const news = async (name: string, type: string) =>
  list(await world.outside("GET", `/users/${world.id(name)}/activityFeed`))
    .filter(({ activityType }) => String(activityType) === type)
    .map(({ title }) => String(title));
const drafts = async (name: string): Promise<Json[]> =>
  list(await world.graph("GET", `/users/${world.id(name)}/mailFolders/drafts/messages`));

/** What a client's mail past the voice leaves, and what was allowed to others. */
async function openThings(deal: Deal): Promise<void> {
  const { tenantId } = world.sandbox;
  const values = { anna: world.id("anna.kern"), pavel: world.id("pavel.orlov"), now: world.now().toString() };
  await sql`insert into incident (tenant_id, id, deal_id, internet_message_id, client_name, client_address, speaker_id,
              reason, sent_at, raised_at, state)
            values (${tenantId}, ${randomUUID()}, ${deal.id}, ${randomUUID()}, 'Elena', 'elena@steelworks.example',
              ${values.anna}, 'left-out', ${values.now}, ${values.now}, 'open')`.execute(world.db);
  await sql`insert into topic_delegation (tenant_id, id, deal_id, person_id, topic, since, made_by)
            values (${tenantId}, ${randomUUID()}, ${deal.id}, ${values.pavel}, 'Logistics', ${values.now}, ${values.anna})`.execute(
    world.db,
  );
  await sql`insert into quiet_period (tenant_id, id, deal_id, contact_id, rule, since, made_by)
            values (${tenantId}, ${randomUUID()}, ${deal.id}, ${values.anna}, '44-FZ', ${values.now}, ${values.anna})`.execute(
    world.db,
  );
}
const incidents = (deal: Deal) =>
  rows(world.db, sql`select speaker_id as speaker, state from incident where deal_id = ${deal.id}::uuid`);
const lasting = async (deal: Deal) =>
  (
    await rows(
      world.db,
      sql`select id from topic_delegation where deal_id = ${deal.id}::uuid and until is null
          union all select id from quiet_period where deal_id = ${deal.id}::uuid and until is null`,
    )
  ).length;

const CONTACTS = [
  { name: "Elena Smirnova", address: "elena@steelworks.example", role: "economicBuyer" as const },
  { name: "Ivan", address: "ivan@steelworks.example", role: null },
];

describe("change of spokesperson", () => {
  let deal: Deal;
  beforeAll(async () => {
    deal = await newDeal(world, { name: "Passed on", contacts: CONTACTS });
    await openThings(deal);
  });

  test("what is open is shown before", async () => {
    expect(await as("anna.kern")(readHandOver, at(deal))).toMatchObject({
      openIncidents: 1,
      delegations: 1,
      rules: 1,
      meetings: 0,
      offers: 0,
    });
    expect(await refusal(as("stefan.brandt")(readHandOver, at(deal)))).toEqual({ code: "deal.not-yours" });
  });

  test("taken back within the minute, nothing follows: nobody is told, no note is drafted", async () => {
    const passed = await pass(deal, "pavel.orlov");
    await as("anna.kern")(undoHandOver, { ...at(deal), body: { version: passed.version } });
    await world.advance("PT3M");
    expect(await noteOf(deal)).toBeNull();
    expect(await news("pavel.orlov", "voicePassed")).toEqual([]);
  });

  test("a minute later open mail and quiet periods pass on, needless delegations end, and the team hears of it once", async () => {
    await pass(deal, "pavel.orlov");
    await world.advance("PT3M");
    expect(await incidents(deal)).toEqual([{ speaker: world.id("pavel.orlov"), state: "open" }]);
    expect(await lasting(deal)).toBe(1);
    const heard = () => news("stefan.brandt", "voicePassed");
    await expect
      .poll(heard, { timeout: 20_000 })
      .toEqual(["Павел Орлов speaks to the client now: Passed on"]);
    await world.advance("PT3M");
    expect(await heard()).toHaveLength(1);
    expect(await news("anna.kern", "voicePassed")).toEqual([]);
  });

  test("the note to the client waits for both, a changed word asks for both again, and signed it lies in the new voice's drafts", async () => {
    const note = await noteOf(deal);
    expect(note).toMatchObject({
      kind: "hand-over",
      language: "en",
      state: "open",
      to: [{ address: "elena@steelworks.example" }, { address: "ivan@steelworks.example" }],
      sender: { name: "Павел Орлов" },
      signers: [
        { person: { name: "Anna Kern" }, signedAt: null },
        { person: { name: "Павел Орлов" }, signedAt: null },
      ],
    });
    expect(note?.text).toContain("I take over from Anna Kern");
    const sign = (name: string, version: number) =>
      as(name)(signClientNote, { ...at(deal), body: { id: note?.id ?? "", version } });
    await sign("anna.kern", 1);
    expect(await refusal(sign("stefan.brandt", 1))).toEqual({ code: "deal.not-yours" });
    const words = { id: note?.id ?? "", version: 1, subject: "Your contact", text: "Hello,\n\n<b>Pavel</b>" };
    const written = await as("pavel.orlov")(writeClientNote, { ...at(deal), body: words });
    expect(written.note).toMatchObject({ version: 2, signers: [{ signedAt: null }, { signedAt: null }] });
    expect(await refusal(sign("pavel.orlov", 1))).toEqual({ code: "note.changed" });
    await Promise.all([sign("anna.kern", 2), sign("pavel.orlov", 2)]);
    await expect.poll(async () => (await noteOf(deal))?.state, { timeout: 20_000 }).toBe("drafted");
    const [draft, ...more] = await drafts("pavel.orlov");
    expect(more).toEqual([]);
    expect(draft).toMatchObject({ subject: "Your contact", isDraft: true });
    expect(String(draft?.["body"]?.["content"])).toContain("&lt;b&gt;Pavel&lt;/b&gt;");
    expect(await refusal(sign("anna.kern", 2))).toEqual({ code: "note.changed" });
    expect(await refusal(as("lukas.maier")(readClientNote, at(deal)))).toEqual({ code: "deal.unknown" });
  });

  test("of two changes within the minute the team hears of the last, and one note is drafted", async () => {
    const twice = await newDeal(world, { name: "Twice passed" });
    await pass(twice, "pavel.orlov");
    await pass(twice, "ivan.petrov");
    await world.advance("PT3M");
    const heard = async () =>
      (await news("stefan.brandt", "voicePassed")).filter((title) => /Twice/.test(title));
    await expect
      .poll(heard, { timeout: 20_000 })
      .toEqual(["Иван Петров speaks to the client now: Twice passed"]);
    const notes = await rows(world.db, sql`select id from client_note where deal_id = ${twice.id}::uuid`);
    expect(notes).toHaveLength(1);
  });

  test("a spokesperson who leaves the team passes on in the same way; a note nobody wants is put away", async () => {
    const left = await newDeal(world, { name: "Leaves" });
    const { version, seats } = await pass(left, "pavel.orlov");
    await world.advance("PT3M");
    const staying = seats
      .filter(({ person }) => person.id !== world.id("pavel.orlov"))
      .map(({ person, role }) => ({ personId: person.id, role, backupId: null }));
    await as("anna.kern")(editTeam, { ...at(left), body: { version, seats: staying } });
    await world.advance("PT3M");
    const note = await noteOf(left);
    expect(note).toMatchObject({
      sender: { name: "Anna Kern" },
      signers: [{ person: { name: "Anna Kern" } }],
    });
    const dropped = await as("anna.kern")(dropClientNote, {
      ...at(left),
      body: { id: note?.id ?? "", version: 1 },
    });
    expect(dropped.note?.state).toBe("dropped");
  });
});

describe("the end of a deal", () => {
  const close = async (deal: Deal, outcome: "won" | "lost") =>
    as("anna.kern")(closeDeal, { ...at(deal), body: { outcome, version: (await fresh(deal)).version } });

  test("open mail, delegations and quiet periods end, the team is told once, and thanks are drafted in the client's language", async () => {
    const contacts = [{ name: "Елена Смирнова", address: "elena@steelworks.example", role: null }];
    const deal = await newDeal(world, { name: "Завод", contacts });
    await openThings(deal);
    expect(await as("anna.kern")(readClosing, at(deal))).toMatchObject({
      delegations: 1,
      rules: 1,
      offers: 0,
    });
    await close(deal, "won");
    await world.advance("PT3M");
    expect(await incidents(deal)).toMatchObject([{ state: "dismissed" }]);
    expect(await lasting(deal)).toBe(0);
    await expect
      .poll(() => news("pavel.orlov", "dealOver"), { timeout: 20_000 })
      .toEqual(["The deal is over: Завод"]);
    const note = await noteOf(deal);
    expect(note).toMatchObject({ kind: "won", language: "ru", signers: [{ person: { name: "Anna Kern" } }] });
    expect(note?.text).toMatch(/^Здравствуйте!/);
  });

  test("reopened within the minute, all stays as it was", async () => {
    const deal = await newDeal(world, { name: "Not over" });
    await openThings(deal);
    const closed = await close(deal, "lost");
    await as("anna.kern")(reopenDeal, { ...at(deal), body: { version: closed.version } });
    await world.advance("PT3M");
    expect(await incidents(deal)).toMatchObject([{ state: "open" }]);
    expect(await lasting(deal)).toBe(2);
    expect(await noteOf(deal)).toBeNull();
  });

  test("a year after its end nothing is kept of its mail, and the deal itself stays", async () => {
    const deal = await newDeal(world, { name: "Long ago" });
    await openThings(deal);
    await close(deal, "lost");
    await world.advance("PT3M");
    await sql`update deal set closed_at = closed_at - interval '366 days' where id = ${deal.id}::uuid`.execute(
      world.db,
    );
    await world.advance("PT25H");
    await expect.poll(() => incidents(deal), { timeout: 20_000 }).toEqual([]);
    expect((await fresh(deal)).stage).toBe("lost");
  });
});

test("whoever sleeps when the voice passes on hears of it in their morning, and only if it still is so", async () => {
  // Afternoon in Berlin, evening in Novosibirsk, where Pavel is.
  const noon = world.now().toZonedDateTimeISO("UTC").startOfDay().add({ days: 1, hours: 13 }).toInstant();
  await world.advance(`PT${Math.ceil((noon.epochMilliseconds - world.now().epochMilliseconds) / 60_000)}M`);
  const [once, twice] = [
    await newDeal(world, { name: "Slept over" }),
    await newDeal(world, { name: "Slept twice" }),
  ];
  const heard = async (name: string) =>
    (await news(name, "voicePassed"))
      .filter((title) => /Slept/.test(title))
      .toSorted((one, other) => one.localeCompare(other));
  for (const deal of [once, twice]) await pass(deal, "ivan.petrov");
  await world.advance("PT2M");
  await expect.poll(async () => (await heard("stefan.brandt")).length, { timeout: 20_000 }).toBe(2);
  expect(await heard("pavel.orlov")).toEqual([]);
  await pass(twice, "anna.kern");
  await world.advance("PT2M");
  await world.advance("PT16H");
  await expect
    .poll(() => heard("pavel.orlov"), { timeout: 20_000 })
    .toEqual([
      "Anna Kern speaks to the client now: Slept twice",
      expect.stringMatching(/^Иван Петров .*Slept over$/),
    ]);
});
