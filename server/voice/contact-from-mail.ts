import type { Router } from "express";
import { addContact, removeContact } from "../../src/contract/contact-from-mail.ts";
import { Problem } from "../../src/contract/problem.ts";
import { type Address, domainOf, parseAddress } from "../../src/domain/people/address.ts";
import { isWithin } from "../../src/domain/people/domain.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { type Db, rows, sql, transact } from "../store/db.ts";
import { type ReadingParts, readMail, requireHead } from "./check-message.ts";
import type { Contacts } from "./deal-ports.ts";
import { requireSeat } from "./deal-view.ts";
import type { HistoryStore } from "./history-store.ts";
import type { MailHead } from "./ports.ts";
import { type DealTable, tableOf } from "./table-store.ts";

type Parts = House & ReadingParts & { contacts: Contacts; history: HistoryStore };

/** Making the writer of a mail a person of the client's, and taking that back. By anyone of the team: it is a fact, no decision. */
export function contactRoutes(parts: Parts): Router[] {
  const { db, tenantId, audit, now, ask, announce, contacts, history, judging } = parts;
  return [
    serve(addContact, audit, async ({ body: { id, messageId, dealId }, caller }) => {
      await requireSeat(db, tenantId, dealId, caller.userId);
      const head = await requireHead(parts, caller.userId, messageId);
      const { name, address } = writerOf(head, await tableOf(db, tenantId, dealId));
      await transact(db, async (tx) => {
        if (!(await contacts.add(tx, dealId, { id, name, address }))) return;
        await history.learnName(tx, dealId, address, now());
        await ask(tx, "watch.reconcile", { tenantId });
      });
      announce(tenantId, { topic: "deals", dealId });
      await asking(parts, "Mail.ReadBasic.All", () => judging.take(caller.userId, head));
      return { readings: (await readMail(parts, caller.userId, head)).readings };
    }),
    serve(removeContact, audit, async ({ params: { dealId, contactId }, caller }) => {
      await requireSeat(db, tenantId, dealId, caller.userId);
      const removed = await transact(db, async (tx) => {
        const address = await contacts.remove(tx, dealId, contactId);
        if (address === null) return false;
        const table = await tableOf(tx, tenantId, dealId);
        if (table !== null && !isClient(table, address)) await forget(parts, tx, dealId, address);
        return true;
      });
      announce(tenantId, { topic: "deals", dealId });
      announce(tenantId, { topic: "incidents", dealId });
      return { removed };
    }),
  ];
}

/** Whoever wrote a mail, as a person of the client's. Throws "mail.not-client" for one of ours, and where nobody did. */
function writerOf({ from }: MailHead, table: DealTable | null): { name: string; address: Address } {
  const address = from === null ? null : parseAddress(from.address);
  if (from === null || address === null || table === null)
    throw new Problem("mail.not-client", "Nobody can be read as the writer of this mail.");
  const isOurs = table.ourDomains.some((owner) => isWithin(domainOf(address), owner));
  if (isOurs) throw new Problem("mail.not-client", "One of ours wrote this mail.");
  const name = from.name
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 120);
  return { name: name === "" ? address : name, address };
}

function isClient({ contacts, clientDomains }: DealTable, text: string): boolean {
  const address = parseAddress(text);
  if (address === null) return false;
  if (contacts.some((one) => one.address === address)) return true;
  return clientDomains.some((owner) => isWithin(domainOf(address), owner));
}

/** What was found by the address alone is no incident any more, and is forgotten. */
async function forget({ tenantId, now, ask }: Parts, tx: Db, dealId: string, address: string): Promise<void> {
  const withdrawn = await rows<{ id: string }>(
    tx,
    sql`update incident set state = 'withdrawn', settled_at = ${now().toString()}
        where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and client_address = ${address}
          and state <> 'withdrawn' returning id`,
  );
  for (const { id } of withdrawn) await ask(tx, "voice.mark", { tenantId, incidentId: id });
  await sql`delete from judgement where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
              and client_address = ${address}`.execute(tx);
  await sql`delete from client_name where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid
              and name = ${address}`.execute(tx);
}
