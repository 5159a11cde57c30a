import { createDeal, editDeal, editTeam } from "../../src/contract/deal-edits.ts";
import { readLately } from "../../src/contract/deal-lately.ts";
import { listDeals, readDeal } from "../../src/contract/deals.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { ABSENCES_EVERY, absenceWork } from "./absences.ts";
import { listCards } from "./cards.ts";
import { kindRoutes } from "./change-kind.ts";
import { UNDO } from "./close-deal.ts";
import { checkDeal, insertDeal } from "./create-deal.ts";
import { change, dealFor, dealToChange } from "./deal-access.ts";
import { digests } from "./digest.ts";
import { drift } from "./drift.ts";
import { checkFacts, hasOtherDays, updateFacts } from "./edit-deal.ts";
import { checkTeam, updateTeam } from "./edit-team.ts";
import { ending } from "./ending.ts";
import { exchange } from "./exchange.ts";
import { latelyOf } from "./lately.ts";
import { listChoices } from "./list-choices.ts";
import { noteRoutes } from "./notes.ts";
import { passing } from "./passing.ts";
import type { DealPorts, Others } from "./ports.ts";
import { askForStep } from "./room-asks.ts";
import { roomRoutes } from "./room-routes.ts";
import { CHECK_EVERY, GO_ON_EVERY, roomWork } from "./room-work.ts";
import { turnoverWork } from "./turnover.ts";

/** Deals, their teams, who speaks, and the room in Teams. */
export function openDeals(house: House, ports: DealPorts, others: Others): Room {
  const turnovers = turnoverWork(house, ports, others);
  const digest = digests(house, ports);
  const rooms = roomWork(house, ports);
  const absences = absenceWork(house, ports);
  return {
    routes: [
      ...exchange(house, ports.people),
      ...reading(house),
      ...making(house, ports),
      ...changing(house, ports),
      ...passing(house, ports),
      ...kindRoutes(house, ports),
      ...ending(house, others),
      ...roomRoutes(house, ports),
      ...drift(house, ports),
      ...noteRoutes(house),
      ...digest.routes,
    ],
    work(queue) {
      rooms(queue);
      absences(queue);
      turnovers.work(queue);
      digest.work(queue);
    },
    rounds: [
      ...turnovers.rounds,
      ...digest.rounds,
      { name: "team.absences-all", data: { tenantId: house.tenantId }, every: ABSENCES_EVERY },
      { name: "room.go-on-all", data: { tenantId: house.tenantId }, every: GO_ON_EVERY },
      { name: "room.check-all", data: { tenantId: house.tenantId }, every: CHECK_EVERY },
      { name: "room.archive-due", data: { tenantId: house.tenantId }, every: UNDO },
    ],
  };
}

function reading(house: House): Room["routes"] {
  const { db, tenantId, now, audit } = house;
  return [
    serve(listDeals, audit, async ({ caller, query }) => {
      const asked = { tenantId, personId: caller.userId, at: now() };
      const choices = await listChoices(db, asked, query.archived === "yes");
      return { deals: await listCards(db, asked, query), ...choices };
    }),
    serve(readLately, audit, async ({ params: { dealId }, caller }) => {
      await dealFor(house, dealId, caller);
      return { events: await latelyOf(db, tenantId, dealId) };
    }),
    serve(readDeal, audit, ({ params, caller }) => dealFor(house, params.dealId, caller)),
  ];
}

function making(house: House, ports: DealPorts): Room["routes"] {
  const { db, tenantId, now, audit, announce, ask } = house;
  return [
    serve(createDeal, audit, async ({ body, caller }) => {
      const deal = await checkDeal(body, caller.userId, ports.people);
      const at = now().round("millisecond");
      await transact(db, async (tx) => {
        if (!(await insertDeal(tx, tenantId, deal, at))) return;
        await ask(tx, "watch.reconcile", { tenantId });
        await ask(tx, "team.absences", { tenantId, dealId: deal.id });
      });
      announce(tenantId, { topic: "deals", dealId: deal.id });
      return dealFor(house, deal.id, caller);
    }),
  ];
}

function changing(house: House, ports: DealPorts): Room["routes"] {
  const { tenantId, now, audit, ask } = house;
  return [
    serve(editDeal, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "edit");
      const facts = await checkFacts(body, deal, ports.people);
      return change(house, deal, body.version, caller, async (tx) => {
        await updateFacts(tx, tenantId, dealId, facts);
        // A client's new name has its past read.
        await ask(tx, "watch.reconcile", { tenantId });
        if (hasOtherDays(deal, facts) && (await askForStep(tx, tenantId, dealId, "plan")))
          await ask(tx, "room.build", { tenantId, dealId });
        await ask(tx, "team.absences", { tenantId, dealId });
      });
    }),
    serve(editTeam, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "edit");
      await checkTeam(body.seats, deal, ports.people);
      return change(house, deal, body.version, caller, async (tx) => {
        await updateTeam(tx, tenantId, deal, body.seats, caller.userId, now().round("millisecond"));
        if (await askForStep(tx, tenantId, dealId, "members"))
          await ask(tx, "room.build", { tenantId, dealId });
        await ask(tx, "watch.reconcile", { tenantId });
        await ask(tx, "team.absences", { tenantId, dealId });
      });
    }),
  ];
}
