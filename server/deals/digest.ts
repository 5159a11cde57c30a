import { Temporal } from "temporal-polyfill";
import { type DigestWish, readDigestWish, saveDigestWish } from "../../src/contract/deal-digest.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { nextOf, timesOf } from "./digest-plan.ts";
import { digestsDue, sendDigest } from "./digest-send.ts";
import { putDigest, writeWish } from "./digest-store.ts";
import type { DealPorts } from "./ports.ts";
import { patiently } from "./room-work.ts";

/** A digest comes at most so long after its hour. */
const LOOK_EVERY = Temporal.Duration.from({ minutes: 5 });

/** One word a day: what each person's deals need of them, at their own morning, and how they want it. */
export function digests(house: House, ports: DealPorts): Pick<Room, "routes" | "work" | "rounds"> {
  const { db, tenantId, now, audit } = house;
  return {
    routes: [
      serve(readDigestWish, audit, ({ caller }) => show(house, ports, caller.userId)),
      serve(saveDigestWish, audit, async ({ body, caller }) => {
        await writeWish(db, tenantId, caller.userId, body);
        const { times } = await timesOf(house, ports, caller.userId);
        await putDigest(db, tenantId, caller.userId, nextOf(now(), times, body));
        return show(house, ports, caller.userId);
      }),
    ],
    work(queue) {
      queue.work("digest.due-all", () => patiently(ports, digestsDue(house, ports)));
      queue.work("digest.send", ({ personId, day }) =>
        patiently(ports, sendDigest(house, ports, personId, day)),
      );
    },
    rounds: [{ name: "digest.due-all", data: { tenantId }, every: LOOK_EVERY }],
  };
}

async function show(house: House, ports: DealPorts, personId: string): Promise<DigestWish> {
  const { wish, plan, times } = await timesOf(house, ports, personId);
  const { hours, country } = plan;
  const today = house.now().toZonedDateTimeISO(times.zone).toPlainDate();
  const next = times.holidays.find(({ date }) => Temporal.PlainDate.compare(date, today) >= 0);
  return {
    ...wish,
    nextAt: plan.dueAt?.toString() ?? null,
    hours: hours && {
      zone: hours.zone,
      from: hours.start.slice(0, 5),
      to: hours.end.slice(0, 5),
      days: [...hours.days],
    },
    holidays: country === null ? null : { country, next: next?.date.toString() ?? null },
  };
}
