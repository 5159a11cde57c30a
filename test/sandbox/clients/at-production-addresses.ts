import process from "node:process";
import { ConfidentialClientApplication } from "@azure/msal-node";
import {
  MicrosoftGraphClient,
  readMicrosoftGraphOrg,
} from "@backstage/plugin-catalog-backend-module-msgraph";
import { Client, PageIterator } from "@microsoft/microsoft-graph-client";
import { openTestSandbox } from "../support/open.ts";
import { certificateFor, trust } from "./https.ts";
import { openKiota } from "./kiota.ts";
import { openMcpServer } from "./mcp.ts";
import { openPnp } from "./pnp.ts";

// Runs where the names of Microsoft's servers lead to this machine (see production-addresses.test.ts), opens the
// sandbox there, and says as JSON what each client saw. No client is told an address: each has its own in it.

const GRAPH = "https://graph.microsoft.com";
const tls = await certificateFor("localhost", "graph.microsoft.com", "login.microsoftonline.com");
trust(tls);
const t = await openTestSandbox({ tls, port: 443 });
const { clientId, clientSecret } = t.sandbox.app;
const { tenantId } = t.sandbox;

const authority = `https://login.microsoftonline.com/${tenantId}`;
const msal = new ConfidentialClientApplication({ auth: { clientId, clientSecret, authority } });

async function getAccessToken(): Promise<string> {
  const result = await msal.acquireTokenByClientCredential({ scopes: [`${GRAPH}/.default`] });
  return result?.accessToken ?? "";
}

async function byGraphLibrary(): Promise<number> {
  const client = Client.initWithMiddleware({ authProvider: { getAccessToken } });
  let count = 0;
  const first = await client.api("/users").top(7).get();
  await new PageIterator(client, first, () => ++count > 0).iterate();
  return count;
}

async function byGeneratedSdk(): Promise<number> {
  const { client } = openKiota(t, t.asApp, "");
  return (await client.users.get({ queryParameters: { top: 999 } }))?.value?.length ?? 0;
}

async function byPnp(): Promise<number> {
  let count = 0;
  for await (const page of openPnp(await getAccessToken()).users.top(7)) count += page.length;
  return count;
}

async function byBackstage(): Promise<number> {
  const target = `${GRAPH}/v1.0`;
  const client = MicrosoftGraphClient.create({ id: "sandbox", target, tenantId, clientId, clientSecret });
  const ignore = () => undefined;
  const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => logger };
  return (await readMicrosoftGraphOrg(client, tenantId, { logger })).users.length;
}

/** The server for assistants writes a letter as Anna, finds it again, and counts the people. */
async function byMcpServer() {
  const server = await openMcpServer(await t.token(t.asUser("anna.kern")), String(tls.cert));
  const toRecipients = [{ emailAddress: { address: "anna.kern@bergmann.example" } }];
  const Message = { subject: "To myself", body: { contentType: "text", content: "-" }, toRecipients };
  await server.use("send-mail", { body: { Message }, confirm: true });
  const letters = await server.use("list-mail-messages", { filter: "isRead eq false", select: "subject" });
  const users = await server.use("list-users", { top: 7, fetchAllPages: true });
  await server.close();
  return { letters: letters["value"], people: (users["value"] as unknown[]).length };
}

const assistant = await byMcpServer();
const people = {
  graphLibrary: await byGraphLibrary(),
  generatedSdk: await byGeneratedSdk(),
  pnp: await byPnp(),
  backstage: await byBackstage(),
};
const hosts = [...new Set(t.sandbox.requests().map(({ headers }) => headers["host"]))];
await t.close();
process.stdout.write(JSON.stringify({ people, assistant, hosts }));
