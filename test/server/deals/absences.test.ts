import { afterAll, beforeAll, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { createDeal, editDeal } from "../../../src/contract/deal-edits.ts";
import { type Deal, readDeal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { dealBody, newDeal } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

const read = (deal: Deal) => world.as("anna.kern")(readDeal, { params: { dealId: deal.id } });
const away = async (deal: Deal) =>
  ((await read(deal)).warnings ?? []).flatMap((warning) =>
    warning.kind === "away"
      ? [
          `${warning.person.name} ${warning.from} ${warning.to} ${warning.clashes.join("+")} ${warning.backup?.name}`,
        ]
      : [],
  );
const days = { tenderDate: "2026-04-03", closeDate: "2026-04-20" };
const at = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone: "Asia/Novosibirsk" });

test("the expert's vacation is seen the day the team is formed, with who could stand in", async () => {
  await world.outside("PUT", `/users/${world.id("elena.sokolova")}/automaticReplies`, {
    status: "scheduled",
    scheduledStartDateTime: at("2026-04-01"),
    scheduledEndDateTime: at("2026-04-11"),
  });
  const deal = await newDeal(world, {
    ...days,
    stage: "qualified",
    seats: [
      { personId: world.id("elena.sokolova"), role: "expert" },
      { personId: world.id("mikhail.lebedev"), role: "expert" },
    ],
  });
  await expect
    .poll(() => away(deal), { timeout: 20_000 })
    .toEqual(["Елена Соколова 2026-04-01 2026-04-10 tender Михаил Лебедев"]);
});

test("a day out of office in the calendar counts, an errand does not, and a later look finds new ones", async () => {
  const deal = await newDeal(world, {
    ...days,
    seats: [{ personId: world.id("ivan.petrov"), role: "expert" }],
  });
  await world.graph("POST", `/users/${world.id("ivan.petrov")}/events`, {
    subject: "Dentist",
    showAs: "oof",
    start: { dateTime: "2026-04-03T10:00:00", timeZone: "Asia/Novosibirsk" },
    end: { dateTime: "2026-04-03T12:00:00", timeZone: "Asia/Novosibirsk" },
  });
  await world.graph("POST", `/users/${world.id("ivan.petrov")}/events`, {
    subject: "Отпуск",
    showAs: "oof",
    isAllDay: true,
    start: at("2026-04-18"),
    end: at("2026-04-28"),
  });
  await world.outside("POST", "/clock", { advance: "PT5H" });
  await world.app.turn();
  await expect
    .poll(() => away(deal), { timeout: 20_000 })
    .toEqual(["Иван Петров 2026-04-18 2026-04-27 close undefined"]);
});

test("a mailbox that cannot be read takes away nothing that was known", async () => {
  await world.outside("PUT", `/users/${world.id("maria.lindner")}/automaticReplies`, {
    status: "scheduled",
    scheduledStartDateTime: at("2026-04-02"),
    scheduledEndDateTime: at("2026-04-05"),
  });
  const seats = [{ personId: world.id("maria.lindner"), role: "legal" as const }];
  const deal = await world.as("anna.kern")(createDeal, { body: dealBody({ ...days, seats }) });
  await expect.poll(() => away(deal), { timeout: 20_000 }).toHaveLength(1);
  const known = await away(deal);
  await world.outside("POST", "/faults", {
    match: { url: "mailboxSettings" },
    status: 403,
    code: "ErrorAccessDenied",
  });
  const since = Number((await world.outside("GET", "/requests?since=0"))["last"]);
  const { version, name, account, domains, value } = deal;
  await world.as("anna.kern")(editDeal, {
    params: { dealId: deal.id },
    body: { version, name, account, domains, value, ...days, stage: "lead", contacts: [] },
  });
  const asked = async () => {
    const { value: requests } = (await world.outside("GET", `/requests?since=${since}`)) as unknown as {
      value: { url: string }[];
    };
    return requests.some(
      ({ url }) => url.includes(world.id("maria.lindner")) && url.includes("automaticReplies"),
    );
  };
  await expect.poll(asked, { timeout: 20_000 }).toBe(true);
  expect(await away(deal)).toEqual(known);
  await world.outside("DELETE", "/faults");
});

test("whoever speaks for a deal without dates is looked at, too, so that their deputy is known; each once, however many deals", async () => {
  const seats = [{ personId: world.id("felix.otto"), role: "expert" as const }];
  const first = await newDeal(world, { seats, tenderDate: null, closeDate: null });
  await newDeal(world, { seats, tenderDate: null, closeDate: null });
  await sql`update deal_seat set backup_id = ${world.id("felix.otto")}
             where deal_id = ${first.id}::uuid and person_id = ${world.id("anna.kern")}`.execute(world.db);
  const known = () =>
    rows(world.db, sql`select 1 from away where person_id = ${world.id("anna.kern")} and source = 'replies'`);
  expect(await known()).toEqual([]);
  await world.outside("PUT", `/users/${world.id("anna.kern")}/automaticReplies`, { status: "alwaysEnabled" });
  const since = Number((await world.outside("GET", "/requests?since=0"))["last"]);
  await world.advance("PT4H");
  await expect.poll(async () => (await known()).length, { timeout: 20_000 }).toBe(1);
  await world.quiet();
  const { value } = (await world.outside("GET", `/requests?since=${since}`)) as unknown as {
    value: { url: string; status: number }[];
  };
  const asked = (part: string) => value.filter(({ url, status }) => url.includes(part) && status === 200);
  expect(asked(`${world.id("anna.kern")}/mailboxSettings?$select=automaticRepliesSetting`)).toHaveLength(1);
  // All calendars of the house within 61 days are one question.
  expect(asked("getSchedule").length).toBe(1);
});
