import { Link } from "@fluentui/react-components";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useMemo, useState, useSyncExternalStore } from "react";
import { onSystemTheme, systemTheme } from "../host/page-theme.ts";
import { useT } from "../ui/language/language.tsx";
import type { ThemeName } from "../ui/look.ts";
import { Empty, Refused } from "../ui/notices.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { SurroundingsProvider } from "../ui/surroundings.tsx";
import { Themed } from "../ui/theme.tsx";
import { ToastProvider } from "../ui/toasts.tsx";
import { type Choices, themeOf, useChoices } from "./choices.ts";
import { openFeed } from "./feed/feed.ts";
import styles from "./outside.module.css";
import { type Doors, Page } from "./page.tsx";
import { StageProvider } from "./stage.tsx";
import { openTenant, type Tenant } from "./tenant/tenant.ts";
import { OFFICE_ZONE, useTenantClock } from "./tenant-clock.ts";

type Props = { sandbox: string | null; fetch: typeof fetch; doors: Doors };

/** The sandbox's page: Teams and Outlook side by side, the world around them, and what the tenant did. */
export function Outside({ sandbox, fetch, doors }: Props) {
  const [choices, choose] = useChoices();
  const [memory] = useState(createMemory);
  const system = useSyncExternalStore(onSystemTheme, systemTheme);
  const theme = themeOf(choices.look, system);
  const tenant = useMemo(
    () => (sandbox === null ? null : openTenant({ fetch, url: sandbox })),
    [sandbox, fetch],
  );
  return (
    <Themed family="web" theme={theme}>
      <QueryClientProvider client={memory}>
        <ToastProvider>
          {tenant === null ? <NoSandbox /> : <WithCast {...{ tenant, doors, theme, choices, choose }} />}
        </ToastProvider>
      </QueryClientProvider>
    </Themed>
  );
}

type CastProps = {
  tenant: Tenant;
  doors: Doors;
  theme: ThemeName;
  choices: Choices;
  choose: (change: Partial<Choices>) => void;
};

function WithCast({ tenant, doors, theme, choices, choose }: CastProps) {
  const { data: cast, error, refetch } = useQuery({ queryKey: ["cast"], queryFn: tenant.cast });
  const feed = useMemo(() => openFeed(tenant), [tenant]);
  const now = useTenantClock(tenant);
  const surroundings = useMemo(
    () => ({
      now,
      zone: OFFICE_ZONE,
      openLink: (url: string) => void window.open(url, "_blank", "noopener"),
      myId: null,
      tenantId: null,
    }),
    [now],
  );
  if (cast === undefined)
    return (
      <main className={styles["waiting"]}>
        {error === null ? (
          <Skeleton rows={5} tall />
        ) : (
          <Refused error={error} onRetry={() => void refetch()} />
        )}
      </main>
    );
  return (
    <SurroundingsProvider value={surroundings}>
      <StageProvider value={{ tenant, feed, cast }}>
        <Page doors={doors} theme={theme} choices={choices} choose={choose} />
      </StageProvider>
    </SurroundingsProvider>
  );
}

function NoSandbox() {
  const t = useT();
  return (
    <main className={styles["waiting"]}>
      <Empty title={t("outside.real")} action={<Link href="/tab/">{t("outside.realTab")}</Link>}>
        {t("outside.realNext")}
      </Empty>
    </main>
  );
}

/** The tenant is on this machine: what fails is asked again soon anyway. */
function createMemory(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: "always", staleTime: 1000 },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
