import { type ReactNode, useMemo, useState } from "react";
import { createClient } from "../client/client.ts";
import { type LiveSource, useFollowing } from "../client/following.ts";
import { usePhotos } from "../client/photos.ts";
import { ClientProvider, createMemory, useClient, useRead } from "../client/reading.tsx";
import { readSession } from "../contract/session.ts";
import type { Host } from "../host/host.ts";
import { useTheme } from "../host/use-theme.ts";
import { Gate } from "../ui/gate.tsx";
import { LostLine } from "../ui/notices.tsx";
import { SurroundingsProvider } from "../ui/surroundings.tsx";
import { Themed } from "../ui/theme.tsx";
import { ToastProvider } from "../ui/toasts.tsx";
import { familyOf } from "./family.ts";

type Props = { host: Host; source: LiveSource; children: ReactNode };

/** The way into every page, tab and panel alike: the host's look, one memory of answers, and who is signed in. */
export function Entrance({ host, source, children }: Props) {
  const theme = useTheme(host);
  const client = useMemo(() => createClient(source), [source]);
  const [memory] = useState(createMemory);
  return (
    <Themed family={familyOf(host)} theme={theme}>
      <ClientProvider client={client} memory={memory}>
        <ToastProvider>
          <SignedIn host={host} source={source}>
            {children}
          </SignedIn>
        </ToastProvider>
      </ClientProvider>
    </Themed>
  );
}

/** The page for whoever is signed in; the gate when nobody is, or when it cannot be known. */
function SignedIn({ host, source, children }: Props) {
  const client = useClient();
  const photoOf = usePhotos();
  const { data: session, error, refetch } = useRead(readSession, {}, { topics: [] });
  const { state, beat } = useFollowing(source, session !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each beat, what says "2 hours ago" says it anew.
  const surroundings = useMemo(
    () => ({
      now: client.now,
      zone: session?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      openLink: (url: string) => void host.openLink(url),
      myId: session?.me.id ?? null,
      photoOf,
      tenantId: session?.tenantId ?? null,
    }),
    [client, session, host, photoOf, beat],
  );
  if (error !== null && session === undefined) return <Gate error={error} onRetry={() => void refetch()} />;
  return (
    <SurroundingsProvider value={surroundings}>
      {state === "lost" && <LostLine />}
      {children}
    </SurroundingsProvider>
  );
}
