import { hash, randomBytes, timingSafeEqual } from "node:crypto";
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
  return hash("sha256", secret);
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
      const own = claims.map((claim) =>
        claim.tenantId === tenantId || claim.tenantId.toLowerCase() === tenantId ? claim : null,
      );
      const first = own.map((claim) => claim && find(known, claim));
      if (own.every((claim, at) => claim === null || first[at])) return first;
      // One that was under way may have read before the subscription was noted.
      if (reading !== null) await reading.catch(() => {}).then(() => pause(REREAD_MS));
      await reread();
      return own.map((claim) => claim && find(known, claim));
    },
  };
}

/** A watch with its secret's hash as bytes, ready to be compared. */
type Guarded = { watch: Watch; secretHash: Buffer };

type Known = { bySubscription: Map<string, Guarded>; unnamed: readonly Guarded[] };

function index(all: readonly Watch[]): Known {
  const bySubscription: Known["bySubscription"] = new Map();
  const unnamed: Guarded[] = [];
  for (const watch of all) {
    const { subscriptionId } = watch;
    // Without a secret nothing can be proven, but its name is taken.
    const guarded = { watch, secretHash: Buffer.from(watch.secretHash ?? "", "hex") };
    if (subscriptionId === null) unnamed.push(guarded);
    else bySubscription.set(subscriptionId, guarded);
  }
  return { bySubscription, unnamed };
}

// While a subscription is being made Graph may tell of the first mail before it told us the subscription's id.
function find({ bySubscription, unnamed }: Known, claim: Claim): Watch | null {
  const named = bySubscription.get(claim.subscriptionId);
  if (named !== undefined) return isSecretOf(named, claim.clientState) ? named.watch : null;
  return unnamed.find((each) => isSecretOf(each, claim.clientState))?.watch ?? null;
}

/** Digests of secrets that were proven: Graph shows the same with each item, and digesting costs more than all else. */
const digests = new Map<string, Buffer>();
const MOST_DIGESTS = 20_000;

function isSecretOf({ secretHash }: Guarded, shown: string): boolean {
  const known = digests.get(shown);
  const digest = known ?? hash("sha256", shown, "buffer");
  if (secretHash.length !== digest.length || !timingSafeEqual(secretHash, digest)) return false;
  if (known === undefined) {
    // What strangers show is never kept; what was renewed long ago goes with all the rest.
    if (digests.size >= MOST_DIGESTS) digests.clear();
    digests.set(shown, digest);
  }
  return true;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
