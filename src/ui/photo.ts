import { useEffect, useState } from "react";
import { useSurroundings } from "./surroundings.tsx";

/**
 * What a person of ours looks like, once that is known; null before, without a picture, and where no id of the directory
 * says who it is: on a card for outsiders an address stands in its place.
 */
export function usePhoto(personId: string | undefined): string | null {
  const { photoOf } = useSurroundings();
  const [photo, show] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    show(null);
    if (personId !== undefined && !personId.includes("@"))
      photoOf?.(personId).then(
        (found) => isWanted && show(found),
        // Initials do as well.
        () => {},
      );
    return () => {
      isWanted = false;
    };
  }, [personId, photoOf]);
  return photo;
}
