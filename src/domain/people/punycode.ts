/** Reading domains in the script their owners see. Source: RFC 3492. */
import type { Domain } from "./domain.ts";

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_LETTER = 128;
const LAST_LETTER = 0x10ffff;

/** The domain in Unicode; a label that is no proper punycode stays as it is. */
export function inUnicode(domain: Domain): string {
  return domain
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decode(label.slice(4)) ?? label) : label))
    .join(".");
}

function decode(label: string): string | null {
  const dash = label.lastIndexOf("-");
  const letters = [...label.slice(0, Math.max(dash, 0))].map((letter) => letter.charCodeAt(0));
  let place = dash + 1;
  let letter = FIRST_LETTER;
  let at = 0;
  let bias = FIRST_BIAS;
  let isFirst = true;
  while (place < label.length) {
    const step = readNumber(label, place, bias);
    if (step === null) return null;
    place = step.place;
    const length = letters.length + 1;
    bias = nextBias(step.value, length, isFirst);
    isFirst = false;
    at += step.value;
    letter += Math.floor(at / length);
    at %= length;
    if (letter > LAST_LETTER) return null;
    letters.splice(at, 0, letter);
    at++;
  }
  return String.fromCodePoint(...letters);
}

function readNumber(label: string, from: number, bias: number): { value: number; place: number } | null {
  let value = 0;
  let weight = 1;
  for (let place = from, k = BASE; place < label.length; place++, k += BASE) {
    const digit = digitOf(label.charCodeAt(place));
    if (digit === null) return null;
    value += digit * weight;
    if (value > Number.MAX_SAFE_INTEGER) return null;
    const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
    if (digit < threshold) return { value, place: place + 1 };
    weight *= BASE - threshold;
  }
  return null;
}

function digitOf(code: number): number | null {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 48 + 26 : null;
}

function nextBias(value: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(value / (isFirst ? DAMP : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
