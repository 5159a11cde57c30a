import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";

const moment = z.iso.datetime({ offset: true });

/** What a new or changed task may have. */
export const taskShape = {
  title: z.string().min(1).max(255).optional(),
  bucketId: z.string().nullish(),
  orderHint: z.string().nullish(),
  assigneePriority: z.string().nullish(),
  percentComplete: z.number().int().min(0).max(100).nullish(),
  priority: z.number().int().min(0).max(10).nullish(),
  startDateTime: moment.nullish(),
  dueDateTime: moment.nullish(),
  conversationThreadId: z.string().nullish(),
  assignments: z
    .record(
      z.string(),
      z.strictObject({ "@odata.type": z.string().optional(), orderHint: z.string().nullish() }).nullable(),
    )
    .nullish(),
  appliedCategories: z
    .record(z.string().regex(/^category(?:[1-9]|1\d|2[0-5])$/), z.boolean().nullable())
    .nullish(),
};

/** A changed task. */
export const changedTask = graphObject(taskShape);

/** A new task. */
export const newTask = graphObject({ ...taskShape, planId: z.string(), title: z.string().min(1).max(255) });

/** What is changed of a task. */
export type TaskInput = z.output<typeof changedTask>;

const previewType = graphEnum(["automatic", "noPreview", "checklist", "description", "reference"]);

/** What is changed of a task's details. Null takes a checklist item or reference away. */
export const changedDetails = graphObject({
  description: z.string().nullish(),
  previewType: previewType.nullish(),
  checklist: z
    .record(
      z.string().min(1),
      z
        .strictObject({
          "@odata.type": z.string().optional(),
          title: z.string().max(100).optional(),
          isChecked: z.boolean().optional(),
          orderHint: z.string().optional(),
        })
        .nullable(),
    )
    .nullish(),
  references: z
    .record(
      // Addresses are keys with dots, colons and the like encoded. Source: plannerExternalReferences.
      z.string().regex(/^[^.:#@]+$/),
      z
        .strictObject({
          "@odata.type": z.string().optional(),
          alias: z.string().nullish(),
          type: z.string().nullish(),
          previewPriority: z.string().optional(),
        })
        .nullable(),
    )
    .nullish(),
});

/** What `changedDetails` makes of a body. */
export type DetailsInput = z.output<typeof changedDetails>;
