import { describe, expect, test } from "vitest";
import { permissionTable } from "../../server/sandbox/core/permission-table.ts";
import { operations } from "../../server/sandbox/services.ts";
import { contractFile, hasContract } from "./contract/checker.ts";

type Kind = { supported: boolean; least?: string[]; others?: string[] };
type Row = { delegatedWork: Kind; application: Kind; rsc?: { name: string }[]; source?: string };

/** A path as both tables agree on it: no parameter names, no function arguments. */
const plain = (key: string) =>
  key
    .replaceAll(/\{[^}]+\}/g, "{}")
    .replaceAll(/\(.*?\)/g, "")
    .toLowerCase();

/** Microsoft's name for "depends on what is asked" is a sentence in brackets. */
const listed = (kind: Kind) => {
  const names = [...(kind.least ?? []), ...(kind.others ?? [])];
  return names.some((name) => name.startsWith("(")) ? ["*"] : names;
};

/** What must be the same, what may be more: a row written by hand gives only the least permission. */
function compare(ours: readonly string[] | null, theirs: Kind, isByHand: boolean): string[] {
  if (!theirs.supported) return ours === null ? [] : ["we allow what is not supported"];
  if (ours === null) return ["we refuse what is supported"];
  const missing = listed(theirs)
    .filter((name) => !ours.includes(name))
    .map((name) => `${name} is missing`);
  const extra = ours.filter((name) => !listed(theirs).includes(name)).map((name) => `${name} is too much`);
  return isByHand ? missing : [...missing, ...extra];
}

test("no operation opens to permissions other than its row of the table", () => {
  const differing = operations.filter(
    ({ method, path, permission }) => permissionTable.get(`${method} ${path}`) !== permission,
  );
  expect(differing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

describe.skipIf(!hasContract)("permissions are Microsoft's", () => {
  const published = hasContract
    ? contractFile<{ operations: Record<string, Row> }>("permissions.json").operations
    : {};
  const byHand = hasContract ? contractFile<Record<string, Row>>("permissions.manual.json") : {};
  const ours = new Map([...permissionTable].map(([key, permission]) => [plain(key), permission]));

  test.each(Object.entries({ ...published, ...byHand }))("%s", (key, row) => {
    const mine = ours.get(plain(key));
    expect(mine).toBeDefined();
    const isByHand = row.source !== undefined;
    expect(compare(mine!.delegated, row.delegatedWork, isByHand)).toEqual([]);
    expect(compare(mine!.application, row.application, isByHand)).toEqual([]);
    expect([...(mine!.rsc ?? [])].sort()).toEqual((row.rsc ?? []).map(({ name }) => name).sort());
  });

  test("a row written by hand gives more than the least only to what includes it", () => {
    for (const [key, row] of Object.entries(byHand)) {
      const mine = ours.get(plain(key))?.application ?? [];
      const roots = new Set(mine.map((name) => name.replace(/\.(ReadBasic|ReadWrite|Read)/, "")));
      const theirs = new Set(
        listed(row.application).map((name) => name.replace(/\.(ReadBasic|ReadWrite|Read)/, "")),
      );
      const wider = [...roots].filter((root) => !theirs.has(root));
      // Reading a group is also open to those who may read all groups or the whole directory.
      expect(wider, key).toEqual(key === "GET /groups/{id}" ? ["Directory.All", "Group.All"] : []);
    }
  });
});
