import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";

/** Side of the picture that is asked for, in pixels: sharp at the 40 of a screen, also on a dense one. */
const SIDE = 96;
/** What pages may show as a picture. */
const TYPES = new Set(["image/jpeg", "image/png", "image/gif"]);
/** A picture of that size weighs some five kilobytes; what weighs so much is none. */
const BYTES_MOST = 200_000;

/** People's pictures for the application: User.Read.All. */
export function photos(graph: Graph) {
  return {
    /** The person's picture; null for whoever has none, or whose picture may not be read. Source: Graph, profilePhoto. */
    async photo(personId: string): Promise<{ type: string; bytes: Uint8Array } | null> {
      const found = await graph
        .file(path`/users/${personId}/photos/${`${SIDE}x${SIDE}`}/$value`)
        .catch(unlessUnreadable);
      if (found === null || found.bytes.length > BYTES_MOST) return null;
      const [type = ""] = found.type.toLowerCase().split(";");
      return TYPES.has(type.trim()) ? { type: type.trim(), bytes: found.bytes } : null;
    },
  };
}

function unlessUnreadable(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
