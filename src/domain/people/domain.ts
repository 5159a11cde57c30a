/** Mail domains: one spelling for each, whatever script or case it was typed in. */

declare const domainBrand: unique symbol;

/** A mail domain in ASCII and lower case, without a trailing dot: "acme.com", "xn--e1aybc.xn--p1ai". */
export type Domain = string & { readonly [domainBrand]: true };

/** Thrown where a text is not a domain that can stand for a company. */
export class BadDomain extends RangeError {
  override name = "BadDomain";
}

const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const LETTERS = /^[\p{L}\p{M}\p{N}._\-\u3002\uff0e\uff61\u200c\u200d]+$/u;
const NUMBER_AT_END = /(?:^|\.)\d+$/;
const LONGEST = 253;

/**
 * The one spelling of a domain as it stands behind an "@"; null when it cannot be one. A name without a dot passes,
 * because mail inside a company carries such names; an IP address does not.
 */
export function normalDomain(text: string): Domain | null {
  if (text.length > LONGEST + 1) return null;
  const typed = text.endsWith(".") ? text.slice(0, -1) : text;
  const lower = typed.toLowerCase();
  const host = HOST.test(lower) && !lower.includes("xn--") ? lower : ascii(typed);
  if (host === null || host.length > LONGEST || NUMBER_AT_END.test(host)) return null;
  return host as Domain;
}

/** Reads a domain as a person types it, a leading "@" allowed, in any script. Null unless one company can own it. */
export function parseDomain(text: string): Domain | null {
  const typed = text.trim();
  const found = normalDomain(typed.startsWith("@") ? typed.slice(1) : typed);
  if (found === null || !found.includes(".") || PUBLIC_SUFFIX.test(found)) return null;
  return found;
}

/** As {@link parseDomain}; throws {@link BadDomain} instead of giving null. */
export function domain(text: string): Domain {
  const found = parseDomain(text);
  if (found === null) throw new BadDomain("This is not a domain of a company.");
  return found;
}

/** Whether the inner domain is the outer one or a subdomain of it; "notacme.com" is not within "acme.com". */
export function isWithin(inner: Domain, outer: Domain): boolean {
  return (
    inner === outer || (inner.endsWith(outer) && inner.charCodeAt(inner.length - outer.length - 1) === DOT)
  );
}

/**
 * Whether anybody can have an address there, so that the domain says nothing about the company. Such a domain must
 * not be taken as a client's; the client's person is named by address instead. Knows the large providers only.
 */
export function isFreeMail(found: Domain): boolean {
  return FREE.has(found) || FREE_IN_MANY_COUNTRIES.test(found);
}

const DOT = 46;
const PUBLIC_SUFFIX = /^(?:ac|co|com|edu|gob|gov|govt|ne|net|or|org|sch)\.[a-z]{2}$/;
const FREE_IN_MANY_COUNTRIES =
  /^(?:gmx|hotmail|live|outlook|rocketmail|yahoo|yandex|ymail)\.(?:com|net|[a-z]{2}|com?\.[a-z]{2})$/;
const FREE: ReadonlySet<string> = new Set(
  `126.com 163.com aim.com aol.com bk.ru btinternet.com comcast.net cox.net earthlink.net fastmail.com fastmail.fm
  free.fr freenet.de gmail.com googlemail.com hey.com hushmail.com i.ua icloud.com inbox.ru internet.ru juno.com
  laposte.net libero.it list.ru mac.com mail.com mail.ru mail.ua me.com meta.ua msn.com naver.com netzero.net
  orange.fr pm.me proton.me protonmail.com qq.com rambler.ru sbcglobal.net sina.com t-online.de tuta.com tutanota.com
  ukr.net verizon.net wanadoo.fr web.de ya.ru zoho.com`.split(/\s+/),
);

// The platform's URL parser is the one implementation of IDNA that browsers and Node share.
function ascii(typed: string): string | null {
  if (!LETTERS.test(typed)) return null;
  const address = `http://${typed}/`;
  if (!URL.canParse(address)) return null;
  const host = new URL(address).hostname;
  return HOST.test(host) ? host : null;
}
