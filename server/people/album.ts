import { Buffer } from "node:buffer";
import type { Temporal } from "temporal-polyfill";

/** What the album needs of the directory; server/graph/photos.ts provides it. Null: there is no picture. */
export type Photos = { photo(personId: string): Promise<{ type: string; bytes: Uint8Array } | null> };

/** A picture, or that there is none, is believed so long. */
const FRESH_HOURS = 24;
/** So many people's pictures are kept, a few megabytes: those asked for first go first. */
const PEOPLE_MOST = 1_000;

/**
 * People's pictures as addresses that hold the image itself ("data:image/png;base64,…"), null for whoever has none. Kept in
 * this server's memory: one question to the directory a day and person, however many screens ask at once.
 */
export function photoAlbum(
  photos: Photos,
  now: () => Temporal.Instant,
): (id: string) => Promise<string | null> {
  const kept = new Map<string, { photo: Promise<string | null>; until: number }>();

  async function read(id: string): Promise<string | null> {
    const found = await photos.photo(id);
    return found && `data:${found.type};base64,${Buffer.from(found.bytes).toString("base64")}`;
  }

  return (id) => {
    const at = now();
    const before = kept.get(id);
    if (before !== undefined && before.until > at.epochMilliseconds) return before.photo;
    const photo = read(id);
    kept.delete(id);
    kept.set(id, { photo, until: at.add({ hours: FRESH_HOURS }).epochMilliseconds });
    // What could not be asked is asked again by the next who wants it.
    photo.catch(() => kept.get(id)?.photo === photo && kept.delete(id));
    const [oldest] = kept.keys();
    if (kept.size > PEOPLE_MOST && oldest !== undefined) kept.delete(oldest);
    return photo;
  };
}
