import { Temporal } from "temporal-polyfill";
import { deliver } from "../../server/sandbox/mail/deliver.ts";
import { openSandbox, type Sandbox } from "../../server/sandbox/sandbox.ts";

/** How many letters the measured mailbox holds. */
export const LETTERS = 100_000;
/** How many people write to it. */
const SENDERS = 997;
/** Where the tenant's clock stands when the last letter is in: one letter a minute before. */
const NOW = Temporal.Instant.from("2026-03-02T09:00:00Z");

/** A sandbox whose Anna has a large Inbox, and how to read in it. */
export type FullMailbox = {
  sandbox: Sandbox;
  /** Anna's mailbox, e.g. "http://localhost:1234/v1.0/users/anna.kern@bergmann.example". */
  mailbox: string;
  /** GETs a link, or a path within the mailbox; throws unless it is answered 200. */
  read(path: string, prefer?: string): Promise<Page>;
  /** Lets one more letter arrive. */
  arrive(): Promise<void>;
  /** The instant so many minutes before the newest letter, as a filter writes it. */
  minutesAgo(minutes: number): string;
};

/** A page of a listing or of a delta. */
export type Page = {
  value: { id: string; subject?: string }[];
  "@odata.count"?: number;
  "@odata.nextLink"?: string;
  "@odata.deltaLink"?: string;
};

function letter(i: number): Uint8Array {
  const lines = [
    `From: Client ${i % SENDERS} <buyer${i % SENDERS}@client${i % 50}.example>`,
    "To: Anna Kern <anna.kern@bergmann.example>",
    `Subject: Letter ${i} about deal ${i % 1000}`,
    `Message-ID: <letter-${i}@client${i % 50}.example>`,
    "Date: Mon, 02 Mar 2026 08:00:00 +0000",
  ];
  const body = `Dear Anna, this is letter number ${i}. `.repeat(5);
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n${body}\r\n`);
}

/** Opens a sandbox and has all letters delivered as any mail is: parsed, threaded, filed and announced. */
export async function openFullMailbox(): Promise<FullMailbox> {
  const sandbox = await openSandbox({ seed: "empty", now: NOW, limits: "none" });
  for (let i = 0; i < LETTERS; i += 1) {
    sandbox.clock.jump(NOW.subtract({ minutes: LETTERS - i }));
    await deliver(sandbox.tenant, letter(i));
  }
  sandbox.clock.jump(NOW);
  const authorization = `Bearer ${await tokenOf(sandbox)}`;
  const mailbox = `${sandbox.url}/v1.0/users/anna.kern@bergmann.example`;
  let serial = LETTERS;
  return {
    sandbox,
    mailbox,
    async read(path, prefer) {
      const url = path.startsWith("http") ? path : mailbox + path;
      const response = await fetch(url, { headers: { authorization, ...(prefer && { prefer }) } });
      const page = (await response.json()) as Page;
      if (response.status !== 200) throw new Error(`${url}: ${JSON.stringify(page)}`);
      return page;
    },
    async arrive() {
      serial += 1;
      await deliver(sandbox.tenant, letter(serial));
    },
    minutesAgo: (minutes) => NOW.subtract({ minutes }).toString({ smallestUnit: "second" }),
  };
}

async function tokenOf({ url, tenantId, app }: Sandbox): Promise<string> {
  const form = { grant_type: "client_credentials", scope: "https://graph.microsoft.com/.default" };
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
