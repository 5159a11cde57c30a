import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";

const groups = z.object({ value: z.array(z.object({ id: z.string() })) });
const member = z.object({
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
});

/** Groups and lists by their address. Permission GroupMember.Read.All. */
export function mailGroups(graph: Graph) {
  return {
    /**
     * Every address of everybody in the group, those in groups within it too; "none" when the address is no group's,
     * null when it may not be read.
     */
    async members(address: string): Promise<string[] | "none" | null> {
      const filter = `mail eq '${address.replaceAll("'", "''")}'`;
      try {
        const found = await graph.get(`/groups?$select=id&$filter=${encodeURIComponent(filter)}`, groups);
        const [group] = found.value;
        if (group === undefined) return "none";
        const addresses = new Set<string>();
        const all =
          path`/groups/${group.id}/transitiveMembers` +
          "?$select=id,mail,userPrincipalName,proxyAddresses&$top=100";
        for await (const page of graph.pages(all, member)) {
          for (const each of page) for (const one of addressesOf(each)) addresses.add(one);
        }
        return [...addresses];
      } catch (error) {
        if (isForbidden(error) || isGone(error)) return null;
        throw error;
      }
    },
  };
}

function addressesOf({ mail, userPrincipalName, proxyAddresses }: z.output<typeof member>): string[] {
  const proxies = (proxyAddresses ?? []).flatMap((proxy) => /^smtp:(.+)$/i.exec(proxy)?.[1] ?? []);
  return [mail ?? "", userPrincipalName ?? "", ...proxies]
    .filter((each) => each !== "")
    .map((each) => each.toLowerCase());
}
