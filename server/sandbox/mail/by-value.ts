import type { Message } from "./message.ts";

type Properties = Message["properties"];

const addresses = (list: Properties["toRecipients"]) => list.map(({ emailAddress }) => emailAddress.address);

/** The properties that most filters ask for: their messages are found without looking at all the others. */
const READERS = {
  internetMessageId: (of: Properties) => [of.internetMessageId],
  conversationId: (of: Properties) => [of.conversationId],
  "from/emailAddress/address": (of: Properties) => addresses(of.from === null ? [] : [of.from]),
  toRecipients: (of: Properties) => addresses(of.toRecipients),
  ccRecipients: (of: Properties) => addresses(of.ccRecipients),
  categories: (of: Properties) => of.categories,
} as const;

/** One of them. */
export type IndexedProperty = keyof typeof READERS;

const NAMES = Object.keys(READERS) as IndexedProperty[];

/** Messages by what those properties hold, whatever the letter case. For a list, by each of what is in it. */
export type ByValue = {
  /** Notes a message, or what it holds now. */
  put(message: Message): void;
  drop(message: Message): void;
  /** In no particular order; null when more than `most` have it, so that looking for them one by one is quicker. */
  find(property: IndexedProperty, value: string, most: number): Message[] | null;
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
    find(property, value, most) {
      const those = found.get(keyFor(property, value));
      return (those?.size ?? 0) > most ? null : [...(those ?? [])];
    },
  };
}

function keysOf({ properties }: Message): string[] {
  return NAMES.flatMap((name) => READERS[name](properties).map((value) => keyFor(name, value)));
}

function keyFor(property: IndexedProperty, value: string): string {
  return `${property} ${value.toLowerCase()}`;
}
