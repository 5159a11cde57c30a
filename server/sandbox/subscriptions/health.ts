import { slot, type Tenant } from "../core/tenant.ts";

/** How notifications to one host fare. "slow": each waits ten seconds more. "drop": they are lost. */
export type Health = "well" | "slow" | "drop";

/** Answers count for so long. Source: change notification delivery, throttling. */
const WINDOW_MS = 600_000;
/** The shares of slow answers beyond which a host is slow, or dropped. */
const SLOW_SHARE = 0.1;
const DROP_SHARE = 0.15;
/** Fewer answers than this say nothing about a host. */
const FEWEST = 10;

type Answer = { at: number; wasSlow: boolean };

const healthSlot = slot("endpoint health", () => new Map<string, Answer[]>());

function hostOf(url: string): string {
  return new URL(url).host;
}

function recent(tenant: Tenant, url: string): Answer[] {
  const oldest = tenant.clock.now().epochMilliseconds - WINDOW_MS;
  const answers = (tenant.state(healthSlot).get(hostOf(url)) ?? []).filter(({ at }) => at > oldest);
  tenant.state(healthSlot).set(hostOf(url), answers);
  return answers;
}

/** Notes an answer; `wasSlow` for one that came too late or never. */
export function noteAnswer(tenant: Tenant, url: string, wasSlow: boolean): void {
  recent(tenant, url).push({ at: tenant.clock.now().epochMilliseconds, wasSlow });
}

/** How the host behind an address fares, judged by its answers of the last ten minutes. */
export function healthOf(tenant: Tenant, url: string): Health {
  const answers = recent(tenant, url);
  if (answers.length < FEWEST) return "well";
  const share = answers.filter(({ wasSlow }) => wasSlow).length / answers.length;
  if (share > DROP_SHARE) return "drop";
  return share > SLOW_SHARE ? "slow" : "well";
}
