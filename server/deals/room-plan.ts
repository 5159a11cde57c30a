import type { Deal } from "../../src/contract/deals.ts";
import { planChanges, type WantedTask } from "../../src/domain/deals/plan-tasks.ts";
import type { StepEnd } from "./room-store.ts";
import { DONE } from "./room-team.ts";
import { type StepWork, teamOf } from "./step-work.ts";

const WORDS = {
  en: { column: "Milestones", tender: "Hand in the tender", close: "Close the deal" },
  ru: { column: "Вехи", tender: "Подать заявку на тендер", close: "Закрыть сделку" },
} as const;

/**
 * Brings the deal's plan in Planner to the deal's days: a task for the tender, for closing and for each milestone. The
 * plan bears the channel's name, which is the only one of its kind in the team.
 */
export async function makePlan(work: StepWork): Promise<StepEnd> {
  const { ports, tasks } = work;
  const { plans } = ports;
  const planId = await planOf(work);
  const seen = await plans.tasks(planId);
  const words = WORDS[work.language];
  const changes = planChanges(wantedTasks(work.deal, words), await tasks.known(), seen);
  for (const { id, key } of changes.found) await tasks.keep(id, key);
  const column = changes.add.length > 0 ? await plans.column(planId, words.column) : "";
  for (const { key, title, due } of changes.add)
    await tasks.keep(await plans.addTask(planId, column, { title, due }), key);
  for (const task of changes.change) await plans.changeTask(task);
  for (const id of changes.remove) {
    await plans.removeTask(id);
    await tasks.forget(id);
  }
  return { ...DONE, madeId: planId };
}

async function planOf(work: StepWork): Promise<string> {
  const { ports, room, madeId, tasks } = work;
  const { plans } = ports;
  if (madeId !== null) {
    if (await plans.hasPlan(madeId)) return madeId;
    await tasks.forgetAll();
  }
  const title = room.channelName ?? room.dealName;
  return (await plans.ourPlan(teamOf(work), title)) ?? plans.makePlan(teamOf(work), title);
}

function wantedTasks(
  { tenderDate, closeDate, milestones }: Deal,
  words: { tender: string; close: string },
): WantedTask[] {
  return [
    ...(tenderDate === null ? [] : [{ key: "tender", title: words.tender, due: tenderDate }]),
    ...(closeDate === null ? [] : [{ key: "close", title: words.close, due: closeDate }]),
    ...(milestones ?? []).map(({ name, day }) => ({ key: `milestone ${name}`, title: name, due: day })),
  ];
}
