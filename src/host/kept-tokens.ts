import { machineNow } from "./machine-clock.ts";

/** Tokens of one person for our API. `expiresMs`: milliseconds since the epoch; `refresh` null: none was given. */
export type Tokens = { access: string; refresh: string | null; expiresMs: number };

/** What has to be remembered while the page is away to sign in. `wanted` is the address to come back to. */
export type Leaving = { verifier: string; wanted: string; isSilent: boolean };

/** Entra's usual hour, for a reply that does not say. */
const USUAL_LIFE_S = 3600;

const leavingKey = (state: string) => `one-voice:leaving:${state}`;

/** The address that a page back from signing in had before it left; `here`, its own, for a page that was not away. */
export function addressBefore(storage: Storage, here: string): string {
  const state = new URL(here).searchParams.get("state");
  const leaving = state === null ? null : read<Leaving>(storage, leavingKey(state));
  return leaving?.wanted ?? here;
}

/**
 * What one person's sign-in leaves in the browser: session storage only, so it ends with the browser's tab. Frames of one
 * page share it, hence the key by client and person.
 */
export function keptTokens(storage: Storage, clientId: string, person: string) {
  const key = `one-voice:tokens:${clientId}:${person}`;
  return {
    current: (): Tokens | null => read<Tokens>(storage, key),

    keep(access: string, refresh: string | null, lifeS: number = USUAL_LIFE_S): Tokens {
      const tokens = { access, refresh, expiresMs: machineNow() + lifeS * 1000 };
      storage.setItem(key, JSON.stringify(tokens));
      return tokens;
    },

    forget: (): void => storage.removeItem(key),

    leave: (state: string, leaving: Leaving): void =>
      storage.setItem(leavingKey(state), JSON.stringify(leaving)),

    /** What was left under this state; null for a state that is not ours. Answers once. */
    cameBack(state: string): Leaving | null {
      const leaving = read<Leaving>(storage, leavingKey(state));
      storage.removeItem(leavingKey(state));
      return leaving;
    },
  };
}

/** The tokens of one person, as the page keeps them. */
export type KeptTokens = ReturnType<typeof keptTokens>;

function read<Value>(storage: Storage, key: string): Value | null {
  const text = storage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Value);
}
