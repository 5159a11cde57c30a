import type { Translate } from "../../ui/language/translate.ts";
import { CLIENTS, type ClientName } from "../tenant/people.ts";

/** What a preset is for: going around the spokesperson, reaching them, or being nothing to worry about. */
export type PresetKind = "around" | "right" | "quiet";

type PresetRow = readonly [kind: PresetKind, from: ClientName, to: readonly string[], cc: readonly string[]];

const ROWS = {
  delivery: ["around", "volkov", ["elena.sokolova"], []],
  insurance: ["around", "belova", ["ivan.petrov"], []],
  depot: ["around", "whitfield", ["clara.neumann"], []],
  boards: ["around", "gromov", ["dmitri.bergmann"], []],
  answer: ["right", "volkov", ["anna.kern"], []],
  copy: ["right", "belova", ["ivan.petrov"], ["anna.kern"]],
  absence: ["quiet", "volkov", ["elena.sokolova"], []],
} as const satisfies Record<string, PresetRow>;

/** A ready letter, by name; its subject and text are texts of the page. */
export type PresetName = keyof typeof ROWS;
export const PRESET_NAMES = Object.keys(ROWS) as PresetName[];
export const PRESET_KINDS: readonly PresetKind[] = ["around", "right", "quiet"];

/** A letter as it is being written. Recipients are addresses with commas between; `from` is one of the clients. */
export type Draft = {
  from: ClientName;
  to: string;
  cc: string;
  subject: string;
  text: string;
  automatic: boolean;
};

/** What a preset is for. */
export function kindOf(name: PresetName): PresetKind {
  return ROWS[name][0];
}

/** A preset as a letter in the reader's language. `domain` is the company's. */
export function draftOf(name: PresetName, t: Translate, domain: string): Draft {
  const [kind, from, to, cc]: PresetRow = ROWS[name];
  const addresses = (names: readonly string[]) => names.map((one) => `${one}@${domain}`).join(", ");
  return {
    from,
    to: addresses(to),
    cc: addresses(cc),
    subject: t(`preset.${name}.subject`),
    text: t(`preset.${name}.text`),
    automatic: kind === "quiet",
  };
}

/** The address of the one who writes. */
export function senderOf({ from }: Draft): string {
  return CLIENTS[from].address;
}

const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/** The addresses of a field; null when something in it is none. */
export function readAddresses(text: string): string[] | null {
  const all = text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return all.every((one) => ADDRESS.test(one)) ? all : null;
}
