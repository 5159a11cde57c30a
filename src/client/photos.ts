import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { readPhoto } from "../contract/session.ts";
import { useClient } from "./reading.tsx";

/** How a page learns what somebody of ours looks like: an address that holds the picture, null where there is none. Asked once a page. */
export function usePhotos(): (personId: string) => Promise<string | null> {
  const client = useClient();
  const memory = useQueryClient();
  return useCallback(
    async (personId) => {
      const { photo } = await memory.fetchQuery({
        queryKey: [readPhoto.path, personId],
        queryFn: () => client.call(readPhoto, { params: { personId } }),
        ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, retry: false },
      });
      return photo;
    },
    [client, memory],
  );
}
