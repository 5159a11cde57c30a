import { LISTS, newTask, usualTasks } from "../todo/list.ts";
import { type Example, get } from "./example.ts";

const lists = "/users/{user-id}/todo/lists";
const tasks = `${lists}/{todoTaskList-id}/tasks`;

/** Requests to lists of To Do and their tasks. */
export const todoExamples: readonly Example[] = [
  get(`GET ${lists}`, LISTS),
  { operation: `POST ${lists}`, request: () => ({ path: LISTS, body: { displayName: "Deals" } }) },
  { operation: `GET ${tasks}`, request: async (t) => ({ path: `${(await newTask(t)).all}?$top=5` }) },
  {
    operation: `POST ${tasks}`,
    request: async (t) => ({
      path: await usualTasks(t),
      body: {
        title: "Answer Volkov",
        importance: "high",
        categories: ["Deal"],
        body: { contentType: "text", content: "He asked twice" },
        dueDateTime: { dateTime: "2026-03-04T17:00:00", timeZone: "Europe/Berlin" },
        linkedResources: [
          { webUrl: "https://onevoice.example/deals/1", applicationName: "One Voice", displayName: "Line 4" },
        ],
      },
    }),
  },
  { operation: `GET ${tasks}/delta()`, request: async (t) => ({ path: `${(await newTask(t)).all}/delta` }) },
  {
    operation: `GET ${tasks}/{todoTask-id}`,
    request: async (t) => ({ path: `${(await newTask(t)).one}?$expand=linkedResources` }),
  },
  {
    operation: `PATCH ${tasks}/{todoTask-id}`,
    request: async (t) => ({ path: (await newTask(t)).one, body: { status: "completed" } }),
  },
  { operation: `DELETE ${tasks}/{todoTask-id}`, request: async (t) => ({ path: (await newTask(t)).one }) },
  {
    operation: `POST ${tasks}/{todoTask-id}/linkedResources`,
    request: async (t) => ({
      path: `${(await newTask(t)).one}/linkedResources`,
      body: { webUrl: "https://onevoice.example/deals/1", applicationName: "One Voice", externalId: "1" },
    }),
  },
];
