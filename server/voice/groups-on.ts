import type { Temporal } from "temporal-polyfill";
import { type Address, domainOf, parseAddress } from "../../src/domain/people/address.ts";
import type { Domain } from "../../src/domain/people/domain.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import type { Groups as KnownGroups } from "../../src/domain/voice/table.ts";
import type { Groups } from "./ports.ts";
import type { DealTable } from "./table-store.ts";

/** What the directory said of an address is believed so long. */
const FRESH_MINUTES = 10;
const MOST_KNOWN = 5_000;

/** Reads the groups and lists of ours that mails were sent to, and remembers them for a while. */
export function groupReader(groups: Groups, now: () => Temporal.Instant) {
  const known = new Map<Address, { members: Address[] | "none" | null; until: number }>();

  async function read(who: Address): Promise<Address[] | "none" | null> {
    const at = now();
    const before = known.get(who);
    if (before !== undefined && before.until > at.epochMilliseconds) return before.members;
    const found = await groups.members(who);
    const members = Array.isArray(found) ? found.flatMap((text) => parseAddress(text) ?? []) : found;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(who, { members, until: at.add({ minutes: FRESH_MINUTES }).epochMilliseconds });
    return members;
  }

  return {
    /** The groups on a mail: addresses of ours that are nobody's in the teams of these deals. */
    async on({ to, cc }: Envelope, tables: readonly DealTable[]): Promise<KnownGroups> {
      const ours = new Set<Domain>(tables.flatMap((table) => table.ourDomains));
      const people = new Set(tables.flatMap(({ team }) => team.flatMap(({ addresses }) => addresses)));
      const asked = [...new Set([...to, ...cc])].filter((who) => ours.has(domainOf(who)) && !people.has(who));
      const found = new Map<Address, readonly Address[] | null>();
      await Promise.all(
        asked.slice(0, MOST_ASKED).map(async (who) => {
          const members = await read(who);
          if (members !== "none") found.set(who, members);
        }),
      );
      // A mail to thousands is not worth thousands of questions; what was not asked could hold anybody.
      for (const who of asked.slice(MOST_ASKED)) found.set(who, null);
      return found;
    },
  };
}

const MOST_ASKED = 50;

export type GroupReader = ReturnType<typeof groupReader>;
