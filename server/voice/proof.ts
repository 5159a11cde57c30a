import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Db } from "../store/db.ts";
import type { Watch, WatchStore } from "./watch-store.ts";

/** What Graph says about itself in a notification. */
export type Claim = { subscriptionId: string; clientState: string; tenantId: string };

/** However many strangers knock, the watches are read again at most so often, in milliseconds. */
const REREAD_MS = 250;

/** A secret for one subscription: 256 random bits, url-safe. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret: SHA-256, in hex. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/**
 * Tells whose mailbox or calendar a notification is truly about; null for everything that is not provably Graph's. The
 * watches are kept in memory and read again when something does not fit, because another server may have made them.
 */
export function openProof(options: { db: Db; tenantId: string; watches: WatchStore }) {
  const { db, tenantId, watches } = options;
  let known: Known = index([]);
  let reading: Promise<void> | null = null;

  const reread = (): Promise<void> => {
    reading ??= watches
      .all(db)
      .then((all) => {
        known = index(all);
      })
      .finally(() => setTimeout(() => (reading = null), REREAD_MS));
    return reading;
  };

  return {
    /** As many answers as claims, in their order. */
    async prove(claims: readonly Claim[]): Promise<(Watch | null)[]> {
      const own = claims.map((claim) => (claim.tenantId.toLowerCase() === tenantId ? claim : null));
      const first = own.map((claim) => claim && find(known, claim));
      if (own.every((claim, at) => claim === null || first[at])) return first;
      // One that was under way may have read before the subscription was noted.
      if (reading !== null) await reading.catch(() => {}).then(() => pause(REREAD_MS));
      await reread();
      return own.map((claim) => claim && find(known, claim));
    },
  };
}

type Known = { bySubscription: Map<string, Watch>; unnamed: readonly Watch[] };

function index(all: readonly Watch[]): Known {
  const named = all.flatMap((each) =>
    each.subscriptionId === null ? [] : [[each.subscriptionId, each] as const],
  );
  return { bySubscription: new Map(named), unnamed: all.filter((each) => each.subscriptionId === null) };
}

// While a subscription is being made Graph may tell of the first mail before it told us the subscription's id.
function find({ bySubscription, unnamed }: Known, claim: Claim): Watch | null {
  const named = bySubscription.get(claim.subscriptionId);
  if (named !== undefined) return isSecretOf(named, claim.clientState) ? named : null;
  return unnamed.find((watch) => isSecretOf(watch, claim.clientState)) ?? null;
}

function isSecretOf({ secretHash }: Watch, shown: string): boolean {
  if (secretHash === null) return false;
  return timingSafeEqual(Buffer.from(hashOf(shown), "hex"), Buffer.from(secretHash, "hex"));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
