import type { Message } from "./message.ts";

/** The properties that most filters ask for: their messages are found without looking at all the others. */
const READERS = {
  internetMessageId: ({ properties }: Message) => properties.internetMessageId,
  conversationId: ({ properties }: Message) => properties.conversationId,
  "from/emailAddress/address": ({ properties }: Message) => properties.from?.emailAddress.address ?? null,
} as const;

/** One of them. */
export type IndexedProperty = keyof typeof READERS;

/** Their names. */
export const indexedProperties = Object.keys(READERS) as IndexedProperty[];

/** Messages by what those properties hold, whatever the letter case. */
export type ByValue = {
  /** Notes a message, or what it holds now. */
  put(message: Message): void;
  drop(message: Message): void;
  /** In no particular order. */
  find(property: IndexedProperty, value: string): Message[];
};

/** Opens an empty index. */
export function openByValue(): ByValue {
  const found = new Map<string, Set<Message>>();
  // What a message was noted under: it may hold something else by now.
  const noted = new Map<Message, readonly string[]>();

  function drop(message: Message): void {
    for (const key of noted.get(message) ?? []) {
      const others = found.get(key);
      others?.delete(message);
      if (others?.size === 0) found.delete(key);
    }
    noted.delete(message);
  }

  return {
    put(message) {
      const keys = keysOf(message);
      if (String(keys) === String(noted.get(message))) return;
      drop(message);
      noted.set(message, keys);
      for (const key of keys) found.set(key, (found.get(key) ?? new Set()).add(message));
    },
    drop,
    find: (property, value) => [...(found.get(keyFor(property, value)) ?? [])],
  };
}

function keysOf(message: Message): string[] {
  return indexedProperties.flatMap((property) => {
    const value = READERS[property](message);
    return value === null ? [] : [keyFor(property, value)];
  });
}

function keyFor(property: IndexedProperty, value: string): string {
  return `${property} ${value.toLowerCase()}`;
}
