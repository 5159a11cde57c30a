import { Temporal } from "temporal-polyfill";
import { answerAsk, createAsk, listAsks, readOffers, sendOption } from "../../src/contract/asks.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { acceptAsked } from "./ask-accept.ts";
import { recordAnswer } from "./ask-answer.ts";
import { withAvailability } from "./ask-availability.ts";
import { deliverAsk, withWait } from "./ask-deliver.ts";
import { tellDue } from "./ask-due.ts";
import { offersFor } from "./ask-offers.ts";
import { keepAsk, keepOption } from "./ask-send.ts";
import { type AskInSight, rightOf, showAsks } from "./ask-show.ts";
import { standingOf } from "./ask-standing.ts";
import { askStore } from "./ask-store.ts";
import { seatOf, seatsOf } from "./deals.ts";
import type { MeetingPorts } from "./ports.ts";

/** How often it is looked whether something became due. */
const DUE_EVERY = Temporal.Duration.from({ minutes: 10 });

/** Everything that is known of one ask, or of all asks of a deal. */
export type AskReader = (dealId: string, askId?: string) => Promise<AskInSight[]>;

/** Asking an executive to meet the client: the ask, the answer in one tap, and what to do when none comes. */
export function openAsks(house: House, ports: MeetingPorts): Room {
  const { db, tenantId, audit, announce } = house;
  const read: AskReader = (dealId, askId) => readAsks(house, dealId, askId);

  async function one(dealId: string, askId: string, callerId: string): Promise<AskInSight> {
    await seatOf(db, tenantId, dealId, callerId);
    const [found] = await read(dealId, askId);
    if (found === undefined) throw new Problem("ask.unknown", "There is no such ask.");
    return found;
  }

  function need(
    inSight: Pick<AskInSight, "ask" | "seats">,
    callerId: string,
    right: "send" | "answer",
  ): void {
    if (rightOf(inSight, callerId) !== right)
      throw new Problem("deal.not-yours", "This step is somebody else's.");
  }

  async function show(dealId: string, askId: string, readerId: string) {
    announce(tenantId, { topic: "meetings", dealId });
    const [found] = await shown(await read(dealId, askId), readerId);
    if (found === undefined) throw new Problem("ask.unknown", "There is no such ask.");
    return found;
  }

  /** Calendars are looked at for the account manager alone, who alone sees the options. */
  async function shown(inSight: AskInSight[], readerId: string) {
    const isMine = inSight.some((found) => rightOf(found, readerId) === "send");
    if (!isMine) return showAsks(ports, inSight, readerId);
    const waiting = await Promise.all(inSight.map((found) => withWait(ports, found)));
    return showAsks(ports, await withAvailability(house, ports, waiting), readerId);
  }

  return {
    routes: [
      serve(listAsks, audit, async ({ params: { dealId }, caller }) => {
        await seatOf(db, tenantId, dealId, caller.userId);
        return { asks: await shown(await read(dealId), caller.userId) };
      }),

      serve(createAsk, audit, async ({ params: { dealId }, body, caller }) => {
        const { role } = await seatOf(db, tenantId, dealId, caller.userId);
        if (role !== "accountManager") throw new Problem("deal.not-yours", "The account manager asks.");
        await keepAsk(house, ports, {
          dealId,
          callerId: caller.userId,
          seats: await seatsOf(db, tenantId, dealId),
          body,
        });
        return show(dealId, body.id, caller.userId);
      }),

      serve(sendOption, audit, async ({ params: { dealId, askId }, body, caller }) => {
        const found = await one(dealId, askId, caller.userId);
        need(found, caller.userId, "send");
        const [looked = found] = await withAvailability(house, ports, [found]);
        await keepOption(house, looked, caller.userId, body);
        return show(dealId, askId, caller.userId);
      }),

      serve(answerAsk, audit, async ({ params: { dealId, askId }, body, caller }) => {
        const found = await one(dealId, askId, caller.userId);
        need(found, caller.userId, "answer");
        await recordAnswer(house, ports, found, caller, body);
        return show(dealId, askId, caller.userId);
      }),

      serve(readOffers, audit, async ({ params: { dealId, askId }, caller }) => {
        const found = await one(dealId, askId, caller.userId);
        need(found, caller.userId, "answer");
        return offersFor(house, ports, found);
      }),
    ],
    work(queue) {
      queue.work("ask.deliver", ({ askId, eventId }) => deliverAsk(house, ports, askId, eventId));
      queue.work("ask.accept", ({ meetingId }) => acceptAsked(house, ports, meetingId));
      queue.work("ask.due-all", () => tellDue(house, ports, readOpen));
    },
    rounds: [{ name: "ask.due-all", data: { tenantId }, every: DUE_EVERY }],
  };

  async function readOpen(): Promise<AskInSight[]> {
    const asks = await askStore(db, tenantId).asks(null);
    const deals = [...new Set(asks.map(({ dealId }) => dealId))];
    return (await Promise.all(deals.map((dealId) => read(dealId)))).flat();
  }
}

async function readAsks({ db, tenantId, now }: House, dealId: string, askId?: string): Promise<AskInSight[]> {
  const store = askStore(db, tenantId);
  const all = await store.asks(dealId);
  const asks = askId === undefined ? all : all.filter(({ id }) => id === askId);
  const events = await store.events(asks.map(({ id }) => id));
  const seats = await seatsOf(db, tenantId, dealId);
  return asks.map((ask) => {
    const happened = events.get(ask.id) ?? [];
    return { ask, events: happened, standing: standingOf(ask, happened, seats, now()), seats };
  });
}
