import { once } from "node:events";
import { Agent, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/** One request as it goes over the wire. `redirect`: what to do with a 302; default: follow it. */
export type Asked = {
  method: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  redirect?: "follow" | "manual";
};

/** A reply: header names in lower case, and the whole body as text. */
export type Told = { status: number; headers: Record<string, string>; text: string };

const agent = new Agent({ keepAlive: true });

/**
 * Sends a request over HTTP: the tests' thousands of them would spend most of their time within `fetch`. Rejects with Node's
 * error when there is no whole reply.
 */
export async function ask(url: string, asked: Asked): Promise<Told> {
  const { method, headers = {}, body, redirect = "follow" } = asked;
  const length = body === undefined ? undefined : String(Buffer.byteLength(body));
  const sent = { ...headers, ...(length !== undefined && { "content-length": length }) };
  const target = new URL(url);
  const request =
    target.protocol === "https:"
      ? overHttps(target, { method, headers: sent })
      : overHttp(target, { method, headers: sent, agent });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (status === 302 && location !== undefined && redirect === "follow") {
    const next = new URL(location, target);
    const { authorization: _kept, ...others } = headers;
    return ask(next.href, { method: "GET", headers: next.origin === target.origin ? headers : others });
  }
  const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return { status, headers: Object.fromEntries(named), text: Buffer.concat(pieces).toString("utf8") };
}
