import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { machineNow } from "../host/machine-clock.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** The zone of the company's main office: the page tells all times in it. */
export const OFFICE_ZONE = "Europe/Berlin";

const EVERY_MS = 5000;

/** The tenant's clock, in milliseconds since the epoch; until it is known, this machine's. */
export function useTenantClock(tenant: Tenant): () => number {
  const aheadMs = useRef(0);
  useQuery({
    queryKey: ["clock"],
    queryFn: async () => {
      const now = await tenant.now();
      aheadMs.current = Date.parse(now) - machineNow();
      return now;
    },
    refetchInterval: EVERY_MS,
  });
  return useCallback(() => machineNow() + aheadMs.current, []);
}
