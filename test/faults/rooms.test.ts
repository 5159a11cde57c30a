import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { createDeal, handOverVoice } from "../../src/contract/deal-edits.ts";
import { importDeals } from "../../src/contract/deal-import.ts";
import { createRoom, undoRoom } from "../../src/contract/deal-rooms.ts";
import { type Deal, listDeals, readDeal } from "../../src/contract/deals.ts";
import { freePort, openRig, type Rig, rounds, type Server } from "./support/rig.ts";

const TEAM = `/teams/${KEY_ACCOUNTS_TEAM}`;

let rig: Rig;
let first: Server;
let second: Server;
beforeAll(async () => {
  rig = await openRig();
  [first, second] = await Promise.all([rig.start(), rig.start({ port: await freePort() })]);
});
afterAll(() => rig.close());

const as = (server: Server, name = "anna.kern") => rig.as(name, server.url);
const list = (reply: Record<string, unknown>) => reply["value"] as Record<string, unknown>[];

function newDeal(name: string, sensitivity: Deal["sensitivity"] = "private"): Promise<Deal> {
  return as(first)(createDeal, {
    body: {
      id: randomUUID(),
      ...{ name, account: "Steelworks", domains: ["steelworks.example"], value: null, stage: "proposal" },
      ...{ closeDate: "2030-05-29", tenderDate: null, contacts: [], sensitivity },
      seats: ["pavel.orlov", "ivan.petrov"].map((who) => ({
        personId: rig.id(who),
        role: "expert" as const,
      })),
    },
  });
}

const click = (server: Server, deal: Deal) => as(server)(createRoom, { params: { dealId: deal.id } });
const stateOf = async (server: Server, deal: Deal) =>
  (await as(server)(readDeal, { params: { dealId: deal.id } })).room.state;

/** Clicks until the room is whole: what only the person can do waits for their click. */
async function untilWhole(server: Server, deal: Deal): Promise<void> {
  const goOn = async () => {
    await click(server, deal);
    return stateOf(server, deal);
  };
  await expect.poll(goOn, { timeout: 70_000, interval: 500 }).toBe("ready");
}

/** All that the tenant holds of a deal's room; the deal's own name apart, which differs from room to room. */
async function tenantHolds({ id, name }: Deal): Promise<unknown> {
  const channels = list(await rig.graph("GET", `${TEAM}/channels`)).filter(({ description }) =>
    String(description).includes(id),
  );
  const held = await Promise.all(
    channels.map(async (channel) => {
      const place = `${TEAM}/channels/${String(channel["id"])}`;
      // In an open room everybody of the team is, and nobody is let in.
      const isOpen = channel["membershipType"] === "standard";
      const members = isOpen ? [] : list(await rig.graph("GET", `${place}/members`));
      return {
        name: channel["displayName"],
        members: members.map((one) => `${one["displayName"]} ${one["roles"]}`).toSorted(byText),
        tabs: list(await rig.graph("GET", `${place}/tabs`)).map(({ displayName }) => displayName),
        cards: list(await rig.graph("GET", `${place}/messages`, "anna.kern")).length,
      };
    }),
  );
  const plans = list(await rig.graph("GET", `/groups/${KEY_ACCOUNTS_TEAM}/planner/plans`)).filter(
    ({ title }) => title === name,
  );
  const tasks = await Promise.all(
    plans.map(async (plan) =>
      list(await rig.graph("GET", `/planner/plans/${String(plan["id"])}/tasks`)).map(({ title }) => title),
    ),
  );
  return JSON.parse(JSON.stringify({ held, tasks }).replaceAll(name, "Room"));
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}

describe("two servers on one database", () => {
  test("24 ten clicks on both at the same moment make one channel, one tab, one plan and one card", async () => {
    const deal = await newDeal("Both at once");
    await Promise.all(Array.from({ length: 10 }, (_, n) => click(n % 2 === 0 ? first : second, deal)));
    await untilWhole(second, deal);
    expect(await tenantHolds(deal)).toMatchObject({
      held: [{ name: "Room", tabs: ["One Voice"], cards: 1 }],
      tasks: [["Close the deal"]],
    });
  });

  test("of two who pass the voice on at the same moment one does, and one person speaks", async () => {
    const deal = await newDeal("Two voices");
    const pass = (server: Server, to: string) =>
      as(server)(handOverVoice, {
        params: { dealId: deal.id },
        body: { personId: rig.id(to), version: deal.version },
      });
    const ends = await Promise.allSettled([pass(first, "pavel.orlov"), pass(second, "ivan.petrov")]);
    expect(ends.map(({ status }) => status).toSorted(byText)).toEqual(["fulfilled", "rejected"]);
    const lost = ends.find((end) => end.status === "rejected");
    expect(lost?.reason).toMatchObject({ code: "deal.changed" });
    const query = "select 1 from voice_turn where deal_id = $1 and until is null";
    expect(await rig.query(query, [deal.id])).toHaveLength(1);
    expect(await rig.query("select 1 from turnover where deal_id = $1", [deal.id])).toHaveLength(1);
  });

  test("one table imported through both at once makes each deal once", async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({
      line: n + 2,
      cells: [`crm-${n}`, `Import ${n}`, "Client", "client.example"],
    }));
    const body = {
      columns: ["externalId", "name", "account", "domains"] as (
        | "externalId"
        | "name"
        | "account"
        | "domains"
      )[],
      ...{ rows, currency: "EUR", dayFirst: null },
    };
    const both = await Promise.all([as(first)(importDeals, { body }), as(second)(importDeals, { body })]);
    const made = both.flatMap((reply) => reply.rows.filter(({ state }) => state === "new"));
    expect(made).toHaveLength(40);
    const { deals } = await as(second)(listDeals, { query: { search: "Import " } });
    expect(deals).toHaveLength(40);
  });
});

describe("2 killed in the middle of making a room, another server ends it the same", () => {
  type Kind = "private" | "standard";
  const steps: readonly [string, object, RegExp, Kind?][] = [
    ["while Teams made the channel", { method: "POST", url: "/channels$" }, /POST .*\/channels$/],
    ["while our tab was pinned", { method: "POST", url: "/tabs$" }, /POST .*\/tabs$/],
    ["while members were let in", { method: "POST", url: "/channels/[^/]+/members$" }, /POST .*\/members$/],
    // Teams builds the files of a private channel later than a test waits.
    ["while a folder was made", { method: "POST", url: "/children$" }, /POST .*\/children$/, "standard"],
    ["while the plan was made", { method: "POST", url: "/planner/plans$" }, /POST .*\/planner\/plans$/],
    ["while the plan got its tasks", { method: "POST", url: "/planner/tasks$" }, /POST .*\/planner\/tasks$/],
    ["while the card was posted", { method: "POST", url: "/messages$" }, /POST .*\/messages$/],
  ];
  const tried = steps.slice(0, rounds(1, steps.length));

  test.each(tried)("%s", async (story, match, seen, kind = "private") => {
    const reference = await newDeal(`Reference ${story}`, kind);
    await untilWhole(second, reference);
    const deal = await newDeal(`Killed ${story}`, kind);
    const since = Number((await rig.outside("GET", "/requests"))["last"]);
    // The work is done in Teams, the reply never comes: the kill meets the server while it waits.
    await rig.outside("POST", "/faults", { match, dropReply: true, latencyMs: 3_000, times: 1 });
    const clicked = click(first, deal).catch(() => null);
    const wasAsked = async () => {
      const requests = list(await rig.outside("GET", `/requests?since=${since}`));
      return requests.some(({ method, url }) => seen.test(`${method} ${url}`));
    };
    await expect.poll(wasAsked, { timeout: 20_000, interval: 20 }).toBe(true);
    await first.program.stop("SIGKILL");
    await clicked;
    await rig.outside("DELETE", "/faults");
    await untilWhole(second, deal);
    expect(await tenantHolds(deal)).toEqual(await tenantHolds(reference));
    first = await rig.start();
  });
});

test("2 killed in the middle of taking a room back, another server ends it, and nothing of the room is left", async () => {
  const deal = await newDeal("Killed on the way back");
  const refused = { match: { method: "POST", url: "/messages$" }, status: 403, code: "Forbidden" };
  await rig.outside("POST", "/faults", refused);
  const tried = async () => {
    await click(second, deal);
    return stateOf(second, deal);
  };
  await expect.poll(tried, { timeout: 70_000, interval: 500 }).toBe("stuck");
  await rig.outside("DELETE", "/faults");
  const since = Number((await rig.outside("GET", "/requests"))["last"]);
  // The plan is taken away in Planner, the reply never comes: the kill meets the server while it waits.
  const match = { method: "DELETE", url: "/planner/plans/" };
  await rig.outside("POST", "/faults", { match, dropReply: true, latencyMs: 3_000, times: 1 });
  const asked = as(first)(undoRoom, { params: { dealId: deal.id } }).catch(() => null);
  const wasAsked = async () =>
    list(await rig.outside("GET", `/requests?since=${since}`)).some(({ method }) => method === "DELETE");
  await expect.poll(wasAsked, { timeout: 20_000, interval: 20 }).toBe(true);
  await first.program.stop("SIGKILL");
  await asked;
  await rig.outside("DELETE", "/faults");
  await expect.poll(() => stateOf(second, deal), { timeout: 70_000, interval: 500 }).toBe("none");
  expect(await tenantHolds(deal)).toEqual({ held: [], tasks: [] });
  first = await rig.start();
});
