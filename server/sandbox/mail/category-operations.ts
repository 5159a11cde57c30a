import { z } from "zod";
import { graphEnum, graphObject, readBody } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { enter, itemNotFound } from "./access.ts";
import type { Category } from "./mailbox.ts";

const categoryType: EntityType = {
  name: "microsoft.graph.outlookCategory",
  family: "outlook",
  always: ["id"],
  shape: { id: "string", displayName: "string", color: "string" },
};

const PRESETS = Array.from({ length: 25 }, (_, index) => `preset${index}`);
const color = graphEnum(["none", ...PRESETS]);

function list(call: Call): Reply {
  const { box } = enter(call);
  return collection<Category>(call, box.categories, { type: categoryType, defaultTop: 1000, maxTop: 1000 });
}

const newCategory = graphObject({
  displayName: z.string().min(1).max(255),
  color: color.nullish(),
  id: z.string().nullish(),
});

function create(call: Call): Reply {
  const { tenant, box } = enter(call);
  const input = readBody(call, newCategory, { type: "microsoft.graph.outlookCategory" });
  const isTaken = box.categories.some(
    (one) => one.displayName.toLowerCase() === input.displayName.toLowerCase(),
  );
  if (isTaken)
    throw new GraphError(409, "CategoryNameDuplicate", "A category with the specified name already exists.");
  const category = { id: tenant.newId(), displayName: input.displayName, color: input.color ?? "none" };
  box.categories.push(category);
  return { status: 201, body: category };
}

const changedCategory = graphObject({
  color: color.optional(),
  displayName: z.string().optional(),
  id: z.string().nullish(),
});

function patch(call: Call): Reply {
  const { box } = enter(call);
  const category = box.categories.find(({ id }) => id === call.params["outlookCategory-id"]);
  if (category === undefined) throw itemNotFound();
  const input = readBody(call, changedCategory, { type: "microsoft.graph.outlookCategory" });
  if (input.displayName !== undefined && input.displayName !== category.displayName) {
    throw new GraphError(400, "ErrorInvalidPropertySet", "The name of a category cannot be changed.");
  }
  category.color = input.color ?? category.color;
  return { status: 200, body: { ...category } };
}

const all = "/users/{user-id}/outlook/masterCategories";

const rows: [method: Operation["method"], path: string, handle: Operation["handle"]][] = [
  ["GET", all, list],
  ["POST", all, create],
  ["PATCH", `${all}/{outlookCategory-id}`, patch],
];

/** The coloured categories of a mailbox. */
export const categoryOperations: Operation[] = rows.map(([method, path, handle]) => ({
  method,
  path,
  permission: permissionOf(`${method} ${path}`),
  fidelity: "like",
  limit: "mailbox",
  handle,
}));
