import type { Item } from "./answering.ts";
import { TENANT } from "./bodies.ts";

/** One statement for all items of a request, into the product's own table: what no intake that stores them can do without. */
export const INSERT = `
  insert into intake (tenant_id, person_id, subject, resource_id, change, etag)
  select '${TENANT}', item.* from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as item
  on conflict do nothing`;

/** The statement's values: one array a column. */
export function valuesOf(items: readonly Item[]): string[][] {
  return [
    items.map(({ subscriptionId }) => subscriptionId),
    items.map(() => "mail"),
    items.map(({ resourceData }) => resourceData.id),
    items.map(({ changeType }) => changeType),
    items.map(({ resourceData }) => resourceData["@odata.etag"]),
  ];
}
