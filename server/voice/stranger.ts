import { domainOf, parseAddress } from "../../src/domain/people/address.ts";
import { type Domain, isWithin, normalDomain } from "../../src/domain/people/domain.ts";
import { resembles } from "../../src/domain/people/look-alike.ts";
import { type Db, rows, sql } from "../store/db.ts";
import type { MailHead, People } from "./ports.ts";

type Parts = { db: Db; tenantId: string; people: People };

/** Who wrote a mail that is about none of the reader's deals. */
export type Stranger = {
  /** Null for a colleague, and where nobody did: then there is nobody to ask about. */
  sender: MailHead["from"];
  /** The domain of a client of the reader's deals that the writer's looks like; null when it looks like none. */
  resembles: string | null;
};

/** Tells whether the writer is one of ours, and if not, whom they look like. */
export async function strangerOn(parts: Parts, { from }: MailHead, readerId: string): Promise<Stranger> {
  const address = from === null ? null : parseAddress(from.address);
  if (address === null) return { sender: from, resembles: null };
  const domain = domainOf(address);
  const ours = (await parts.people.person(readerId))?.addresses.flatMap((each) => parseAddress(each) ?? []);
  if (ours?.some((each) => isWithin(domain, domainOf(each)))) return { sender: null, resembles: null };
  return { sender: from, resembles: await lookAlikeOf(parts, domain, readerId) };
}

async function lookAlikeOf(
  { db, tenantId }: Parts,
  domain: Domain,
  readerId: string,
): Promise<string | null> {
  const known = await rows<{ domain: string }>(
    db,
    sql`select distinct x.domain from deal_domain x
        join deal_seat s on s.tenant_id = x.tenant_id and s.deal_id = x.deal_id
        where x.tenant_id = ${tenantId} and s.person_id = ${readerId} order by 1`,
  );
  const found = known.find((each) => {
    const owner = normalDomain(each.domain);
    return owner !== null && resembles(domain, owner);
  });
  return found?.domain ?? null;
}
