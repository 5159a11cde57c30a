import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Rig } from "./rig.ts";

/** A deal of Anna's with Pavel and Ivan, whose mailboxes are watched when this resolves. Its id. */
export async function openWatchedDeal(rig: Rig): Promise<string> {
  const id = randomUUID();
  await rig.as("anna.kern")(createDeal, {
    body: {
      id,
      name: "Rolling mill",
      account: "Steelworks",
      domains: ["steelworks.example"],
      value: null,
      stage: "proposal",
      closeDate: null,
      tenderDate: null,
      sensitivity: "standard",
      seats: ["pavel.orlov", "ivan.petrov"].map((name) => ({
        personId: rig.id(name),
        role: "expert" as const,
      })),
      contacts: [],
    },
  });
  const wanted =
    "select 1 from watch where subject = 'mail' and expires_at is not null and leased_until is null";
  const untilWatched = async () => {
    if ((await rig.query(wanted)).length < 3) throw new Error("Not every mailbox is watched");
  };
  await vi.waitFor(untilWatched, { timeout: 30_000, interval: 100 });
  // Mails are dated by the second: one of the same second would be older than the turn.
  await rig.query("update voice_turn set since = since - interval '1 minute'");
  await keepAwake(rig);
  return id;
}

/** The rig's clock is the machine's, and tests run at night, too: people work round the clock, so that news do not wait. */
async function keepAwake(rig: Rig): Promise<void> {
  const hours = { zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], start: "00:00", end: "23:59:59.999" };
  await rig.query(
    `insert into digest_plan (tenant_id, person_id, hours, read_at)
     select tenant_id, id, $1::jsonb, now() from person
     on conflict (tenant_id, person_id)
       do update set hours = excluded.hours, country = null, read_at = excluded.read_at`,
    [JSON.stringify(hours)],
  );
}

/** A client's mail past the spokesperson. Its Message-ID. */
export async function clientWrites(rig: Rig, subject = "Price"): Promise<string> {
  const mailId = `<${randomUUID()}@steelworks.example>`;
  const lines = [
    `Message-ID: ${mailId}`,
    `Date: ${new Date(rig.sandbox.clock.now().epochMilliseconds).toUTCString()}`,
    "From: Viktor Volkov <volkov@steelworks.example>",
    "To: pavel.orlov@bergmann.example",
    `Subject: ${subject}`,
    "",
    "How much?",
  ];
  await rig.outside("POST", "/mail", lines.join("\r\n"));
  return mailId;
}

/** What a mail led to: incidents, marks on the copy, lines in the spokesperson's feed. Each should be 1, once all is done. */
export async function effectsOf(
  rig: Rig,
  mailId: string,
): Promise<{ incidents: number; marks: number; told: number }> {
  const incidents = await rig.query<{ told: boolean }>(
    "select told_at is not null as told from incident where internet_message_id = $1",
    [mailId],
  );
  const filter = encodeURIComponent(`internetMessageId eq '${mailId}'`);
  const found = await rig.graph(
    "GET",
    `/users/${rig.id("pavel.orlov")}/messages?$filter=${filter}&$select=categories`,
  );
  const [copy] = found["value"] as { categories: string[] }[];
  const feed = await rig.outside("GET", `/users/${rig.id("anna.kern")}/activityFeed`);
  const lines = (feed["value"] as { activityType: string }[]).filter(
    ({ activityType }) => activityType === "clientMailAround",
  );
  return {
    incidents: incidents.length,
    marks: copy?.categories.length ?? 0,
    // A line counts once we know that it was told; before, a kill may still replace it.
    told: incidents.every(({ told }) => told) ? lines.length : 0,
  };
}
