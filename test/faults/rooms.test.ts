import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { createDeal, handOverVoice } from "../../src/contract/deal-edits.ts";
import { importDeals } from "../../src/contract/deal-import.ts";
import { createRoom, undoRoom } from "../../src/contract/deal-rooms.ts";
import { type Deal, listDeals, readDeal } from "../../src/contract/deals.ts";
import { freePort, openRig, type Rig, rounds, type Server } from "./support/rig.ts";
import { byText, listOf, roomIn } from "./support/room-in-tenant.ts";

let rig: Rig;
let first: Server;
let second: Server;
beforeAll(async () => {
  rig = await openRig();
  [first, second] = await Promise.all([rig.start(), rig.start({ port: await freePort() })]);
});
afterAll(() => rig.close());

const as = (server: Server, name = "anna.kern") => rig.as(name, server.url);

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

/** Presses "Create room", in a team of its own where one is named. */
const click = (server: Server, deal: Deal, team?: "own") =>
  as(server)(createRoom, { params: { dealId: deal.id }, ...(team && { body: { team } }) });
const stateOf = async (server: Server, deal: Deal) =>
  (await as(server)(readDeal, { params: { dealId: deal.id } })).room.state;

/** Clicks until the room is whole: what only the person can do waits for their click. */
async function untilWhole(server: Server, deal: Deal, team?: "own"): Promise<void> {
  const goOn = async () => {
    await click(server, deal, team);
    return stateOf(server, deal);
  };
  await expect.poll(goOn, { timeout: 110_000, interval: 500 }).toBe("ready");
}

const tenantHolds = (deal: Deal) => roomIn(rig, deal);

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
  type Step = {
    story: string;
    url: string;
    kind?: Deal["sensitivity"];
    team?: "own";
    before?: () => Promise<void>;
  };
  const steps: readonly Step[] = [
    { story: "while Teams made the channel", url: "/channels$" },
    { story: "while our tab was pinned", url: "/tabs$" },
    { story: "while members were let in", url: "/channels/[^/]+/members$" },
    // Teams builds the files of a private channel later than a test waits.
    { story: "while a folder was made", url: "/children$", kind: "standard" },
    { story: "while the plan was made", url: "/planner/plans$" },
    { story: "while the plan got its tasks", url: "/planner/tasks$" },
    { story: "while the card was posted", url: "/messages$" },
    { story: "while the app was put into the team", url: "/teams/[^/]+/installedApps$", before: takeAppOut },
    { story: "while Teams made its team", url: "/teams$", kind: "standard", team: "own" },
  ];
  const tried = steps.slice(0, rounds(1, steps.length));

  test.each(tried)(
    "$story",
    async ({ story, url, kind = "private", team, before }) => {
      const reference = await newDeal(`Reference ${story}`, kind);
      await untilWhole(second, reference, team);
      const expected = await tenantHolds(reference);
      const deal = await newDeal(`Killed ${story}`, kind);
      await before?.();
      const since = Number((await rig.outside("GET", "/requests"))["last"]);
      // The work is done in Teams, the reply never comes: the kill meets the server while it waits.
      const match = { method: "POST", url };
      await rig.outside("POST", "/faults", { match, dropReply: true, latencyMs: 3_000, times: 1 });
      const clicked = click(first, deal, team).catch(() => null);
      const wasAsked = async () => {
        const requests = listOf(await rig.outside("GET", `/requests?since=${since}`));
        return requests.some((one) => one["method"] === "POST" && new RegExp(url).test(String(one["url"])));
      };
      await expect.poll(wasAsked, { timeout: 20_000, interval: 100 }).toBe(true);
      await first.program.stop("SIGKILL");
      await clicked;
      await rig.outside("DELETE", "/faults");
      await untilWhole(second, deal, team);
      expect(await tenantHolds(deal)).toEqual(expected);
      first = await rig.start();
    },
    240_000,
  );
});

/** Takes our app out of the team of the rooms. */
async function takeAppOut(): Promise<void> {
  const apps = `/teams/${KEY_ACCOUNTS_TEAM}/installedApps`;
  const ours = async () => {
    const all = listOf(await rig.graph("GET", `${apps}?$expand=teamsApp`));
    return all.find(({ teamsApp }) => (teamsApp as { displayName: string }).displayName === "One Voice");
  };
  // What the product itself may not.
  const right = { application: ["TeamsAppInstallation.ReadWriteForTeam.All"] };
  await rig.outside("POST", "/consent", { action: "grant", ...right });
  await rig.graph("DELETE", `${apps}/${String((await ours())?.["id"])}`);
  await rig.outside("POST", "/consent", { action: "revoke", ...right });
  expect(await ours()).toBeUndefined();
}

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
    listOf(await rig.outside("GET", `/requests?since=${since}`)).some(({ method }) => method === "DELETE");
  await expect.poll(wasAsked, { timeout: 20_000, interval: 100 }).toBe(true);
  await first.program.stop("SIGKILL");
  await asked;
  await rig.outside("DELETE", "/faults");
  await expect.poll(() => stateOf(second, deal), { timeout: 70_000, interval: 500 }).toBe("none");
  expect(await tenantHolds(deal)).toEqual({ held: [], tasks: [], apps: [] });
  first = await rig.start();
});
