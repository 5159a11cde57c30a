import { parseArgs } from "node:util";

/** What the packages are made for. `host` is a bare name, `clientId` the app registration's, `out` a folder. */
export type Order = { host: string; clientId: string; out: string; ownRegistration: boolean };

/** A mistake on the command line, as one sentence for the person who typed it. */
export class OrderMistake extends Error {}

/** The registration of the built-in sandbox tenant; it signs nobody in on a real one. */
export const SANDBOX_CLIENT_ID = "0ace0000-0000-4000-8000-0000000000aa";

const usage =
  "For example: npm run package -- --host deals.contoso.com --client-id 00000000-0000-0000-0000-000000000000";
const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads `--host`, `--client-id` and `--out`. Throws OrderMistake. */
export function readOrder(args: readonly string[]): Order {
  const { host, "client-id": clientId, out = "dist-packages" } = parse(args);
  if (host === undefined) throw new OrderMistake(`Say where the product runs with --host. ${usage}`);
  const id = clientId?.trim().toLowerCase();
  if (id !== undefined && !guid.test(id)) {
    throw new OrderMistake(
      `--client-id is "${clientId}", but an application id looks like ${SANDBOX_CLIENT_ID}.`,
    );
  }
  return { host: hostName(host), clientId: id ?? SANDBOX_CLIENT_ID, out, ownRegistration: id !== undefined };
}

function parse(args: readonly string[]) {
  const options = {
    host: { type: "string" },
    "client-id": { type: "string" },
    out: { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    const { message } = cause as Error;
    throw new OrderMistake(`${message.split(/\.\s/)[0]}. ${usage}`, { cause });
  }
}

/** Teams and Outlook accept only https on its usual port, under a name of the public kind. */
function hostName(given: string): string {
  const host = given.trim().toLowerCase();
  const wrong = (why: string) =>
    new OrderMistake(`--host is "${given}", but ${why}, like deals.contoso.com.`);
  if (host.includes("://")) throw wrong("it is written without https://");
  if (host.includes("/")) throw wrong("it is a name without a path");
  if (host.includes(":")) throw wrong("it is a name without a port: Teams and Outlook use 443");
  const labels = host.split(".");
  if (/^[\d.]+$/.test(host)) throw wrong("Teams and Outlook want a name, not an address");
  if (labels.length < 2) throw wrong("Teams and Outlook want a full domain name");
  if (host.length > 253 || !labels.every((part) => label.test(part)))
    throw wrong("that is not a domain name");
  return host;
}
