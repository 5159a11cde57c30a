import type * as z from "zod/mini";
import { readSetup } from "../contract/session.ts";
import { createClient } from "./client.ts";

/** What the server tells everybody, so that they can sign in. */
export type Setup = z.output<typeof readSetup.reply>;

/** Asks the server how people sign in. Rejects with Offline or with the server's Problem. */
export function askSetup(server: { fetch: typeof fetch; origin: string }): Promise<Setup> {
  return createClient({ ...server, token: null }).call(readSetup, {});
}
