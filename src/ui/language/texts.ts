import type deal from "./en/deal.json";
import type dealChange from "./en/deal-change.json";
import type dealDigest from "./en/deal-digest.json";
import type dealImport from "./en/deal-import.json";
import type deals from "./en/deals.json";
import type meetings from "./en/meetings.json";
import type outside from "./en/outside.json";
import type shared from "./en/shared.json";
import type voice from "./en/voice.json";

/** The languages people read. */
export type Language = "en" | "ru";

/** One file of texts per feature, so that a page loads only what it says. */
export type Feature =
  | "shared"
  | "deals"
  | "deal"
  | "deal-change"
  | "deal-digest"
  | "deal-import"
  | "voice"
  | "meetings"
  | "outside";

type RawKey =
  | keyof typeof shared
  | keyof typeof deals
  | keyof typeof deal
  | keyof typeof dealChange
  | keyof typeof dealDigest
  | keyof typeof dealImport
  | keyof typeof voice
  | keyof typeof meetings
  | keyof typeof outside;
type Singular<Key> = Key extends `${infer Base}_${"one" | "few" | "many" | "other"}` ? Base : Key;

/** The name of a text; a text with plural forms is named without the form. */
export type TextKey = Singular<RawKey>;

/** All texts of one language that a page has loaded. */
export type Texts = Readonly<Record<string, string>>;

type Load = () => Promise<{ default: Texts }>;

const FILES: Record<Language, Record<Feature, Load>> = {
  en: {
    shared: () => import("./en/shared.json"),
    deals: () => import("./en/deals.json"),
    deal: () => import("./en/deal.json"),
    "deal-change": () => import("./en/deal-change.json"),
    "deal-digest": () => import("./en/deal-digest.json"),
    "deal-import": () => import("./en/deal-import.json"),
    voice: () => import("./en/voice.json"),
    meetings: () => import("./en/meetings.json"),
    outside: () => import("./en/outside.json"),
  },
  ru: {
    shared: () => import("./ru/shared.json"),
    deals: () => import("./ru/deals.json"),
    deal: () => import("./ru/deal.json"),
    "deal-change": () => import("./ru/deal-change.json"),
    "deal-digest": () => import("./ru/deal-digest.json"),
    "deal-import": () => import("./ru/deal-import.json"),
    voice: () => import("./ru/voice.json"),
    meetings: () => import("./ru/meetings.json"),
    outside: () => import("./ru/outside.json"),
  },
};

/** Loads the texts of these features. */
export async function loadTexts(language: Language, features: readonly Feature[]): Promise<Texts> {
  const files = await Promise.all(features.map((feature) => FILES[language][feature]()));
  return Object.assign({}, ...files.map((file) => file.default));
}
