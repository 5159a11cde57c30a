import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql } from "../store/db.ts";

/** One of ours as the product remembers them. `zone` IANA, `language` two letters; null where nobody knows. */
export type KnownPerson = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  /** Every address that leads to them, lower case. */
  addresses: string[];
};

/** What the book needs of a directory; server/graph/directory.ts provides it. */
export type Directory = {
  person(id: string): Promise<KnownPerson | null>;
  search(text: string): Promise<{ id: string; name: string; mail: string; title: string | null }[]>;
};

/** After so long a person is read from the directory again. */
const STALE_HOURS = 24;

/** The people of the tenant that deals have to do with, kept so that lists need not ask the directory. */
export function peopleBook(options: {
  db: Db;
  directory: Directory;
  tenantId: string;
  now: () => Temporal.Instant;
}) {
  const { db, directory, tenantId, now } = options;

  async function refresh(id: string): Promise<KnownPerson | null> {
    const found = await directory.person(id);
    if (found === null) return null;
    await sql`insert into person (tenant_id, id, name, mail, title, zone, language, addresses, refreshed_at)
          values (${tenantId}, ${id}, ${found.name}, ${found.mail}, ${found.title}, ${found.zone}, ${found.language},
                  ${found.addresses}::text[], ${now().toString()})
          on conflict (tenant_id, id) do update set name = excluded.name, mail = excluded.mail, title = excluded.title,
            zone = excluded.zone, language = excluded.language, addresses = excluded.addresses,
            refreshed_at = excluded.refreshed_at`.execute(db);
    return { ...found, id };
  }

  async function people(ids: readonly string[]): Promise<Map<string, KnownPerson>> {
    const asked = [...new Set(ids)];
    if (asked.length === 0) return new Map();
    const fresh = now().subtract({ hours: STALE_HOURS }).toString();
    const known = await rows<KnownPerson>(
      db,
      sql`select id, name, mail, title, zone, language, addresses from person
          where tenant_id = ${tenantId} and id = any(${asked}::text[])
            and refreshed_at > ${fresh} and refreshed_at <= ${now().toString()}`,
    );
    const byId = new Map(known.map((each) => [each.id, each]));
    const found = await Promise.all(asked.map((id) => byId.get(id) ?? refresh(id)));
    return new Map(found.filter((each) => each !== null).map((each) => [each.id, each]));
  }

  return {
    /** The person, from the book while fresh, else from the directory; null when the directory has none by this id. */
    async person(id: string): Promise<KnownPerson | null> {
      return (await people([id])).get(id) ?? null;
    },

    /** As `person` for several, in the order asked; those whom the directory does not know are missing. */
    people,

    /** Who in the book is reached by one of these addresses (lower case). */
    async byAddress(addresses: readonly string[]): Promise<KnownPerson[]> {
      return rows<KnownPerson>(
        db,
        sql`select id, name, mail, title, zone, language, addresses from person
            where tenant_id = ${tenantId} and addresses && ${[...addresses]}::text[]`,
      );
    },

    search: (text: string) => directory.search(text),
  };
}

/** The book, as rooms are given it. */
export type PeopleBook = ReturnType<typeof peopleBook>;
