import type { ClientOptions, TokenSource } from "./client.ts";

/** A server that wants a token. */
type Source = ClientOptions & { token: TokenSource };

/**
 * The same server, asked already for what the page is going to ask first: its answers come while the page's own script is
 * still on its way. Each answer is given once, to the first who asks for its path; so is the token, until all are given.
 */
export function headStart(source: Source, paths: readonly string[]): Source {
  const asked = source.token();
  const early = new Map(
    paths.map((path) => {
      const answer = asked.then((token) =>
        source.fetch(source.origin + path, { headers: { Authorization: `Bearer ${token}` } }),
      );
      // Whoever is given the answer hears of its failure; the page may never come to ask.
      answer.catch(() => {});
      return [source.origin + path, answer] as const;
    }),
  );
  return {
    origin: source.origin,
    token: (wish) => (wish === undefined && early.size > 0 ? asked : source.token(wish)),
    fetch(resource, init) {
      const answer = (init?.method ?? "GET") === "GET" ? early.get(String(resource)) : undefined;
      if (answer === undefined) return source.fetch(resource, init);
      early.delete(String(resource));
      return answer;
    },
  };
}
