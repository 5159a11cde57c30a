import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";
import { ianaZone } from "./zones.ts";

/** A colleague as the directory and their mailbox settings describe them. `addresses` holds every address that reaches them. */
export type DirectoryPerson = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  addresses: string[];
};

const user = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  userPrincipalName: z.string(),
  jobTitle: z.string().nullable().optional(),
  proxyAddresses: z.array(z.string()).optional(),
});
const settings = z.object({
  timeZone: z.string().nullable().optional(),
  language: z.object({ locale: z.string().nullable().optional() }).nullable().optional(),
});
const SELECT = "$select=id,displayName,mail,userPrincipalName,jobTitle,proxyAddresses";

/** The directory through application permissions: User.Read.All, MailboxSettings.Read, Presence.Read.All. */
export function directory(graph: Graph) {
  return {
    /** The person, or null when the directory has none by this id. A mailbox that cannot be read leaves zone and language null. */
    async person(id: string): Promise<DirectoryPerson | null> {
      const found = await graph.get(path`/users/${id}` + `?${SELECT}`, user).catch(unlessGone);
      if (found === null) return null;
      const mailbox = await graph.get(path`/users/${id}/mailboxSettings`, settings).catch(unlessUnreadable);
      return {
        ...named(found),
        zone: ianaZone(mailbox?.timeZone ?? null),
        language: mailbox?.language?.locale?.slice(0, 2).toLowerCase() ?? null,
        addresses: addressesOf(found),
      };
    },

    /** People whose name, mail or sign-in name begins with `text`; at most 20. */
    async search(text: string): Promise<Omit<DirectoryPerson, "zone" | "language" | "addresses">[]> {
      const quoted = `'${text.replaceAll("'", "''")}'`;
      const filter = ["displayName", "givenName", "surname", "mail", "userPrincipalName"]
        .map((field) => `startswith(${field},${quoted})`)
        .join(" or ");
      const page = z.object({ value: z.array(user) });
      const found = await graph.get(`/users?${SELECT}&$top=20&$filter=${encodeURIComponent(filter)}`, page);
      return found.value.filter((each) => each.mail !== null).map(named);
    },

    /** Presence by person ("Available", "Busy", "Away", …); people whose presence cannot be read are left out. */
    async presences(ids: readonly string[]): Promise<Map<string, string>> {
      const page = z.object({
        value: z.array(z.object({ id: z.string(), availability: z.string().nullable() })),
      });
      const found = await graph
        .post("/communications/getPresencesByUserId", { ids }, page)
        .catch(unlessUnreadable);
      return new Map(
        (found?.value ?? []).flatMap(({ id, availability }) => (availability ? [[id, availability]] : [])),
      );
    },
  };
}

function named(found: z.output<typeof user>) {
  const mail = (found.mail ?? found.userPrincipalName).toLowerCase();
  return { id: found.id, name: found.displayName ?? mail, mail, title: found.jobTitle ?? null };
}

function addressesOf(found: z.output<typeof user>): string[] {
  const proxies = (found.proxyAddresses ?? [])
    .filter((proxy) => /^smtp:/i.test(proxy))
    .map((proxy) => proxy.slice("smtp:".length));
  return [
    ...new Set([found.mail ?? "", found.userPrincipalName, ...proxies].map((each) => each.toLowerCase())),
  ].filter((each) => each !== "");
}

function unlessGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}

function unlessUnreadable(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
