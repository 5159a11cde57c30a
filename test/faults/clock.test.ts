import { decodeJwt } from "jose";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { clientWrites, effectsOf, openWatchedDeal } from "./support/deal.ts";
import { openRig, type Rig } from "./support/rig.ts";

// The server is a program of its own and goes by the machine's clock; Microsoft's is put beside it, which is the same as the
// server's being wrong.
let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
  await rig.start();
  await openWatchedDeal(rig);
  // Mails of ten minutes ago are to come after the beginning of the deal, not before it.
  const beginnings = [
    ["voice_turn", "since"],
    ["mail_history", "begun_at"],
    ["client_name", "since"],
  ];
  for (const [table, at] of beginnings)
    await rig.query(`update ${table} set ${at} = ${at} - interval '3 hours'`);
});
afterAll(() => rig.close());
afterEach(() => microsoftAt(0));

/** Puts Microsoft's clock so many minutes beside the server's. */
async function microsoftAt(minutes: number): Promise<void> {
  await rig.outside("POST", "/clock", {
    set: Temporal.Now.instant()
      .add({ seconds: minutes * 60 })
      .toString(),
  });
}

/** Anna's access token for the product, given out by Microsoft's clock. */
async function token(): Promise<string> {
  const { tenantId, url, app } = rig.sandbox;
  const body = new URLSearchParams({
    ...{ grant_type: "password", username: "anna.kern@bergmann.example", password: "any" },
    ...{ client_id: app.clientId, client_secret: app.clientSecret, scope: `${app.appIdUri}/access_as_user` },
  });
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** What the server answers to that token: "welcome", or the code that it refuses with. */
async function answerTo(bearer: string): Promise<string> {
  const response = await fetch(`${rig.url}/api/session`, { headers: { Authorization: `Bearer ${bearer}` } });
  if (response.ok) return "welcome";
  return ((await response.json()) as { problem: { code: string } }).problem.code;
}

test.each([
  [0, "welcome"],
  [4, "welcome"],
  [-4, "welcome"],
  [-10, "welcome"], // given out ten minutes ago: good for another hour
  [6, "auth.invalid"],
  [10, "auth.invalid"], // good from ten minutes from now on
])(
  "16 with Microsoft's clock %i minutes beside the server's, who signs in is answered %s",
  async (minutes, answer) => {
    await microsoftAt(minutes);
    expect(await answerTo(await token())).toBe(answer);
  },
);

test("16 a token is taken until five minutes after its end by the server's clock, and not after that", async () => {
  // Tokens live from 60 to 90 minutes: of those given out 80 minutes ago some ended just now.
  await microsoftAt(-80);
  const answers = new Map<number, string>();
  const isEnough = () =>
    [...answers.values()].includes("auth.expired") && [...answers.values()].includes("welcome");
  for (let tries = 0; tries < 400 && !(isEnough() && answers.size > 6); tries++) {
    const bearer = await token();
    const over = Date.now() / 1000 - (decodeJwt(bearer).exp ?? 0);
    // Within some seconds of the bound the pace of the machine would decide.
    if (over > 60 && over < 600 && Math.abs(over - 300) > 20) answers.set(over, await answerTo(bearer));
  }
  expect(isEnough()).toBe(true);
  for (const [over, answer] of answers)
    expect(answer, `${over} s`).toBe(over < 300 ? "welcome" : "auth.expired");
});

test("16 with Microsoft's clock ten minutes ahead or behind, each mail is flagged and told once", async () => {
  const mails: string[] = [];
  for (const minutes of [-10, 10]) {
    await microsoftAt(minutes);
    mails.push(await clientWrites(rig, `Beside by ${minutes}`));
    const flagged = { incidents: 1, marks: 1, told: mails.length };
    await expect
      .poll(() => effectsOf(rig, mails.at(-1) ?? ""), { timeout: 30_000, interval: 300 })
      .toEqual(flagged);
  }
});
