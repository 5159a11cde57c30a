import { type Db, row, sql } from "../store/db.ts";

/** A person of the client, as somebody else's work comes to know them. `address` is clean. */
export type NewContact = { id: string; name: string; address: string };

/** The client's people of deals, for rooms that come to know of one. Whoever edits the deal meanwhile sees that it changed. */
export function contactBook(tenantId: string) {
  async function touch(tx: Db, dealId: string): Promise<void> {
    await sql`update deal set version = version + 1 where tenant_id = ${tenantId} and id = ${dealId}::uuid`.execute(
      tx,
    );
  }

  return {
    /** Adds a contact. False when the deal has one with that address already. */
    async add(tx: Db, dealId: string, { id, name, address }: NewContact): Promise<boolean> {
      const added = await row(
        tx,
        sql`insert into deal_contact (tenant_id, deal_id, id, name, address)
            values (${tenantId}, ${dealId}, ${id}, ${name}, ${address}) on conflict do nothing returning id`,
      );
      if (added === null) return false;
      await touch(tx, dealId);
      return true;
    },

    /** Removes a contact. Its address; null when the deal has no such contact. */
    async remove(tx: Db, dealId: string, id: string): Promise<string | null> {
      const removed = await row<{ address: string }>(
        tx,
        sql`delete from deal_contact where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and id = ${id}::uuid
            returning address`,
      );
      if (removed === null) return null;
      await touch(tx, dealId);
      return removed.address;
    },
  };
}
