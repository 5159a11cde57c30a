import { Temporal } from "temporal-polyfill";
import { takeNotificationFault } from "../core/faults.ts";
import { slot, type Tenant } from "../core/tenant.ts";
import { healthOf, noteAnswer } from "./health.ts";
import { deliverySettings } from "./settings.ts";

/** One notification on its way. `build` makes its JSON when it is sent; null when there is nothing to send any more. */
export type Item = {
  /** Asked before each attempt: notifications of ended subscriptions are dropped. */
  isWanted: () => boolean;
  build: () => Promise<{ notification: object; validationToken?: string } | null>;
  /** Called when it was given up after all retries. */
  lost: () => void;
};

/** Waits before each retry, in seconds; the last one repeats until `GIVE_UP`. */
const BACKOFF_SECONDS = [10, 30, 60, 120, 300, 600, 1200, 1800];
/** How long a notification is tried. Source: change notification delivery. */
const GIVE_UP = Temporal.Duration.from({ hours: 4 });
/** What a notification to a slow host waits, in seconds. */
const SLOW_DELAY_SECONDS = 10;
/** A notification held back for the next one is let go after so many seconds without a next one. */
const HELD_SECONDS = 60;
/** Graph's POSTs stay small. */
const MOST_ITEMS = 50;

type Queue = { waiting: Item[]; held: Item[]; isGathering: boolean; posting: number };

const queueSlot = slot("notification queues", () => new Map<string, Queue>());

function queueTo(tenant: Tenant, url: string): Queue {
  const queues = tenant.state(queueSlot);
  const queue = queues.get(url) ?? { waiting: [], held: [], isGathering: false, posting: 0 };
  queues.set(url, queue);
  return queue;
}

/** True while notifications are on their way; those that wait for the clock, as late ones and retries do, are not. */
export function isTelling(tenant: Tenant): boolean {
  return [...tenant.state(queueSlot).values()].some(({ isGathering, posting }) => isGathering || posting > 0);
}

/** Puts a notification on its way, unless a fault in force has other plans for it. Returns at once. */
export function send(tenant: Tenant, url: string, item: Item): void {
  if (healthOf(tenant, url) === "drop") {
    item.lost();
    return;
  }
  const fault = takeNotificationFault(tenant, url);
  switch (fault?.kind) {
    case "drop":
      break;
    case "late":
      tenant.clock.at(after(tenant, fault.lateSeconds), () => post(tenant, url, [item]));
      break;
    case "reorder":
      hold(tenant, url, item);
      break;
    case "double":
      gather(tenant, url, [item, item]);
      break;
    default:
      gather(tenant, url, [item]);
  }
}

function after(tenant: Tenant, seconds: number): Temporal.Instant {
  return tenant.clock.now().add({ milliseconds: Math.round(seconds * 1000) });
}

function hold(tenant: Tenant, url: string, item: Item): void {
  queueTo(tenant, url).held.push(item);
  tenant.clock.at(after(tenant, HELD_SECONDS), () => {
    const queue = queueTo(tenant, url);
    if (!queue.held.includes(item)) return undefined;
    queue.held = queue.held.filter((other) => other !== item);
    return post(tenant, url, [item]);
  });
}

function gather(tenant: Tenant, url: string, items: Item[]): void {
  const queue = queueTo(tenant, url);
  queue.waiting.push(...items, ...queue.held.splice(0));
  if (queue.isGathering) return;
  queue.isGathering = true;
  setTimeout(() => {
    queue.isGathering = false;
    const all = queue.waiting.splice(0);
    for (let at = 0; at < all.length; at += MOST_ITEMS)
      void start(tenant, url, all.slice(at, at + MOST_ITEMS));
  }, deliverySettings(tenant).gatherMs);
}

async function start(tenant: Tenant, url: string, items: Item[]): Promise<void> {
  if (healthOf(tenant, url) === "well") return post(tenant, url, items);
  tenant.clock.at(after(tenant, SLOW_DELAY_SECONDS), () => post(tenant, url, items));
  return undefined;
}

/** Posts what is still wanted, and plans a retry when that fails. Settles after the first attempt; never rejects. */
async function post(tenant: Tenant, url: string, items: readonly Item[]): Promise<void> {
  const queue = queueTo(tenant, url);
  queue.posting += 1;
  await attempt(tenant, url, items);
  queue.posting -= 1;
}

async function attempt(
  tenant: Tenant,
  url: string,
  items: readonly Item[],
  tries = 0,
  since = tenant.clock.now(),
): Promise<void> {
  const current = items.filter(({ isWanted }) => isWanted());
  const built = (await Promise.all(current.map(({ build }) => build()))).filter((one) => one !== null);
  if (built.length === 0) return;
  const tokens = [...new Set(built.flatMap(({ validationToken }) => validationToken ?? []))];
  const body = {
    value: built.map(({ notification }) => notification),
    ...(tokens.length > 0 && { validationTokens: tokens }),
  };
  if (await isTaken(tenant, url, body)) return;
  const wait = BACKOFF_SECONDS[Math.min(tries, BACKOFF_SECONDS.length - 1)]!;
  const next = after(tenant, wait);
  if (Temporal.Instant.compare(next, since.add(GIVE_UP)) > 0) {
    for (const { lost } of current) lost();
    return;
  }
  tenant.clock.at(next, () => attempt(tenant, url, current, tries + 1, since));
}

/** True when the endpoint answered in time that it has them. */
async function isTaken(tenant: Tenant, url: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(deliverySettings(tenant).answerWithinMs),
    });
    await response.body?.cancel();
    noteAnswer(tenant, url, false);
    return response.ok;
  } catch (error) {
    // A late answer counts against the host; one that is down just fails, and is tried again.
    noteAnswer(tenant, url, error instanceof DOMException && error.name === "TimeoutError");
    return false;
  }
}
