import * as z from "zod";
import { type Graph, path } from "./client.ts";

/** A task for one person. `key` is ours for ever: however often it is asked for with one key, there is one task. */
export type NewTask = {
  key: string;
  title: string;
  /** The day it is due, "2026-03-02"; null for no day. */
  due: string | null;
  /** What it is about, and where it is read. */
  about: { name: string; url: string };
};

const list = z.object({ id: z.string(), wellknownListName: z.string().nullish() });
const linked = z.object({ externalId: z.string().nullish() });
const task = z.object({ id: z.string(), linkedResources: z.array(linked).nullish() });

/** People's own task lists by the application permission Tasks.ReadWrite.All. */
export function todo(graph: Graph) {
  return {
    /** The id of the task in the person's own list, made unless it is there. Null when the person has no such list. */
    async ensure(personId: string, { key, title, due, about }: NewTask): Promise<string | null> {
      const listId = await ownList(graph, personId);
      if (listId === null) return null;
      const tasks = path`/users/${personId}/todo/lists/${listId}/tasks`;
      for await (const page of graph.pages(`${tasks}?$expand=linkedResources`, task)) {
        const known = page.find(({ linkedResources }) =>
          linkedResources?.some(({ externalId }) => externalId === key),
        );
        if (known) return known.id;
      }
      const body = {
        title: title.slice(0, 255),
        ...(due !== null && { dueDateTime: { dateTime: `${due}T00:00:00`, timeZone: "UTC" } }),
        linkedResources: [
          { applicationName: "One Voice", externalId: key, displayName: about.name, webUrl: about.url },
        ],
      };
      return (await graph.post(tasks, body, task, { once: true })).id;
    },
  };
}

async function ownList(graph: Graph, personId: string): Promise<string | null> {
  for await (const page of graph.pages(path`/users/${personId}/todo/lists`, list)) {
    const found = page.find(({ wellknownListName }) => wellknownListName === "defaultList");
    if (found) return found.id;
  }
  return null;
}
