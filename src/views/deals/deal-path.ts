/** Where a deal's page stands within the tab; `part` names one of its sections. */
export function dealPath(dealId: string, part = ""): string {
  return `/deals/${dealId}${part === "" ? "" : `/${part}`}`;
}
