import { afterAll, beforeAll, expect, test } from "vitest";
import { answerConversation, checkMessage } from "../../../src/contract/voice.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { CLIENT, clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await openDeal(world);
});
afterAll(() => world.close());

const check = (who: string, messageId: string) => world.as(who)(checkMessage, { body: { messageId } });

test("the panel shows the deal, who speaks, how the rule reads the mail, and who else has it", async () => {
  const mailId = await clientWrites(world, { to: ["pavel.orlov", "ivan.petrov"] });
  await world.quiet();
  const copy = await copyOf(world, "pavel.orlov", mailId);
  const { readings, sender, others } = await check("pavel.orlov", String(copy?.["id"]));
  expect(sender).toEqual({ name: "Viktor Volkov", address: "volkov@steelworks.example" });
  expect(others).toEqual(["Иван Петров"]);
  expect(readings).toMatchObject([
    {
      deal: { name: "Rolling mill", account: "Steelworks", stage: "proposal" },
      speaker: { person: { name: "Anna Kern" }, zone: "Europe/Berlin" },
      presence: expect.any(String),
      verdict: { kind: "bypass", direction: "from-client", reason: "left-out" },
      incident: { state: "open" },
    },
  ]);
});

test("a mail that nobody told us of is judged when its reader looks at it", async () => {
  await world.outside("POST", "/faults", { notifications: { kind: "drop" }, times: 1 });
  const mailId = await clientWrites(world, { subject: "Untold" });
  const copy = await copyOf(world, "pavel.orlov", mailId);
  expect((await check("pavel.orlov", String(copy?.["id"]))).readings[0]?.incident?.state).toBe("open");
  expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
});

test("ids that change on a move, and Outlook's own spelling of them, lead to the mail too", async () => {
  const mailId = await clientWrites(world, { subject: "Spelling" });
  await world.quiet();
  const filter = encodeURIComponent(`internetMessageId eq '${mailId}'`);
  const response = await fetch(
    `${world.sandbox.url}/v1.0/users/${world.id("pavel.orlov")}/messages?$filter=${filter}&$select=id`,
    { headers: { Authorization: `Bearer ${await appToken()}` } },
  );
  const { value } = (await response.json()) as { value: [{ id: string }] };
  const rest = value[0].id;
  expect(rest).not.toBe((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
  for (const id of [rest, rest.replaceAll("-", "/").replaceAll("_", "+")])
    expect((await check("pavel.orlov", id)).readings).toHaveLength(1);
});

async function appToken(): Promise<string> {
  const { clientId, clientSecret } = world.sandbox.app;
  const response = await fetch(`${world.sandbox.url}/${world.sandbox.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "https://graph.microsoft.com/.default",
    }),
  });
  return String(((await response.json()) as Json)["access_token"]);
}

test("a stranger is asked about, a colleague is not, and whoever looks like a client without being one is warned of", async () => {
  const read = async (from: string) => {
    const mailId = await clientWrites(world, { from, to: ["pavel.orlov"], subject: "Lunch" });
    await world.quiet();
    const { readings, sender, resembles } = await check(
      "pavel.orlov",
      String((await copyOf(world, "pavel.orlov", mailId))?.["id"]),
    );
    return [readings.length, sender?.address ?? null, resembles];
  };
  expect(await read("Olga <olga@consult.example>")).toEqual([0, "olga@consult.example", null]);
  expect(await read("Viktor <volkov@steelw0rks.example>")).toEqual([0, "volkov@steelw0rks.example", CLIENT]);
  expect(await read("Lukas Maier <lukas.maier@bergmann.example>")).toEqual([0, null, null]);
});

test("a mail of another mailbox, or of none, is not read", async () => {
  const mailId = await clientWrites(world);
  await world.quiet();
  const copy = await copyOf(world, "pavel.orlov", mailId);
  await expect(check("ivan.petrov", String(copy?.["id"]))).rejects.toMatchObject({ code: "mail.unreadable" });
  await expect(check("ivan.petrov", "nonsense")).rejects.toMatchObject({ code: "mail.unreadable" });
});

test("66 one client in two deals: the team says once which, and it is remembered for the conversation", async () => {
  const [mill, furnace] = [
    await openDeal(world, { domains: ["twice.example"], name: "Plate mill" }),
    await openDeal(world, { domains: ["twice.example"], name: "Arc furnace" }),
  ];
  const from = "Eve <eve@twice.example>";
  const first = await clientWrites(world, { from, subject: "A question" });
  await untilJudged(world, first, ["unclear which-deal", "unclear which-deal"]);
  const copy = await copyOf(world, "pavel.orlov", first);
  const about = (answer: "none" | { deal: string } | null) =>
    world.as("pavel.orlov")(answerConversation, { body: { messageId: String(copy?.["id"]), about: answer } });

  const { readings } = await about({ deal: mill.id });
  expect(readings.map(({ deal, verdict }) => [deal.name, verdict.kind])).toEqual([
    ["Plate mill", "bypass"],
    ["Arc furnace", "outside"],
  ]);
  // Mail is dated to the second, and the newest stands first.
  await world.advance("PT1M");
  const second = await clientWrites(world, {
    from,
    subject: "RE: A question",
    headers: { References: first },
  });
  await world.quiet();
  const open = (await incidentsOf(world, "anna.kern")).filter(({ client }) => client.name === "Eve");
  expect(open.map(({ dealName, subject }) => [dealName, subject])).toEqual([
    ["Plate mill", "RE: A question"],
    ["Plate mill", "A question"],
  ]);
  expect(await judged(world, second)).toEqual(["bypass left-out"]);

  await about("none");
  expect((await incidentsOf(world, "anna.kern")).filter(({ client }) => client.name === "Eve")).toEqual([]);
  await about(null);
  expect(
    (await check("pavel.orlov", String(copy?.["id"]))).readings.map(({ verdict }) => verdict.kind),
  ).toEqual(["unclear", "unclear"]);
  await expect(
    world.as("maria.lindner")(answerConversation, {
      body: { messageId: String(copy?.["id"]), about: { deal: furnace.id } },
    }),
  ).rejects.toMatchObject({ code: "deal.unknown" });
});

test("66 the subject tells which of two deals is meant", async () => {
  await openDeal(world, { domains: ["named.example"], name: "Coke oven" });
  await openDeal(world, { domains: ["named.example"], name: "Slab caster" });
  const mailId = await clientWrites(world, { from: "x@named.example", subject: "Coke oven: doors" });
  await untilJudged(world, mailId, ["bypass left-out"]);
});
