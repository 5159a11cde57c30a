/** The whole address of an endpoint: its path with the parameters filled in, and the query. */
export function addressOf(origin: string, path: string, params: object, query: object): string {
  const values = new Map(Object.entries(params));
  const filled = path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `${origin}${filled}${search === "" ? "" : `?${search}`}`;
}
