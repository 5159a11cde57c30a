import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { buildTeamsManifest, type Place } from "./manifests.ts";

/** Zip files carry a date; a fixed one (the first that zip knows) makes equal contents equal files. */
const zipEpoch = "1980-01-01T00:00:00";

/** The package that Teams' administrators upload: manifest, translation and both icons, all at the top level. */
export function buildTeamsPackage(place: Place): Uint8Array {
  const file = (name: string) => new Uint8Array(readFileSync(new URL(name, import.meta.url)));
  const files = {
    "manifest.json": strToU8(buildTeamsManifest(place)),
    "ru.json": file("ru.json"),
    "color.png": file("color.png"),
    "outline.png": file("outline.png"),
  };
  return zipSync(files, { mtime: zipEpoch, level: 9 });
}
