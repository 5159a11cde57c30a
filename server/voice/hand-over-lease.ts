import { randomUUID } from "node:crypto";
import { Problem } from "../../src/contract/problem.ts";
import type { Db } from "../store/db.ts";
import type { HandOverState, HandOverStore } from "./hand-over-store.ts";

/** Whoever finds a hand-over in other hands looks again so often, in milliseconds, and gives up after so many looks. */
const LOOK_MS = 200;
const MOST_LOOKS = 100;

/** Lets one process at a time work on a hand-over, whichever server it belongs to; the others wait. Throws "graph.busy" after 20 s. */
export function handOverLease({ db, handOvers }: { db: Db; handOvers: HandOverStore }) {
  return async <T>(key: string, work: (state: HandOverState) => Promise<T>): Promise<T> => {
    const leaseId = randomUUID();
    for (let looks = 0; !(await handOvers.lease(db, key, leaseId)); looks++) {
      if (looks >= MOST_LOOKS)
        throw new Problem("graph.busy", "This mail is being handed over.", { retryAfter: 5 });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    try {
      const state = await handOvers.byKey(db, key);
      if (state === null) throw new Error("A hand-over vanished");
      return await work(state);
    } finally {
      await handOvers.free(db, key, leaseId);
    }
  };
}
