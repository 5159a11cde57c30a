import { Temporal } from "temporal-polyfill";
import { type Address, bare, domainOf, parseAddress } from "../../src/domain/people/address.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import { type Header, markOf } from "../../src/domain/voice/marks.ts";
import type { MailHead } from "./ports.ts";

/** The mail as the rule reads it. Addresses that cannot be read are nobody's. */
export function envelopeOf(head: MailHead): Envelope {
  return {
    from: head.from === null ? null : parseAddress(head.from.address),
    sender: head.sender === null ? null : parseAddress(head.sender),
    to: addressesOf(head.to),
    cc: addressesOf(head.cc),
    // A date in the future would judge by a turn that nobody knows yet.
    sentAt: Temporal.Instant.compare(head.sentAt, head.receivedAt) > 0 ? head.receivedAt : head.sentAt,
    conversationId: head.thread,
    mark: markOf(linesOf(head.headers), head.isEvent),
  };
}

/** Every address on the mail, with and without its tag, each once. */
export function addressesOn({ from, sender, to, cc }: Envelope): Address[] {
  const all = [from, sender ?? null, ...to, ...cc].filter((who) => who !== null);
  return [...new Set(all.flatMap((who) => [who, bare(who)]))];
}

/** Every domain that an address can belong to: its own and those around it. */
export function domainsOn(addresses: readonly Address[]): string[] {
  const domains = new Set<string>();
  for (const who of addresses) {
    const labels = domainOf(who).split(".");
    for (let at = 0; at < labels.length - 1; at++) domains.add(labels.slice(at).join("."));
  }
  return [...domains];
}

/** The ids by which other mails of the conversation are named in the headers, oldest first. */
export function referencesOf({ headers }: MailHead): string[] {
  const text = [...(headers.get("references") ?? []), ...(headers.get("in-reply-to") ?? [])].join(" ");
  return [...new Set(text.match(/<[^<>\s]{1,400}>/g) ?? [])].slice(-50);
}

function addressesOf(texts: readonly string[]): Address[] {
  return texts.flatMap((text) => parseAddress(text) ?? []);
}

function linesOf(headers: ReadonlyMap<string, readonly string[]>): Header[] {
  return [...headers].flatMap(([name, values]) => values.map((value) => ({ name, value })));
}
