import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { none } from "./words.ts";

/**
 * The report of the voice audit over a deal's live mailboxes, to be kept as a file: the page as HTML that asks nothing of
 * any network, and the verdicts as JSON, a line a mail. Neither says anything of a colleague.
 */
export const writeVoiceReport = endpoint({
  method: "get",
  path: "/api/deals/:dealId/voice/report",
  params: z.strictObject({ dealId: z.uuid() }),
  query: z.strictObject({ language: z.enum(["en", "ru"]) }),
  body: none,
  reply: z.object({ page: z.string(), lines: z.string() }),
  problems: ["deal.unknown"],
  audit: "voice.reported",
});
