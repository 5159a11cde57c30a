import type { INetworkModule, NetworkRequestOptions } from "@azure/msal-node";

const TIMEOUT_MS = 10_000;

/**
 * Sends the sign-in library's requests to one host over http: the library itself insists on https, and a sandbox on
 * this machine has none. Requests to any other host are refused.
 */
export function plainNetwork(host: string): INetworkModule {
  async function send<T>(method: "GET" | "POST", url: string, options?: NetworkRequestOptions) {
    const target = new URL(url);
    if (target.host !== host) throw new Error(`The sandbox's sign-in does not go to ${target.host}`);
    target.protocol = "http:";
    const response = await fetch(target, {
      method,
      headers: options?.headers ?? {},
      ...(method === "POST" && options?.body !== undefined ? { body: options.body } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // The addresses in the reply are the sandbox's own; the library compares them with the one it was given.
    const text = (await response.text()).replaceAll(`http://${host}`, `https://${host}`);
    return {
      headers: Object.fromEntries(response.headers),
      body: JSON.parse(text) as T,
      status: response.status,
    };
  }
  return {
    sendGetRequestAsync: (url, options) => send("GET", url, options),
    sendPostRequestAsync: (url, options) => send("POST", url, options),
  };
}
