import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const NAME = /\b[A-Z][A-Za-z]+\.(?:Read|Send|Create|Delete)[A-Za-z]*(?:\.[A-Z][A-Za-z]*)*/g;

/** A permission as `docs/permissions.md` names it; "place": on one team or for one person, by the app that is there. */
export type NamedPermission = { name: string; kind: "application" | "delegated" | "place" };

/** Every permission that the page for administrators names in its tables, in order; `part` narrows to one heading. */
export function permissionsOnPage(part?: string): NamedPermission[] {
  const parts = readFileSync(`${root}docs/permissions.md`, "utf8").split(/^## /m);
  const wanted = part === undefined ? parts : parts.filter((text) => text.startsWith(`${part}\n`));
  return wanted
    .flatMap((text) => text.split("\n"))
    .filter((line) => /^\| `/.test(line))
    .flatMap((line) => {
      const [, names = "", kind = ""] = line.split("|");
      return (names.match(NAME) ?? []).map((name) => ({ name, kind: kindOf(kind.trim()) }));
    });
}

/** Every permission that the doc comments of the code which speaks to Graph name. */
export function permissionsInCode(): Set<string> {
  const folder = `${root}server/graph/`;
  const comments = readdirSync(folder).flatMap(
    (file) => readFileSync(folder + file, "utf8").match(/\/\*\*[\s\S]*?\*\//g) ?? [],
  );
  return new Set(comments.flatMap((comment) => comment.match(NAME) ?? []));
}

/** The permissions on a team or for a person that the Teams app asks for. */
export function permissionsOfTeamsApp(): string[] {
  const manifest = JSON.parse(readFileSync(`${root}appPackage/manifest.json`, "utf8")) as {
    authorization: { permissions: { resourceSpecific: { name: string }[] } };
  };
  return manifest.authorization.permissions.resourceSpecific.map(({ name }) => name);
}

function kindOf(text: string): NamedPermission["kind"] {
  if (text === "application" || text === "delegated") return text;
  if (/^(on one team|for one person)$/.test(text)) return "place";
  throw new Error(`No kind of permission is called "${text}"`);
}
