import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext } from "react";
import type * as z from "zod/mini";
import type { Endpoint } from "../contract/endpoint.ts";
import { Problem } from "../contract/problem.ts";
import type { LiveChange } from "../contract/session.ts";
import type { Client, Input } from "./client.ts";
import { Offline } from "./offline.ts";

/** What a read depends on: these topics, of one deal or of all. */
export type Follows = { topics: readonly LiveChange["topic"][]; dealId?: string | undefined };

const ClientContext = createContext<Client | null>(null);

/** Gives the pages below a server to ask and a memory of its answers. */
export function ClientProvider({
  client,
  memory,
  children,
}: {
  client: Client;
  memory: QueryClient;
  children: ReactNode;
}) {
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={memory}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

/** The server to ask. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("There is no ClientProvider above.");
  return client;
}

/** A memory of answers. What may pass (no network, a busy server) is tried twice more by itself, nothing else is. */
export function createMemory(): QueryClient {
  const isPassing = (error: Error) =>
    error instanceof Offline || (error instanceof Problem && error.status === 503);
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => isPassing(error) && count < 2 },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Asks again for everything that a change touches. */
export function refresh(memory: QueryClient, change: LiveChange): Promise<void> {
  return memory.invalidateQueries({
    predicate: ({ meta }) => {
      const follows = meta?.["follows"] as Follows | undefined;
      if (follows === undefined || !follows.topics.includes(change.topic)) return false;
      return follows.dealId === undefined || follows.dealId === change.dealId;
    },
  });
}

/** How to ask again for everything that these topics touch, when something was changed past {@link useWrite}. */
export function useRefresh(): (topics: readonly LiveChange["topic"][]) => Promise<void> {
  const memory = useQueryClient();
  return useCallback(
    async (topics) => void (await Promise.all(topics.map((topic) => refreshAll(memory, topic)))),
    [memory],
  );
}

/**
 * Reads an endpoint and keeps its answer fresh; `null` as input waits. With `keepsLast` the last answer stays while
 * another question is being answered.
 */
export function useRead<
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Input<P, Q, B> | null,
  follows: Follows,
  { keepsLast = false } = {},
): UseQueryResult<z.output<R>> {
  const client = useClient();
  return useQuery({
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }) => client.call(endpoint, input as Input<P, Q, B>, signal),
    // What came while the page did is drawn at once.
    initialData: () => (input === null ? undefined : client.early?.(endpoint, input)),
    enabled: input !== null,
    networkMode: "always",
    meta: { follows },
    ...(keepsLast && { placeholderData: keepPreviousData }),
  });
}

/** Changes something on the server, then asks again for what the change touches. */
export function useWrite<
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  touches: readonly LiveChange["topic"][],
): UseMutationResult<z.output<R>, Error, Input<P, Q, B>> {
  const client = useClient();
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<P, Q, B>) => client.call(endpoint, input),
    onSuccess: () => void Promise.all(touches.map((topic) => refreshAll(memory, topic))),
  });
}

function refreshAll(memory: QueryClient, topic: LiveChange["topic"]): Promise<void> {
  return memory.invalidateQueries({
    predicate: ({ meta }) => (meta?.["follows"] as Follows | undefined)?.topics.includes(topic) ?? false,
  });
}
