import type { House } from "../room.ts";
import type { StoredPromise } from "./debrief-store.ts";
import type { MeetingPorts, Trouble } from "./ports.ts";
import { type PromisePlan, promisePlan } from "./promise-plan.ts";
import { comeBack } from "./troubles.ts";

/** Where the task of a promise stands: in the plan of the deal's room, or in its owner's own list. */
export type TaskPlace = { id: string; in: "plan" | "list" };

const COLUMN = { en: "Promises", ru: "Обещания" } as const;

/**
 * Makes the task of a promise, once however often it is asked for: in the plan of the deal's room where there is one that
 * only people who may know read, else in its owner's own list; there also where the plan refuses. Null where neither
 * takes it, "later" when Microsoft 365 is busy.
 */
export async function makeTask(
  house: House,
  ports: MeetingPorts,
  dealId: string,
  promise: Pick<StoredPromise, "id" | "what" | "ownerId" | "due">,
  about: { name: string; url: string },
): Promise<TaskPlace | null | "later"> {
  const { db, tenantId } = house;
  const { id, what, ownerId, due } = promise;
  const task = { key: id, title: what, due, about };
  const plan = await promisePlan(db, tenantId, dealId);
  if (plan !== null) {
    const column = await columnOf(ports, plan);
    const owned = { ...task, ownerId, column };
    const made = await tried(house, ports, () => ports.plans.ensure(plan.planId, owned, plan.knownIds));
    if (made === "later") return made;
    if (made !== null) return { id: made, in: "plan" };
  }
  const made = await tried(house, ports, () => ports.tasks.ensure(ownerId, task));
  return made === null || made === "later" ? made : { id: made, in: "list" };
}

/** In the language of whoever leads the deal, as the room's other names are. */
async function columnOf({ people }: MeetingPorts, { leadId }: PromisePlan): Promise<string> {
  const lead = leadId === null ? null : await people.person(leadId);
  return lead?.language === "ru" ? COLUMN.ru : COLUMN.en;
}

/** What came of it; null when Microsoft 365 refused for good, "later" when it is busy. */
export async function tried(
  { log }: Pick<House, "log">,
  { troubleOf }: { troubleOf(error: unknown): Trouble | null },
  work: () => Promise<string | null>,
): Promise<string | null | "later"> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") {
      comeBack(trouble, error);
      return "later";
    }
    log.warn({ err: error }, "a part of a debrief could not be done");
    return null;
  }
}
