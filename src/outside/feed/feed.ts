import { listeners } from "../../host/listeners.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { gather } from "./gather.ts";
import type { Line, What } from "./line.ts";
import { tellRequest } from "./tell.ts";

/** How many requests from before the page was opened are still told. */
const BEFORE = 60;
/** Beyond every number: asks only which is the newest. */
const NEWEST = 999_999_999_999_999;

/** What the person at the page did. */
export type Deed = { what: What; people?: readonly string[]; words?: Readonly<Record<string, string>> };

/** The live feed: what happened around the tenant and what Microsoft 365 was asked to do since. */
export type Feed = {
  /** Newest first; a new array at each change. */
  lines(): readonly Line[];
  onChange(listener: (lines: readonly Line[]) => void): () => void;
  /** Looks what is new. True when the tenant was changed by it. Rejects with Offline or TenantRefused. */
  look(): Promise<boolean>;
  /** Notes what the person at the page just did; `at` is an ISO instant on the tenant's clock. */
  note(deed: Deed, at: string): void;
  /** Begins anew, after the tenant did. */
  clear(): void;
};

/** Opens the feed of a tenant. */
export function openFeed(tenant: Pick<Tenant, "requests" | "sentOutside">): Feed {
  const changes = listeners<readonly Line[]>();
  let lines: readonly Line[] = [];
  let since: number | null = null;
  let known: ReadonlySet<string> | null = null;
  let looking: Promise<boolean> | null = null;
  let noted = 0;

  function add(fresh: readonly Line[]) {
    if (fresh.length === 0) return;
    lines = fresh.reduce(gather, [...lines]);
    changes.tell(lines);
  }

  async function lookAtRequests(): Promise<Line[]> {
    since ??= Math.max(0, (await tenant.requests(NEWEST)).last - BEFORE);
    const { last, value } = await tenant.requests(since);
    // A lower number than before: the tenant was started anew and counts from one.
    since = last < since ? 0 : last;
    return value.map(tellRequest).filter((line) => line !== null);
  }

  async function lookAtMail(): Promise<Line[]> {
    const sent = (await tenant.sentOutside()).filter(({ id }) => !known?.has(id));
    const isFirst = known === null;
    known = new Set([...(known ?? []), ...sent.map(({ id }) => id)]);
    // What clients got before the page was opened is no news.
    return (isFirst ? [] : sent).map(({ id, to, subject, sentDateTime }) => ({
      ...lineOf({ what: "clientGot", people: to, words: { subject } }, sentDateTime, `mail ${id}`),
      side: "client" as const,
    }));
  }

  async function lookNow(): Promise<boolean> {
    const fresh = [...(await lookAtRequests()), ...(await lookAtMail())];
    add(fresh);
    return fresh.some(({ what }) => what !== "looked");
  }

  return {
    lines: () => lines,
    onChange: changes.add,
    look() {
      // One look at a time: two would tell the same requests twice.
      looking ??= lookNow().finally(() => {
        looking = null;
      });
      return looking;
    },
    note(deed, at) {
      noted += 1;
      add([lineOf(deed, at, `deed ${noted}`)]);
    },
    clear() {
      lines = [];
      known = null;
      changes.tell(lines);
    },
  };
}

function lineOf({ what, people = [], words = {} }: Deed, at: string, key: string): Line {
  return { key, at, side: "you", what, people, words, count: 1, inNameOf: null, quiet: false };
}
