import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { createDatabase } from "../support/databases.ts";
import { type Program, runProgram } from "../support/program.ts";

/** The product as `npm start` runs it, on its own tenant with a clock that can be moved, and on a real PostgreSQL. */
let made: Awaited<ReturnType<typeof createDatabase>>;
let program: Program;
let database: pg.Pool;
let sandboxUrl: string;
beforeAll(async () => {
  made = await createDatabase(inject("postgresUrl"));
  const env = { PORT: "0", SANDBOX_PORT: "0", DATABASE_URL: made.url };
  program = runProgram("server/main.ts", { env });
  const [, url] = await program.says(/The sandbox tenant\s+(http:\S+)/);
  sandboxUrl = String(url);
  database = new pg.Pool({ connectionString: made.url, max: 2 });
  await vi.waitFor(untilWatched, { timeout: 60_000, interval: 200 });
  // The clock is moved far into Pavel's evening, in which nothing would be told him.
  const hours = { zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], start: "00:00", end: "23:59:59.999" };
  await database.query(
    `insert into digest_plan (tenant_id, person_id, hours, read_at)
     select tenant_id, id, $1::jsonb, $2 from person
     on conflict (tenant_id, person_id)
       do update set hours = excluded.hours, country = null, read_at = excluded.read_at`,
    [JSON.stringify(hours), (await outside("GET", "/clock"))["now"]],
  );
});
afterAll(async () => {
  await database.end();
  await program.stop();
  await made.drop();
});
beforeEach(() => outside("DELETE", "/faults"));

async function untilWatched(): Promise<void> {
  const { rows } = await database.query(`select 1 from watch where subject = 'mail' and expires_at is null
    union all select 1 from mail_history where ended_at is null`);
  const { rowCount } = await database.query("select 1 from watch");
  if (rows.length > 0 || !rowCount) throw new Error("Not every mailbox is watched and read");
}

async function outside(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const isMail = typeof body === "string";
  const response = await fetch(`${sandboxUrl}/_outside${path}`, {
    method,
    headers: { "Content-Type": isMail ? "message/rfc822" : "application/json" },
    ...(body !== undefined && { body: isMail ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

const fault = (body: object) => outside("POST", "/faults", body);
const advance = (by: string) => outside("POST", "/clock", { advance: by });

/** Sarah of Northern Rail writes to two of ours and leaves Pavel out, who speaks. */
async function sarahWrites(): Promise<string> {
  const mailId = `<${randomUUID()}@northern-rail.example>`;
  const { now } = await outside("GET", "/clock");
  const lines = [
    `Message-ID: ${mailId}`,
    `Date: ${new Date(String(now)).toUTCString()}`,
    "From: Sarah Cole <sarah.cole@northern-rail.example>",
    "To: sophie.albrecht@bergmann.example, clara.neumann@bergmann.example",
    "Subject: Points",
    "",
    "When?",
  ];
  await outside("POST", "/mail", lines.join("\r\n"));
  return mailId;
}

/** How often a mail was judged, flagged, marked in mailboxes and told of. */
async function flags(mailId: string): Promise<Record<string, number>> {
  const { rows } = await database.query(
    `select (select count(*)::int from judgement where internet_message_id = $1) as judged,
            (select count(*)::int from incident where internet_message_id = $1) as incidents,
            (select count(*)::int from incident_copy c join incident i on i.id = c.incident_id
               where internet_message_id = $1 and marked_at is not null) as marked,
            (select count(*)::int from incident where internet_message_id = $1 and told_at is not null) as told`,
    [mailId],
  );
  return rows[0];
}

const ONCE = { judged: 1, incidents: 1, marked: 2, told: 1 };
const untilFlagged = (mailId: string) =>
  expect.poll(() => flags(mailId), { timeout: 30_000, interval: 200 }).toEqual(ONCE);

/** Jobs and arrivals that are left to do now. */
async function untilIdle(): Promise<void> {
  const left = () =>
    database.query(`select 1 from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()
      union all select 1 from intake where done_at is null and dead_at is null and due_at <= now()`);
  await expect.poll(async () => (await left()).rows.length, { timeout: 60_000, interval: 200 }).toBe(0);
}

test("9 told again and again, a mail is flagged once", async () => {
  await fault({ notifications: { kind: "double" } });
  const mailId = await sarahWrites();
  await untilFlagged(mailId);
  await untilIdle();
  expect(await flags(mailId)).toEqual(ONCE);
});

test("10 told in another order, mails are flagged as in order", async () => {
  await fault({ notifications: { kind: "reorder" }, share: 0.5 });
  const mails = [await sarahWrites(), await sarahWrites(), await sarahWrites()];
  await advance("PT2M");
  for (const mailId of mails) await untilFlagged(mailId);
});

test("11 told four hours late, after a sweep found it, a mail is not flagged again", async () => {
  await fault({ notifications: { kind: "late", lateSeconds: 4 * 3600 } });
  const mailId = await sarahWrites();
  await outside("DELETE", "/faults");
  await advance("PT16M");
  await untilFlagged(mailId);
  await advance("PT4H");
  await untilIdle();
  expect(await flags(mailId)).toEqual(ONCE);
});

test("12 with every fifth notification lost, all mail is found within fifteen minutes", async () => {
  await fault({ notifications: { kind: "drop" }, share: 0.2 });
  const mails: string[] = [];
  for (let n = 0; n < 10; n++) mails.push(await sarahWrites());
  await outside("DELETE", "/faults");
  await advance("PT15M");
  for (const mailId of mails) await untilFlagged(mailId);
});

test.each(["missed", "subscriptionRemoved"])("13 after %s, what was not told is found", async (event) => {
  await fault({ notifications: { kind: "drop" } });
  const mailId = await sarahWrites();
  await outside("DELETE", "/faults");
  await outside("POST", "/subscriptions/all/lifecycle", { event });
  await untilFlagged(mailId);
  await vi.waitFor(untilWatched, { timeout: 30_000, interval: 200 });
  await untilFlagged(await sarahWrites());
});

test("13 asked to authorize again, the server does, and goes on hearing", async () => {
  await outside("POST", "/subscriptions/all/lifecycle", { event: "reauthorizationRequired" });
  await untilIdle();
  await untilFlagged(await sarahWrites());
});

test("15 after its delta links ran out, mailboxes are read anew, and nothing is flagged twice", async () => {
  const before = await sarahWrites();
  await untilFlagged(before);
  await fault({ notifications: { kind: "drop" } });
  const between = await sarahWrites();
  await outside("POST", "/deltaTokens/expire");
  await advance("PT15M");
  await untilFlagged(between);
  await untilIdle();
  expect(await flags(before)).toEqual(ONCE);
});

test("6 throttled for a while, the server waits as it is asked to, and everything is done in the end", async () => {
  await fault({ match: { url: "/messages/" }, status: 429, retryAfter: 1, times: 6 });
  await untilFlagged(await sarahWrites());
});

test.each([
  ["out of service", { status: 503 }],
  ["losing its answers", { dropReply: true }],
  ["cutting its answers off", { cutBody: true }],
])("7 with Graph %s for a moment, each mail is marked and told of once", async (_story, wrong) => {
  await fault({ match: { url: "/users/" }, times: 3, ...wrong });
  const mailId = await sarahWrites();
  await untilFlagged(mailId);
  await untilIdle();
  expect(await flags(mailId)).toEqual(ONCE);
});

test("18 a mail that cannot be read is given up after five tries, and holds no other up", async () => {
  const { value } = (await outside("GET", "/users")) as {
    value: { id: string; userPrincipalName: string }[];
  };
  const clara = value.find(({ userPrincipalName }) => userPrincipalName.startsWith("clara.neumann"));
  await fault({ match: { url: `${clara?.id}/messages/.*internetMessageHeaders` }, status: 418 });
  const mailId = await sarahWrites();
  await expect
    .poll(() => flags(mailId), { timeout: 30_000, interval: 200 })
    .toMatchObject({ judged: 1, incidents: 1, told: 1 });
  const given = async () => {
    // Its waits go by the database's clock, which no test can move: what waits is made due instead.
    await database.query("update intake set due_at = now() where done_at is null and dead_at is null");
    return (await database.query("select attempts from intake where dead_at is not null")).rows;
  };
  await expect.poll(given, { timeout: 30_000, interval: 200 }).toEqual([{ attempts: 5 }]);
});
