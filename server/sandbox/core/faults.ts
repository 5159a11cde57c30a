import { type Random, seededRandom } from "./random.ts";
import { slot, type Tenant } from "./tenant.ts";

/** What goes wrong with notifications: exactly one of the four is done to each that the fault takes. */
export type NotificationFault = {
  /** drop: never sent. double: sent twice. late: sent after `lateSeconds`. reorder: sent after the one that follows. */
  kind: "drop" | "double" | "late" | "reorder";
  /** Seconds on the tenant's clock, for "late". */
  lateSeconds: number;
};

/** Something the sandbox shall do wrong. */
export type Fault = {
  id: string;
  /** Which requests: method, and a pattern found in path and query. Absent parts match all. */
  match: { method?: string | undefined; url?: RegExp | undefined };
  /** Answer with this status instead of doing the work. */
  status?: number | undefined;
  /** Graph's error code to go with it. */
  code?: string | undefined;
  /** Seconds in Retry-After. */
  retryAfter?: number | undefined;
  /** Wait so long before answering, in milliseconds of real time: clients' timeouts are real. */
  latencyMs?: number | undefined;
  /** Do the work, then cut the connection in the middle of the body. */
  cutBody?: boolean | undefined;
  /** Do the work, then close the connection without any answer. */
  dropReply?: boolean | undefined;
  /** The largest page to give. */
  shortPages?: number | undefined;
  notifications?: NotificationFault | undefined;
  /** How many more times; undefined: until cleared. */
  times: number | undefined;
  /** The share of what matches that is hit, above 0 up to 1, by dice thrown from a fixed seed. */
  share: number;
};

/** The faults in force, oldest first, their dice, and how many there ever were. */
export type Faults = { list: Fault[]; random: Random; serial: number };

const DICE_SEED = 20260707;

const faultsSlot = slot<Faults>("faults", () => ({ list: [], random: seededRandom(DICE_SEED), serial: 0 }));

/** The faults of this tenant. */
export function faultsOf(tenant: Tenant): Faults {
  return tenant.state(faultsSlot);
}

/** Clears all faults and starts the dice anew. */
export function clearFaults(tenant: Tenant): void {
  Object.assign(faultsOf(tenant), { list: [], random: seededRandom(DICE_SEED) });
}

/** The faults that hit this request, each used up by one. `url` is path and query as sent. */
export function takeRequestFaults(tenant: Tenant, method: string, url: string): Fault[] {
  return takeFaults(tenant, (fault) => {
    if (fault.notifications !== undefined) return false;
    const { method: wanted, url: pattern } = fault.match;
    return (wanted === undefined || wanted === method) && (pattern === undefined || pattern.test(url));
  });
}

/** What shall go wrong with the next notification to this address; undefined when nothing. Used up by one. */
export function takeNotificationFault(
  tenant: Tenant,
  notificationUrl: string,
): NotificationFault | undefined {
  const [first] = takeFaults(
    tenant,
    (fault) => fault.notifications !== undefined && (fault.match.url?.test(notificationUrl) ?? true),
    1,
  );
  return first?.notifications;
}

function takeFaults(
  tenant: Tenant,
  matches: (fault: Fault) => boolean,
  most = Number.POSITIVE_INFINITY,
): Fault[] {
  const faults = faultsOf(tenant);
  const taken: Fault[] = [];
  for (const fault of faults.list) {
    if (taken.length >= most) break;
    if (!matches(fault)) continue;
    if (fault.share < 1 && faults.random() >= fault.share) continue;
    taken.push(fault);
    if (fault.times !== undefined) fault.times -= 1;
  }
  faults.list = faults.list.filter((fault) => fault.times === undefined || fault.times > 0);
  return taken;
}
