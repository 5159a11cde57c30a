import type { Tenant } from "../core/tenant.ts";
import { deliver } from "./deliver.ts";

/** Makes the tenant's post office take what other services send: invitations, answers, cancellations. */
export function openMail(tenant: Tenant): void {
  tenant.listen("post", ({ raw, to }) => {
    void deliver(tenant, typeof raw === "string" ? new TextEncoder().encode(raw) : raw, to);
  });
}
