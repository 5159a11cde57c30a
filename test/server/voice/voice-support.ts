import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { type Incident, listIncidents } from "../../../src/contract/voice.ts";
import type { Json, World } from "../../support/world.ts";

/** The domain of the client of `openDeal`. */
export const CLIENT = "steelworks.example";

type DealOptions = { lead?: string; team?: string[]; name?: string; domains?: string[]; contacts?: string[] };

/** A deal with Anna Kern as account manager and first spokesperson, and Pavel Orlov and Ivan Petrov in the team. */
export async function openDeal(world: World, options: DealOptions = {}): Promise<Deal> {
  const { lead = "anna.kern", team = ["pavel.orlov", "ivan.petrov"], name = "Rolling mill" } = options;
  const deal = await world.as(lead)(createDeal, {
    body: {
      id: randomUUID(),
      name,
      account: "Steelworks",
      domains: options.domains ?? [CLIENT],
      value: null,
      stage: "proposal",
      closeDate: null,
      tenderDate: null,
      sensitivity: "standard",
      seats: team.map((each) => ({ personId: world.id(each), role: "expert" as const })),
      contacts: (options.contacts ?? []).map((address) => ({ name: address, address, role: null })),
    },
  });
  await world.quiet();
  // Mails are dated by the second: one of the same second would be older than the turn.
  await world.outside("POST", "/clock", { advance: "PT1S" });
  return deal;
}

/** Lets people of ours work round the clock, so that they are told everything at once, whenever a test takes place. */
export async function keepAwake(world: World, names: readonly string[]): Promise<void> {
  for (const name of names)
    await world.graph("PATCH", `/users/${world.id(name)}/mailboxSettings`, {
      workingHours: {
        daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        startTime: "00:00:00.0000000",
        endTime: "23:59:59.0000000",
        timeZone: { name: "UTC" },
      },
    });
}

type MailOptions = {
  from?: string;
  to?: string[];
  cc?: string[];
  subject?: string;
  headers?: Record<string, string>;
  id?: string;
  /** Recipients of the envelope, where they are others than To and Cc: hidden copies. */
  deliverTo?: string[];
};

/** A mail as a client's server hands it over; `to` and `cc` may be names of ours. Returns its Message-ID. */
export async function clientWrites(world: World, options: MailOptions = {}): Promise<string> {
  const id = options.id ?? `<${randomUUID()}@${CLIENT}>`;
  const raw = letter(world, { ...options, id });
  const query = options.deliverTo ? `?to=${options.deliverTo.map(address).join(",")}` : "";
  await world.outside("POST", `/mail${query}`, raw);
  return id;
}

/** The text of a mail. */
export function letter(world: World, options: MailOptions & { id: string }): string {
  const { from = `Viktor Volkov <volkov@${CLIENT}>`, to = ["pavel.orlov"], cc = [], id } = options;
  const lines = {
    "Message-ID": id,
    Date: new Date(world.now().epochMilliseconds).toUTCString(),
    From: from,
    To: to.map(address).join(", "),
    ...(cc.length > 0 && { Cc: cc.map(address).join(", ") }),
    Subject: options.subject ?? "Price of the rolls",
    ...options.headers,
    "Content-Type": "text/plain; charset=utf-8",
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${head.join("")}\r\nHow much?\r\n`;
}

function address(who: string): string {
  return who.includes("@") ? who : `${who}@bergmann.example`;
}

/** A copy of a mail in somebody's mailbox, as Graph shows it; undefined when there is none. */
export async function copyOf(world: World, who: string, mailId: string): Promise<Json | undefined> {
  const filter = encodeURIComponent(`internetMessageId eq '${mailId}'`);
  const { body } = await world.graph("GET", `/users/${world.id(who)}/messages?$filter=${filter}`);
  return (body["value"] as Json[])[0];
}

/** The incidents that somebody sees, open ones unless told otherwise. */
export async function incidentsOf(
  world: World,
  who: string,
  state: "open" | "all" = "open",
): Promise<Incident[]> {
  return (await world.as(who)(listIncidents, { query: { state } })).incidents;
}

/** Waits until a mail is judged so, and all that follows from it is done. None: waits until nothing is left to do. */
export async function untilJudged(world: World, mailId: string, verdicts: readonly string[]): Promise<void> {
  if (verdicts.length === 0) await world.quiet();
  await expect.poll(() => judged(world, mailId), { timeout: 15_000 }).toEqual(verdicts);
  await world.quiet();
}

/** How a mail was judged, e.g. "bypass left-out"; one line a deal. */
export async function judged(world: World, mailId: string): Promise<string[]> {
  const found = await rows<{ verdict: string }>(
    world.db,
    sql`select kind || ' ' || reason as verdict from judgement where internet_message_id = ${mailId} order by 1`,
  );
  return found.map(({ verdict }) => verdict);
}
