/** Mail addresses: one spelling for each mailbox, so that two addresses can be compared as they stand. */
import { type Domain, isWithin, normalDomain } from "./domain.ts";

declare const addressBrand: unique symbol;

/**
 * A mail address in its one spelling: lower case, domain in ASCII, quotes around the local part only where it cannot
 * do without. Case never tells two people apart in practice, though RFC 5321 would let it.
 */
export type Address = string & { readonly [addressBrand]: true };

/** Thrown where a text is not a mail address. The text itself is not repeated, because errors are logged. */
export class BadAddress extends RangeError {
  override name = "BadAddress";
}

// As Exchange bounds it: 64 before the "@", 255 after. Senders of bulk mail exceed the 64, so only the sum counts.
const LONGEST = 320;
const LONGEST_TEXT = 2000;
// Real mailboxes have dots in places where RFC 5322 wants none.
const PLAIN_LOCAL = /^[^\s"(),:;<>@[\\\]\p{C}\p{Z}]+$/u;
const QUOTED_LOCAL = /^"((?:[^"\\]|\\.)*)"$/u;
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Reads an address, alone or as `Name <address>`; null when there is none. Of `"a@x.com" <b@y.com>` only b@y.com
 * counts: a name that looks like an address is a name. Idempotent.
 */
export function parseAddress(text: string): Address | null {
  if (text.length > LONGEST_TEXT) return null;
  const spec = withoutName(text.trim());
  if (spec === null) return null;
  const at = spec.lastIndexOf("@");
  if (at < 1) return null;
  const local = normalLocal(spec.slice(0, at));
  const host = normalDomain(spec.slice(at + 1));
  if (local === null || host === null || local.length + 1 + host.length > LONGEST) return null;
  return `${local}@${host}` as Address;
}

/** As {@link parseAddress}; throws {@link BadAddress} instead of giving null. */
export function address(text: string): Address {
  const found = parseAddress(text);
  if (found === null) throw new BadAddress("This is not a mail address.");
  return found;
}

/** The part after the last "@". */
export function domainOf(who: Address): Domain {
  return who.slice(who.lastIndexOf("@") + 1) as Domain;
}

/** The same mailbox without a tag: ana+deals@x.com is ana@x.com. The very same string when there is no tag. */
export function bare(who: Address): Address {
  const plus = who.indexOf("+");
  if (plus < 1 || who.startsWith('"')) return who;
  return (who.slice(0, plus) + who.slice(who.lastIndexOf("@"))) as Address;
}

/** Whether the address is of that domain or of a subdomain; x@notacme.com is not of acme.com. */
export function belongsTo(who: Address, owner: Domain): boolean {
  return isWithin(domainOf(who), owner);
}

function withoutName(text: string): string | null {
  if (!text.endsWith(">")) return text;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted && letter === "\\") i++;
    else if (letter === '"') quoted = !quoted;
    else if (letter === "<" && !quoted) return text.slice(i + 1, -1).trim();
  }
  return null;
}

function normalLocal(local: string): string | null {
  const quoted = QUOTED_LOCAL.exec(local)?.[1];
  const content = normalCase(quoted === undefined ? local : quoted.replace(/\\(.)/gu, "$1"));
  if (PLAIN_LOCAL.test(content)) return content;
  if (quoted === undefined || UNFIT.test(content)) return null;
  return `"${content.replace(/["\\]/g, "\\$&")}"`;
}

// Lower case may leave letters that compose anew, hence the second round.
function normalCase(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}
