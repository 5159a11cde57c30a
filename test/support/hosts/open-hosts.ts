import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { OutlookHost, type OutlookOptions } from "./outlook.ts";
import { folder, forwardTo, listenAs, type Site } from "./sites.ts";
import { TeamsHost, type TeamsOptions } from "./teams.ts";

/** What the hosts stand on. */
export type HostsOptions = {
  /** Where the product really listens, e.g. "http://127.0.0.1:3000". */
  productUrl: string;
  /** The name under which browsers reach it. */
  productHost?: string;
  /** The person's access token for the product's own API. `claims` is what conditional access demanded, or null. */
  token(address: string, claims: string | null): Promise<string>;
  /** Further host names and where they really are, e.g. login.microsoftonline.com and the sandbox. */
  elsewhere?: Record<string, string>;
  /** Further origins that may stand above a tab, to try a hostile parent. */
  strangers?: string[];
};

/** Simulated Teams and Outlook, with the product inside. Give `port` to `launchBrowser({ hosts })`. */
export type Hosts = {
  port: number;
  /** The product as browsers see it, e.g. "https://deals.contoso.example". */
  product: string;
  teams(page: Page, options: TeamsOptions): Promise<TeamsHost>;
  outlook(page: Page, options: OutlookOptions): Promise<OutlookHost>;
  close(): Promise<void>;
};

const pages = fileURLToPath(new URL("pages/", import.meta.url));
const officeJs = fileURLToPath(new URL("../../../node_modules/@microsoft/office-js/dist/", import.meta.url));
const page = (name: string) => readFileSync(pages + name, "utf8");

/** Starts every site that a tab or a side panel meets. One server can hold any number of pages and people. */
export async function openHosts(options: HostsOptions): Promise<Hosts> {
  const { productHost = "deals.contoso.example", elsewhere = {}, strangers = [] } = options;
  const sites = new Map<string, Site>([
    ["teams.microsoft.com", hostSite("teams.html", options)],
    ["outlook.office.com", hostSite("outlook.html", options)],
    ["appsforoffice.microsoft.com", folder(officeJs, "/lib/1/hosted/")],
    ["ajax.aspnetcdn.com", always("text/javascript", page("microsoft-ajax.js"))],
    ["res.cdn.office.net", always("application/json", validDomains)],
    [productHost, forwardTo(options.productUrl)],
  ]);
  for (const [name, url] of Object.entries(elsewhere)) sites.set(name, forwardTo(url));
  for (const origin of strangers) sites.set(new URL(origin).hostname, hostSite("teams.html", options));

  const { port, close } = await listenAs(sites);
  const product = `https://${productHost}`;
  return {
    port,
    product,
    close,
    teams: (tab, how) => TeamsHost.open(tab, product, how),
    outlook: (tab, how) => OutlookHost.open(tab, product, page("bridge.js"), how),
  };
}

/** Which parents teams-js may trust; it asks Microsoft's content network for this list. */
const validDomains = JSON.stringify({
  validOrigins: ["teams.microsoft.com", "*.teams.microsoft.com", "outlook.office.com", "*.cloud.microsoft"],
});

const always =
  (type: string, content: string): Site =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(content);

function hostSite(start: string, { token }: HostsOptions): Site {
  const scripts = folder(pages, "/_host/pages/");
  const front = page(start);
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "https://host");
    if (pathname.startsWith("/_host/pages/")) return scripts(request, response);
    if (pathname === "/_host/token") return void response.end(await answerToken(request, token));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(front);
  };
}

async function answerToken(request: IncomingMessage, token: HostsOptions["token"]): Promise<string> {
  const { address, claims } = JSON.parse(await text(request)) as { address: string; claims: string | null };
  return token(address, claims);
}
