import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import type { Running } from "./run.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { row, sql } from "./store/db.ts";

/** A deal to look at. People of ours by the part of their address before "@"; days count from today. */
type DemoDeal = {
  lead: string;
  name: string;
  account: string;
  domain: string;
  amount: string;
  stage: string;
  closesIn: number;
  tenderIn: number | null;
  sensitivity: "standard" | "private";
  seats: readonly (readonly [name: string, role: string])[];
  contacts: readonly (readonly [name: string, address: string, role: string | null])[];
};

const DEALS: readonly DemoDeal[] = [
  {
    lead: "anna.kern",
    name: "Line 4 modernisation",
    account: "Steelworks AO",
    domain: "steelworks.example",
    amount: "2400000",
    stage: "proposal",
    closesIn: 19,
    tenderIn: 9,
    sensitivity: "standard",
    seats: [
      ["elena.sokolova", "expert"],
      ["ivan.petrov", "expert"],
      ["pavel.orlov", "backOffice"],
      ["olga.smirnova", "finance"],
      ["katrin.vogel", "assistant"],
      ["dmitri.bergmann", "executiveSponsor"],
      ["stefan.brandt", "managerCoach"],
    ],
    contacts: [
      ["Алексей Волков", "alexei.volkov@steelworks.example", "champion"],
      ["Ирина Белова", "irina.belova@steelworks.example", "user"],
      ["Виктор Громов", "viktor.gromov@steelworks.example", "economicBuyer"],
    ],
  },
  {
    lead: "pavel.orlov",
    name: "Depot automation",
    account: "Northern Rail",
    domain: "northern-rail.example",
    amount: "900000",
    stage: "contract",
    closesIn: 6,
    tenderIn: null,
    sensitivity: "standard",
    seats: [
      ["sophie.albrecht", "backOffice"],
      ["clara.neumann", "expert"],
      ["felix.otto", "legal"],
      ["thomas.weiss", "finance"],
      ["richard.hahn", "executiveSponsor"],
      ["anna.kern", "expert"],
    ],
    contacts: [
      ["Sarah Cole", "sarah.cole@northern-rail.example", "technicalBuyer"],
      ["James Whitfield", "james.whitfield@northern-rail.example", "economicBuyer"],
    ],
  },
  {
    lead: "lukas.maier",
    name: "Solar park controls",
    account: "Helios Energy",
    domain: "helios-energy.example",
    amount: "1250000",
    stage: "negotiation",
    closesIn: 33,
    tenderIn: 21,
    sensitivity: "private",
    seats: [
      ["clara.neumann", "expert"],
      ["maria.lindner", "legal"],
      ["birgit.seidel", "backOffice"],
      ["anna.kern", "expert"],
    ],
    contacts: [
      ["Lucia Romano", "lucia.romano@helios-energy.example", "economicBuyer"],
      ["Marco Ferri", "marco.ferri@helios-energy.example", "technicalBuyer"],
    ],
  },
  {
    lead: "anna.kern",
    name: "Nordbahn signal study",
    account: "Nordbahn",
    domain: "nordbahn.example",
    amount: "180000",
    stage: "lead",
    closesIn: 90,
    tenderIn: null,
    sensitivity: "standard",
    seats: [["natalia.kuznetsova", "expert"]],
    contacts: [],
  },
  {
    lead: "anna.kern",
    name: "Line 3 retrofit",
    account: "Steelworks AO",
    domain: "steelworks.example",
    amount: "640000",
    stage: "won",
    closesIn: -40,
    tenderIn: -60,
    sensitivity: "standard",
    seats: [["elena.sokolova", "expert"]],
    contacts: [],
  },
];

/** For how long the deals have been worked on when they are first seen. */
const DAYS_OLD = 14;

/** Makes the deals where there are none, as their account managers would. True when it made them. */
export async function plantDeals(sandbox: Sandbox, { url, store, app }: Running): Promise<boolean> {
  if ((await row(store.db, sql`select 1 from deal limit 1`)) !== null) return false;
  const today = sandbox.clock.now().toZonedDateTimeISO("Europe/Berlin").toPlainDate();
  const people = await everyone(sandbox);
  for (const deal of DEALS) {
    const token = await signIn(sandbox, deal.lead);
    const day = (offset: number | null) => (offset === null ? null : today.add({ days: offset }).toString());
    const idOf = (name: string) => people.get(name) ?? "";
    await send(`${url}/api/deals`, token, {
      id: randomUUID(),
      name: deal.name,
      account: deal.account,
      domains: [deal.domain],
      value: { amount: deal.amount, currency: "EUR" },
      stage: deal.stage,
      closeDate: day(deal.closesIn),
      tenderDate: day(deal.tenderIn),
      sensitivity: deal.sensitivity,
      seats: deal.seats.map(([name, role]) => ({ personId: idOf(name), role })),
      contacts: deal.contacts.map(([name, address, role]) => ({ name, address, role })),
    });
  }
  await backdate(store.db, sandbox.clock.now().subtract({ hours: 24 * DAYS_OLD }));
  await app.turn();
  return true;
}

/** The people have worked on their deals for two weeks; the mail of that time is there to be judged. */
async function backdate(db: Running["store"]["db"], since: Temporal.Instant): Promise<void> {
  const at = since.toString();
  await sql`update deal set created_at = ${at}`.execute(db);
  await sql`update voice_turn set since = ${at}`.execute(db);
  await sql`delete from mail_delta`.execute(db);
  await sql`delete from timer`.execute(db);
}

async function everyone({ url }: Sandbox): Promise<Map<string, string>> {
  const reply = await fetch(`${url}/_outside/users`);
  const { value } = (await reply.json()) as { value: { id: string; userPrincipalName: string }[] };
  return new Map(value.map(({ id, userPrincipalName }) => [userPrincipalName.split("@")[0] ?? "", id]));
}

async function signIn({ url, tenantId, app }: Sandbox, name: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "password",
    client_id: app.clientId,
    client_secret: app.clientSecret,
    username: `${name}@bergmann.example`,
    password: "any",
    scope: `${app.appIdUri}/access_as_user`,
  });
  const reply = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  const { access_token: token, error_description: why } = (await reply.json()) as Record<
    string,
    string | undefined
  >;
  if (token === undefined) throw new Error(`The sandbox does not sign ${name} in: ${why}`);
  return token;
}

/** Sends a deal; while the database is not to be reached in time, as on a machine under load, it is sent again. */
async function send(url: string, token: string, body: object, tries = 10): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const reply = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (reply.ok) return;
  const seconds = Number(reply.headers.get("Retry-After"));
  if (reply.status !== 503 || tries === 1)
    throw new Error(`A demonstration deal was refused: ${reply.status} ${await reply.text()}`);
  await wait(seconds * 1_000);
  await send(url, token, body, tries - 1);
}
