import type { Clock } from "./clock.ts";

/** The name and first content of one service's part of the tenant's state. */
export type Slot<T> = { readonly name: string; readonly create: () => T };

/** Declares a service's part of the state, e.g. `slot("mail", () => ({ mailboxes: new Map() }))`. */
export function slot<T>(name: string, create: () => T): Slot<T> {
  return { name, create };
}

/** Something that changed, as subscriptions and delta want to know it. Paths are as Graph writes them, without version. */
export type Change = {
  /** Collections this item is seen in, e.g. ["users/{id}/messages", "users/{id}/mailFolders/{folder}/messages"]. */
  collections: readonly string[];
  /** The item's path, e.g. "users/{id}/messages/{mutable id}"; what a notification calls `resource`. */
  item: string;
  /** Microsoft's type name, e.g. "#Microsoft.Graph.Message". */
  type: string;
  /** The item's id, mutable; and its immutable one where the service has both. */
  id: string;
  immutableId?: string;
  etag?: string;
  changeType: "created" | "updated" | "deleted";
};

/** A message that some other service wants put into mailboxes (an invitation, a response), as raw message/rfc822. */
export type Post = { raw: string | Uint8Array; to: readonly string[] };

type Topics = { change: Change; post: Post };

/**
 * One embedded tenant: its id, its clock, and each service's state in a slot of its own. Services speak to one another
 * only through the bus here, so that none needs to know another.
 */
export type Tenant = {
  readonly id: string;
  readonly clock: Clock;
  /** This service's state; made on first use. */
  state<T>(slot: Slot<T>): T;
  publish<K extends keyof Topics>(topic: K, news: Topics[K]): void;
  listen<K extends keyof Topics>(topic: K, listener: (news: Topics[K]) => void): void;
  /** Forgets every service's state. Listeners stay: they belong to the services, not to the data. */
  forget(): void;
  /** A new id in Graph's manner (a GUID). Same sequence for the same seed, so that two runs can be compared. */
  newId(): string;
  /** How many ids were given. Set to bring a tenant back, so that what is done again gets the ids it had. */
  idsGiven: number;
};

/** Opens an empty tenant. */
export function openTenant(id: string, clock: Clock): Tenant {
  const slots = new Map<string, unknown>();
  const listeners: { [K in keyof Topics]: ((news: Topics[K]) => void)[] } = { change: [], post: [] };
  return {
    id,
    idsGiven: 0,
    clock,
    state<T>({ name, create }: Slot<T>): T {
      if (!slots.has(name)) slots.set(name, create());
      return slots.get(name) as T;
    },
    publish(topic, news) {
      for (const listener of listeners[topic]) listener(news);
    },
    listen(topic, listener) {
      listeners[topic].push(listener);
    },
    forget() {
      slots.clear();
      this.idsGiven = 0;
    },
    newId() {
      this.idsGiven += 1;
      const hex = this.idsGiven.toString(16).padStart(12, "0");
      return `5a4db0c0-0000-4000-8000-${hex}`;
    },
  };
}
