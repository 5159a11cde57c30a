import type { ClientOptions, Early, TokenSource } from "./client.ts";

/** A server that wants a token. */
type Source = ClientOptions & { token: TokenSource };

/**
 * The same server, asked already for what the page is going to ask first: its answers come while the page's own script is
 * still on its way, and the page is drawn with those that are there. Each answer is given once, to the first who asks for
 * its path; so is the token, until all are given.
 */
export function headStart(source: Source, paths: readonly string[]): Source {
  const asked = source.token();
  const arrived = new Map<string, Early>();
  const early = new Map(
    paths.map((path) => {
      const url = source.origin + path;
      const answer = askAhead(source, url, asked);
      answer.then((response) => note(arrived, url, response)).catch(() => {});
      return [url, answer] as const;
    }),
  );
  const take = (url: string) => {
    const answer = early.get(url);
    early.delete(url);
    return answer;
  };
  return {
    origin: source.origin,
    token: (wish) => (wish === undefined && early.size > 0 ? asked : source.token(wish)),
    fetch(resource, init) {
      const isRead = (init?.method ?? "GET") === "GET";
      return (isRead ? take(String(resource)) : undefined) ?? source.fetch(resource, init);
    },
    early(url) {
      const there = arrived.get(url) ?? null;
      if (there === null || take(url) === undefined) return null;
      return there;
    },
  };
}

async function askAhead(source: Source, url: string, token: Promise<string>): Promise<Response> {
  return source.fetch(url, { headers: { Authorization: `Bearer ${await token}` } });
}

/** Notes what was answered well; what was not is left to whoever asks. */
async function note(arrived: Map<string, Early>, url: string, response: Response): Promise<void> {
  if (response.ok) arrived.set(url, { response, body: await response.clone().json() });
}
