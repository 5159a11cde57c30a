import { createContext, type ReactNode, useContext } from "react";

/** What the pieces of a screen may know of the world around it. */
export type Surroundings = {
  /** Milliseconds since the epoch by the server's clock. */
  now(): number;
  /** The reader's IANA zone. */
  zone: string;
  /** Opens an address outside the page, as the host wants it. */
  openLink(url: string): void;
  /** The reader's id in the directory; null until it is known. */
  myId: string | null;
  /** What a person of ours looks like: an address that holds the picture, null without one. Left out: nobody knows. */
  photoOf?: (personId: string) => Promise<string | null>;
  /** The reader's tenant; null until it is known. */
  tenantId: string | null;
};

const SurroundingsContext = createContext<Surroundings | null>(null);

/** Tells the pieces below about the world around. */
export function SurroundingsProvider({ value, children }: { value: Surroundings; children: ReactNode }) {
  return <SurroundingsContext value={value}>{children}</SurroundingsContext>;
}

/** The world around. */
export function useSurroundings(): Surroundings {
  const value = useContext(SurroundingsContext);
  if (value === null) throw new Error("There is no SurroundingsProvider above.");
  return value;
}
