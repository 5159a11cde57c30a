import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { company } from "./company.ts";
import { demoSeed } from "./demo.ts";
import { BadSeed } from "./plant-directory.ts";
import { type TenantSeed, type TenantSeedInput, tenantSeed } from "./schema.ts";

/** "demo": two weeks of mail and meetings. "empty": the same company on its first day. Or a tenant of one's own. */
export type Seed = "demo" | "empty" | TenantSeedInput;

/** What a seed means, built around `now` where it is one of ours. Throws BadSeed with what is wrong where. */
export function readSeed(seed: unknown, now: Temporal.Instant): TenantSeed {
  if (seed === "empty") return tenantSeed.parse(company);
  if (seed === "demo") return tenantSeed.parse(demoSeed(now));
  if (typeof seed === "string")
    throw new BadSeed(`There is no seed "${seed}": it is "demo", "empty" or a tenant.`);
  const read = tenantSeed.safeParse(seed);
  if (read.success) return read.data;
  throw new BadSeed(`This tenant cannot be read. ${z.prettifyError(read.error).replaceAll("\n", " ")}`);
}
