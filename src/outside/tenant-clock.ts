import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { machineNow } from "../host/machine-clock.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** The zone of the company's main office: the page tells all times in it. */
export const OFFICE_ZONE = "Europe/Berlin";

const EVERY_MS = 5000;

/** The tenant's time as it was told last: an ISO instant, and how far it is ahead of this machine's, in milliseconds. */
const clockOf = (tenant: Tenant) =>
  queryOptions({
    queryKey: ["clock"],
    queryFn: async () => {
      const now = await tenant.now();
      return { now, aheadMs: Date.parse(now) - machineNow() };
    },
    refetchInterval: EVERY_MS,
  });

/** The tenant's time to be shown, an ISO instant; undefined until it is known. */
export function useTenantTime(tenant: Tenant): string | undefined {
  return useQuery(clockOf(tenant)).data?.now;
}

/** The tenant's clock, in milliseconds since the epoch; until it is known, this machine's. */
export function useTenantClock(tenant: Tenant): () => number {
  const { data } = useQuery(clockOf(tenant));
  const aheadMs = useRef(0);
  useEffect(() => {
    if (data !== undefined) aheadMs.current = data.aheadMs;
  }, [data]);
  return useCallback(() => machineNow() + aheadMs.current, []);
}
