import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import { mailSlot } from "./state.ts";

const tokenSchema = z.object({
  /** What the token is for: a mailbox and a folder, or its folders as a whole. */
  scope: z.string(),
  /** Everything up to this change was told in earlier rounds. */
  base: z.number(),
  /** Everything up to this change is told or needs no telling. */
  seq: z.number(),
  /** Where the listing of the first round stands; absent when it is over, null before its first item. */
  place: z.object({ receivedMs: z.number(), order: z.number() }).nullable().optional(),
  select: z.string().optional(),
  expand: z.string().optional(),
  /** Epoch milliseconds from which received mail counts. */
  since: z.number().optional(),
  changeType: z.enum(["created", "updated", "deleted"]).optional(),
  size: z.number(),
});

/** How far a reader got, and what it asked for in its first call. */
export type DeltaState = z.output<typeof tokenSchema>;

function signature(tenant: Tenant, text: string): Buffer {
  return createHmac("sha256", `delta tokens of ${tenant.id}`).update(text).digest().subarray(0, 12);
}

/** Writes a state as the opaque token of a nextLink or deltaLink. */
export function writeToken(tenant: Tenant, state: DeltaState): string {
  const { tokenGeneration } = tenant.state(mailSlot);
  const text = JSON.stringify([tokenGeneration, state]);
  return `${Buffer.from(text).toString("base64url")}.${signature(tenant, text).toString("base64url")}`;
}

/** Reads a token given out for `scope`. Throws 400 for one that was not, 410 for one of an older generation. */
export function readToken(tenant: Tenant, token: string, scope: string): DeltaState {
  const [body = "", signed = ""] = token.split(".");
  const text = Buffer.from(body, "base64url").toString();
  const given = Buffer.from(signed, "base64url");
  const right = signature(tenant, text);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw badToken();
  const [generation, state] = z.tuple([z.number(), tokenSchema]).parse(JSON.parse(text));
  if (state.scope !== scope) throw badToken();
  const { tokenGeneration } = tenant.state(mailSlot);
  if (generation !== tokenGeneration) {
    const message = `The sync state generation is not found; generation=${generation};[highest=${tokenGeneration}].`;
    throw new GraphError(410, "SyncStateNotFound", message);
  }
  return state;
}

function badToken(): GraphError {
  return new GraphError(400, "ErrorInvalidSyncStateData", "Badly formed token.");
}
