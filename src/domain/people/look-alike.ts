/** Domains made to be taken for another. A hint for people only: no verdict rests on it. */
import { type Domain, isWithin } from "./domain.ts";
import { inUnicode } from "./punycode.ts";

/**
 * Whether a domain could be taken for a known one though it is neither it nor a subdomain of it: letters of another
 * script that look alike, one letter swapped, missing or added, the known name inside a longer one, or another ending.
 */
export function resembles(stranger: Domain, known: Domain): boolean {
  if (isWithin(stranger, known) || isWithin(known, stranger)) return false;
  const shape = shapeOf(stranger);
  const wanted = shapeOf(known);
  if (shape === wanted || shape.startsWith(`${wanted}.`)) return true;
  const name = mainLabel(shape);
  const own = mainLabel(wanted);
  if (name === own) return true;
  if (own.length < SHORTEST_NAME) return false;
  return name.includes(own) || isOneSlipAway(name, own);
}

// Shorter names lie one slip away from too many honest ones.
const SHORTEST_NAME = 4;
const COMPANY_ENDINGS: ReadonlySet<string> = new Set(["ac", "co", "com", "edu", "gov", "net", "or", "org"]);

/** Latin letters by the letters of other scripts, and the digits, that pass for them. */
const LOOKS: readonly (readonly [latin: string, others: string])[] = [
  ["a", "а\u0251α"],
  ["b", "ьв"],
  ["c", "сϲ"],
  ["d", "ԁ"],
  ["e", "еєε3"],
  ["g", "ɡ"],
  ["h", "һн"],
  ["i", "іıι1l"],
  ["j", "јϳ"],
  ["k", "кκ"],
  ["m", "мμ"],
  ["n", "пη"],
  ["o", "оοσ0"],
  ["p", "рρ"],
  ["q", "ԛ"],
  ["r", "г"],
  ["s", "ѕ5"],
  ["t", "тτ"],
  ["u", "υ"],
  ["v", "ѵν"],
  ["w", "ԝωш"],
  ["x", "хχ"],
  ["y", "уγү"],
];
const LATIN: ReadonlyMap<string, string> = new Map(
  LOOKS.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

// Equal shapes look equal: marks dropped, look-alikes joined, "rn" read as "m" and "vv" as "w".
function shapeOf(domain: Domain): string {
  const letters = inUnicode(domain).normalize("NFD").replace(/\p{M}/gu, "");
  return [...letters]
    .map((letter) => LATIN.get(letter) ?? letter)
    .join("")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w");
}

function mainLabel(shape: string): string {
  const labels = shape.split(".");
  const ending = labels.at(-2) ?? "";
  const main = labels.length > 2 && COMPANY_ENDINGS.has(ending) ? labels.at(-3) : labels.at(-2);
  return main ?? shape;
}

/** Whether one letter changed, added, left out, or two neighbours swapped make one text of the other. */
function isOneSlipAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  if (short.length < long.length) return short.slice(same) === long.slice(same + 1);
  if (short.slice(same + 1) === long.slice(same + 1)) return true;
  const swapped = short[same] === long[same + 1] && short[same + 1] === long[same];
  return swapped && short.slice(same + 2) === long.slice(same + 2);
}
