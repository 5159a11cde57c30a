import type * as z from "zod/mini";
import type { findSlots } from "../../contract/meeting-slots.ts";

/** What a search found. */
export type Found = z.output<typeof findSlots.reply>;
