import type { Message } from "./message.ts";

/** A message as Graph gives it. */
export function presentMessage({ change: _change, ...message }: Message): Record<string, unknown> {
  return { ...message, reactions: [], eventDetail: null };
}
