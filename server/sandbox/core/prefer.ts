/**
 * Reads `Prefer`: names in lower case, values without quotes, "" for a name alone.
 * E.g. `IdType="ImmutableId", odata.maxpagesize=50` gives `{ idtype: "ImmutableId", "odata.maxpagesize": "50" }`.
 */
export function parsePrefer(header: string | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, quoted, plain] of (header ?? "").matchAll(
    /([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;]+)))?/g,
  )) {
    found[name!.toLowerCase()] = quoted ?? plain ?? "";
  }
  return found;
}
