import type * as z from "zod/mini";
import type { createDeal } from "../../src/contract/deal-edits.ts";
import type { Milestone } from "../../src/contract/deal-parts.ts";
import { Problem } from "../../src/contract/problem.ts";
import { type Money, parseMoney } from "../../src/domain/deals/money.ts";
import { type Address, domainOf, parseAddress } from "../../src/domain/people/address.ts";
import { type Domain, isFreeMail, isWithin, parseDomain } from "../../src/domain/people/domain.ts";
import type { DealPerson, People } from "./ports.ts";

type Body = z.output<typeof createDeal.body>;

/** The client's people as they are kept: one spelling for each address. */
export type ContactInput = Omit<Body["contacts"][number], "address"> & { address: Address };

/** Reads the client's domains. Throws "request.invalid" for a free-mail domain, for one of ours, and for what is none. */
export function readDomains(typed: readonly string[], ours: ReadonlySet<Domain>): Domain[] {
  const domains = typed.map((text, place) => {
    const found = parseDomain(text);
    const field = `domains.${place}`;
    if (found === null) throw invalid(field, "this is not a domain of a company");
    if (isFreeMail(found))
      throw invalid(field, "anybody can have an address there: name the client's people");
    if ([...ours].some((own) => isWithin(found, own) || isWithin(own, found)))
      throw invalid(field, "this is a domain of ours");
    return found;
  });
  return [...new Set(domains)];
}

/** Reads the client's people. Throws "request.invalid" for what is no address, for one of ours, and for one named twice. */
export function readContacts(typed: Body["contacts"], ours: ReadonlySet<Domain>): ContactInput[] {
  const seen = new Set<Address>();
  return typed.map(({ name, address, role }, place) => {
    const found = parseAddress(address);
    const field = `contacts.${place}.address`;
    if (found === null) throw invalid(field, "this is not a mail address");
    if (seen.has(found)) throw invalid(field, "this person is named twice");
    if (ours.has(domainOf(found))) throw invalid(field, "this is a colleague");
    seen.add(found);
    return { name, address: found, role };
  });
}

/** Reads milestones. Throws "request.invalid" for a name that comes twice, in any letter case. */
export function readMilestones(typed: readonly Milestone[]): Milestone[] {
  const seen = new Set<string>();
  for (const [place, { name }] of typed.entries()) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw invalid(`milestones.${place}.name`, "this milestone is named twice");
    seen.add(key);
  }
  return [...typed];
}

/** Reads a sum; null stays null. Throws "request.invalid" for a currency that does not exist. */
export function readMoney(value: Body["value"]): Money | null {
  if (value === null) return null;
  const found = parseMoney(value.amount, value.currency);
  if (found === null) throw invalid("value.currency", "there is no such currency");
  return found;
}

/**
 * Checks the seats beside the account manager's and looks their holders up. Throws "request.invalid" for a person named
 * twice and for a second account manager, "person.unknown" for somebody whom the directory does not have.
 */
export async function readSeatsInput(
  seats: Body["seats"],
  leaderId: string,
  people: People,
): Promise<Map<string, DealPerson>> {
  const seen = new Set([leaderId]);
  for (const [place, { personId, role }] of seats.entries()) {
    if (seen.has(personId)) throw invalid(`seats.${place}.personId`, "this person has a seat already");
    if (role === "accountManager") throw invalid(`seats.${place}.role`, "one person leads a deal");
    seen.add(personId);
  }
  const known = await people.people([...seen]);
  const missing = [...seen].find((id) => !known.has(id));
  if (missing !== undefined) throw new Problem("person.unknown", "The directory does not know this person.");
  return known;
}

/** The mail domains of some of our people. */
export function domainsOf(people: Iterable<DealPerson>): Set<Domain> {
  const addresses = [...people].flatMap(({ addresses: all, mail }) => [mail, ...all]);
  return new Set(addresses.flatMap((text) => parseAddress(text) ?? []).map(domainOf));
}

/** A refusal that names the field. */
export function invalid(field: string, sentence: string): Problem {
  return new Problem("request.invalid", `${field}: ${sentence}`, { field });
}
