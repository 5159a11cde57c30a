import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";
import { fromGraphTime } from "./zones.ts";

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() }).nullish();
const settings = z.object({
  automaticRepliesSetting: z
    .object({ status: z.string(), scheduledStartDateTime: moment, scheduledEndDateTime: moment })
    .nullish(),
});

/** Automatic replies for the application: MailboxSettings.Read. */
export function automaticReplies(graph: Graph, now: () => Temporal.Instant) {
  return {
    /**
     * When the person's mailbox answers by itself: from when until when, null for no end. Empty when it does not; null
     * when the mailbox cannot be read.
     */
    async replies(
      personId: string,
    ): Promise<{ since: Temporal.Instant; until: Temporal.Instant | null }[] | null> {
      const found = await graph
        .get(path`/users/${personId}/mailboxSettings` + "?$select=automaticRepliesSetting", settings)
        .catch(unlessUnreadable);
      if (found === null) return null;
      const replies = found.automaticRepliesSetting;
      if (replies?.status === "alwaysEnabled") return [{ since: now(), until: null }];
      if (replies?.status !== "scheduled") return [];
      const since = replies.scheduledStartDateTime && fromGraphTime(replies.scheduledStartDateTime);
      const until = replies.scheduledEndDateTime && fromGraphTime(replies.scheduledEndDateTime);
      if (!since || !until) return null;
      return Temporal.Instant.compare(since, until) < 0 ? [{ since, until }] : [];
    },
  };
}

function unlessUnreadable(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
