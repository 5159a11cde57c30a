import * as z from "zod";
import { BodyRefused } from "./body.ts";

/** One thing that Graph says happened. Only ids are taken from it; what happened is read from Graph itself. */
export type Notice = {
  subscriptionId: string;
  /** What we gave Graph when we subscribed. */
  clientState: string;
  tenantId: string;
} & (
  | { kind: "change"; resourceId: string; change: "created" | "updated" | "deleted"; etag: string }
  | { kind: "life"; event: "reauthorizationRequired" | "subscriptionRemoved" | "missed" }
);

// Outlook's ids are url-safe base64; nothing else can reach a path or a key from here.
const id = z.string().regex(/^[\w=-]{1,512}$/);
const proof = {
  subscriptionId: id,
  clientState: z.string().min(1).max(128),
  tenantId: z.string().min(1).max(64),
};
const change = z.object({
  ...proof,
  changeType: z.enum(["created", "updated", "deleted"]),
  resourceData: z.object({
    id,
    "@odata.etag": z
      .string()
      .regex(/^[\x20-\x7e]{0,256}$/)
      .default(""),
  }),
});
const life = z.object({
  ...proof,
  lifecycleEvent: z.enum(["reauthorizationRequired", "subscriptionRemoved", "missed"]),
});
const envelope = z.object({ value: z.array(z.unknown()).max(10_000) });

/** Reads a body of Graph's. Items that are not in order are left out; a body that is none throws BodyRefused. */
export function readNotices(text: string, isLife: boolean): Notice[] {
  const parsed = envelope.safeParse(parse(text));
  if (!parsed.success) throw new BodyRefused("request.invalid", "The body holds no list of notifications.");
  return parsed.data.value.flatMap((item) => (isLife ? readLife(item) : readChange(item)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyRefused("request.invalid", "The body is not JSON.");
  }
}

function readChange(item: unknown): Notice[] {
  const { success, data } = change.safeParse(item);
  if (!success) return [];
  const { subscriptionId, clientState, tenantId, changeType, resourceData } = data;
  const { id: resourceId, "@odata.etag": etag } = resourceData;
  return [{ kind: "change", subscriptionId, clientState, tenantId, change: changeType, resourceId, etag }];
}

function readLife(item: unknown): Notice[] {
  const { success, data } = life.safeParse(item);
  if (!success) return [];
  const { subscriptionId, clientState, tenantId, lifecycleEvent } = data;
  return [{ kind: "life", subscriptionId, clientState, tenantId, event: lifecycleEvent }];
}
