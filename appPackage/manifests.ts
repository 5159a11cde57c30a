import { readFileSync } from "node:fs";

/** Where the product runs and which app registration signs people in. */
export type Place = { host: string; clientId: string };

/** The version of both packages; Outlook writes it with a fourth number. Raise it with every change to a manifest. */
export const PACKAGE_VERSION = "1.0.0";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

/** The Teams manifest for one host, as JSON text. `host` and `clientId` must have been checked. */
export function buildTeamsManifest(place: Place): string {
  return filled(read("manifest.json"), place);
}

/** The Outlook add-in's XML manifest for one host. `host` and `clientId` must have been checked. */
export function buildOutlookManifest(place: Place): string {
  return filled(read("../manifest/outlook.xml"), place);
}

function filled(template: string, { host, clientId }: Place): string {
  const values: Record<string, string> = { HOST: host, CLIENT_ID: clientId, VERSION: PACKAGE_VERSION };
  return template.replace(/\{\{([A-Z_]+)\}\}/g, (all, name: string) => values[name] ?? all);
}
