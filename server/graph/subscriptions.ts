import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";

const subscription = z.object({ id: z.string(), expirationDateTime: z.string() });
const listed = subscription.extend({ resource: z.string(), clientState: z.string().nullable().optional() });

/** What Graph is to tell us about: new mail in a person's mailbox, or changes in their calendar. */
export type Subject = "mail" | "events";

const RESOURCE: Record<Subject, { resource: (personId: string) => string; changeType: string }> = {
  mail: { resource: (personId) => `users/${personId}/messages`, changeType: "created" },
  events: { resource: (personId) => `users/${personId}/events`, changeType: "updated,deleted" },
};

/** Microsoft lets a mail or event subscription live 10,080 minutes; a day less leaves room for trouble. */
const LIFETIME = Temporal.Duration.from({ days: 6 });

/** Subscriptions for the application: Mail.ReadBasic.All, Calendars.ReadWrite. Both notification addresses are ours. */
export function subscriptions(
  graph: Graph,
  ours: { notificationUrl: string; lifecycleUrl: string; now: () => Temporal.Instant },
) {
  const expiry = () =>
    ours
      .now()
      .add({ hours: LIFETIME.total("hours") })
      .toString({ smallestUnit: "second" });

  async function create(
    subject: Subject,
    personId: string,
    clientState: string,
  ): Promise<{ id: string; expiresAt: Temporal.Instant }> {
    const { resource, changeType } = RESOURCE[subject];
    const made = await graph.post(
      "/subscriptions",
      {
        changeType,
        resource: resource(personId),
        notificationUrl: ours.notificationUrl,
        lifecycleNotificationUrl: ours.lifecycleUrl,
        clientState,
        expirationDateTime: expiry(),
      },
      subscription,
    );
    return { id: made.id, expiresAt: Temporal.Instant.from(made.expirationDateTime) };
  }

  return {
    /** Subscribes. One that exists already, left by a start that did not finish, is removed first: its secret is lost. */
    async create(subject: Subject, personId: string, clientState: string) {
      try {
        return await create(subject, personId, clientState);
      } catch (error) {
        if (!(error instanceof GraphRefused && error.status === 409)) throw error;
        await removeStale(graph, RESOURCE[subject].resource(personId), ours.notificationUrl);
        return create(subject, personId, clientState);
      }
    },

    /** Prolongs a subscription, which also answers a call to reauthorize. Null when Graph has it no more. */
    async renew(id: string): Promise<Temporal.Instant | null> {
      const expirationDateTime = expiry();
      try {
        await graph.patch(path`/subscriptions/${id}`, { expirationDateTime });
        return Temporal.Instant.from(expirationDateTime);
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    /** Ends a subscription; one that is gone already is fine. */
    async remove(id: string): Promise<void> {
      await graph.remove(path`/subscriptions/${id}`).catch((error) => {
        if (!isGone(error)) throw error;
      });
    },
  };
}

async function removeStale(graph: Graph, resource: string, notificationUrl: string): Promise<void> {
  const shape = listed.extend({ notificationUrl: z.string() });
  for await (const page of graph.pages("/subscriptions", shape)) {
    for (const each of page) {
      const same = each.resource.replace(/^\//, "").toLowerCase() === resource.toLowerCase();
      if (same && each.notificationUrl === notificationUrl)
        await graph.remove(path`/subscriptions/${each.id}`);
    }
  }
}
