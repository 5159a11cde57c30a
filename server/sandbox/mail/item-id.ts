import type { Tenant } from "../core/tenant.ts";

function bytes(guid: string): Buffer {
  return Buffer.from(guid.replaceAll("-", ""), "hex");
}

/** An id that lasts while the item stays in its mailbox. Case-sensitive, as all of Outlook's ids are. */
export function newImmutableId(tenant: Tenant): string {
  return `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${scrambled(tenant)}AA=`;
}

/** An id that holds until the item moves to another folder. */
export function newMutableId(tenant: Tenant): string {
  return `AAMkADhmNTQ0ZmVkLWRlYWwtNGM2ZgBGAAAAAAD${scrambled(tenant)}AAA=`;
}

/** A folder's id; it never changes. */
export function newFolderId(tenant: Tenant): string {
  return `AQMkADhmNTQ0ZmVkLWRlYWwtNGM2ZgAuAAAD${scrambled(tenant)}AAA=`;
}

// The serial comes first in the bytes so that two ids differ early, and often only in the case of a letter.
function scrambled(tenant: Tenant): string {
  return bytes(tenant.newId()).reverse().toString("base64url");
}

/** The version of an item as Outlook writes it; it differs after every change of the mailbox. */
export function changeKey(version: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(version));
  return `CQAAABYAAAD${counter.toString("base64url")}`;
}

/** The entity tag that goes with a change key. */
export function etagOf(key: string): string {
  return `W/"${key}"`;
}
