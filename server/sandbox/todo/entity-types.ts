import type { EntityType } from "../core/entity-type.ts";

/** What OData may be asked about lists. */
export const listType: EntityType = {
  name: "microsoft.graph.todoTaskList",
  family: "outlook",
  shape: {
    id: "string",
    displayName: "string",
    isOwner: "boolean",
    isShared: "boolean",
    wellknownListName: "string",
  },
};

const when = { dateTime: "string", timeZone: "string" } as const;

/** What OData may be asked about tasks. */
export const taskType: EntityType = {
  name: "microsoft.graph.todoTask",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    title: "string",
    status: "string",
    importance: "string",
    isReminderOn: "boolean",
    hasAttachments: "boolean",
    body: { contentType: "string", content: "string" },
    categories: ["string"],
    createdDateTime: "instant",
    lastModifiedDateTime: "instant",
    bodyLastModifiedDateTime: "instant",
    completedDateTime: when,
    dueDateTime: when,
    startDateTime: when,
    reminderDateTime: when,
    recurrence: "any",
  },
};
