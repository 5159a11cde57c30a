import type { TestSandbox } from "../support/open.ts";

/** Anna's lists. */
export const LISTS = "/users/anna.kern@bergmann.example/todo/lists";

/** The path of the tasks of Anna's usual list. */
export async function usualTasks(t: TestSandbox): Promise<string> {
  const { body } = await t.graph<{ value: { id: string; wellknownListName: string }[] }>(
    t.asApp,
    "GET",
    LISTS,
  );
  return `${LISTS}/${body.value.find(({ wellknownListName }) => wellknownListName === "defaultList")?.id}/tasks`;
}

/** Makes a task in that list; its path and version. */
export async function newTask(
  t: TestSandbox,
  body: object = { title: "Book a room" },
): Promise<{ all: string; one: string; etag: string }> {
  const all = await usualTasks(t);
  const made = await t.graph(t.asApp, "POST", all, { body });
  return { all, one: `${all}/${made.body["id"]}`, etag: made.body["@odata.etag"] as string };
}
