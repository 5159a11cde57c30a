import { readSettings } from "../../../server/config.ts";
import { plantDeals } from "../../../server/demo-deals.ts";
import { run } from "../../../server/run.ts";
import { openSandbox } from "../../../server/sandbox/sandbox.ts";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { Store } from "../../../server/store/store.ts";
import type { Person } from "../../support/hosts/host-page.ts";
import type { MailItem } from "../../support/hosts/outlook.ts";

/** The product on its sandbox with the demo's deals, as `npm start` runs it. */
export type Product = {
  url: string;
  person: Person;
  /** A mail in which the client left the spokesperson out, as Outlook shows it to that person. */
  mail: MailItem;
  token(address: string): Promise<string>;
  close(): Promise<void>;
};

type Json = Record<string, unknown>;

const OURS = "elena.sokolova@bergmann.example";
const CLIENT = { name: "Alexei Volkov", address: "alexei.volkov@steelworks.example" };
const LETTER = [
  `From: ${CLIENT.name} <${CLIENT.address}>`,
  `To: ${OURS}`,
  "Subject: A question about line 4",
  "Message-ID: <a-question@steelworks.example>",
  "",
  "Dear Elena, can you deliver in May?",
].join("\r\n");

/** Opens the product on a store that is closed with it. */
export async function openProduct(store: Store): Promise<Product> {
  const sandbox = await openSandbox({ port: 0 });
  const { clientId, clientSecret, appIdUri } = sandbox.app;
  const tenant = {
    graphUrl: sandbox.url,
    authorityUrl: sandbox.url,
    tenantId: sandbox.tenantId,
    clientId,
    credential: { kind: "secret", secret: clientSecret } as const,
    appIdUri,
    dealsTeamId: KEY_ACCOUNTS_TEAM,
  };
  const running = await run(readSettings({ PORT: "0", LOG_LEVEL: "error" }), store, {
    tenant,
    now: () => sandbox.clock.now(),
    sandboxUrl: sandbox.url,
    onAddress: () => {},
  });
  await plantDeals(sandbox, running);

  async function tokenFor(grant: Record<string, string>): Promise<string> {
    const response = await fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...grant }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }
  const application = await tokenFor({
    grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default",
  });
  async function graph(path: string, body?: Json): Promise<Json> {
    const response = await fetch(`${sandbox.url}/v1.0/users/${OURS}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Authorization: `Bearer ${application}`,
        "Content-Type": "application/json",
        Prefer: 'IdType="ImmutableId"',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Json;
  }
  await fetch(`${sandbox.url}/_outside/mail`, {
    method: "POST",
    headers: { "Content-Type": "message/rfc822" },
    body: LETTER,
  });
  const me = await graph("");
  return {
    url: running.url,
    person: {
      id: String(me["id"]),
      tenantId: sandbox.tenantId,
      name: String(me["displayName"]),
      address: OURS,
    },
    mail: await newestMail(graph),
    token: (username) =>
      tokenFor({ grant_type: "password", username, password: "any", scope: `${appIdUri}/access_as_user` }),
    async close() {
      await running.close();
      await sandbox.close();
    },
  };
}

async function newestMail(graph: (path: string, body?: Json) => Promise<Json>): Promise<MailItem> {
  const listed = await graph("/mailFolders/inbox/messages?$top=1&$orderby=receivedDateTime desc");
  const [mail] = listed["value"] as Json[];
  if (mail?.["subject"] !== "A question about line 4") throw new Error("The client's mail did not arrive.");
  const translated = await graph("/translateExchangeIds", {
    inputIds: [mail["id"]],
    sourceIdType: "restImmutableEntryId",
    targetIdType: "restId",
  });
  const [ids] = translated["value"] as Json[];
  return {
    id: String(ids?.["targetId"]),
    subject: String(mail["subject"]),
    from: CLIENT,
    to: [{ name: "Elena Sokolova", address: OURS }],
    internetMessageId: String(mail["internetMessageId"]),
    conversationId: String(mail["conversationId"]),
    sentAt: String(mail["sentDateTime"]),
    body: String(mail["bodyPreview"]),
  };
}
