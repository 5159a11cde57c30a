import type { ClientNote } from "../../src/contract/client-note.ts";
import { type Db, row, rows, sql, toInstantOrNull } from "../store/db.ts";

/** A note as it is kept. */
export type StoredNote = {
  id: string;
  dealId: string;
  kind: ClientNote["kind"];
  version: number;
  language: "en" | "ru";
  clients: ClientNote["to"];
  subject: string;
  body: string;
  senderId: string;
  state: ClientNote["state"];
};

const COLUMNS = sql.raw(`
  n.id, n.deal_id as "dealId", t.kind, n.version, n.language, n.clients, n.subject, n.body, n.sender_id as "senderId",
  n.state`);

/** The note; null when there is none by this id. */
export function noteById(db: Db, tenantId: string, id: string): Promise<StoredNote | null> {
  return row<StoredNote>(
    db,
    sql`select ${COLUMNS} from client_note n join turnover t on t.tenant_id = n.tenant_id and t.id = n.id
         where n.tenant_id = ${tenantId} and n.id = ${id}::uuid`,
  );
}

/** The latest note of a deal as people see it; null where there is none. */
export async function latestNote(db: Db, tenantId: string, dealId: string): Promise<ClientNote | null> {
  const note = await row<StoredNote>(
    db,
    sql`select ${COLUMNS} from client_note n join turnover t on t.tenant_id = n.tenant_id and t.id = n.id
         where n.tenant_id = ${tenantId} and n.deal_id = ${dealId}::uuid order by n.created_at desc, n.id limit 1`,
  );
  if (note === null) return null;
  type Signer = { id: string; name: string; mail: string; title: string | null; at: Date | null };
  const signers = await rows<Signer>(
    db,
    sql`select p.id, p.name, p.mail, p.title, s.signed_at as at from note_signature s
          join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
         where s.tenant_id = ${tenantId} and s.note_id = ${note.id}::uuid order by s.place`,
  );
  const shown = signers.map(({ at, ...person }) => ({
    person,
    signedAt: toInstantOrNull(at)?.toString() ?? null,
  }));
  const sender = shown.find(({ person }) => person.id === note.senderId)?.person;
  if (sender === undefined) return null;
  const { id, kind, version, language, clients, subject, body, state } = note;
  return { id, kind, version, language, to: clients, subject, text: body, sender, signers: shown, state };
}

/** Changes the words of an open note that is at that version; every signature goes. False when it is not. */
export async function rewriteNote(
  tx: Db,
  tenantId: string,
  { id, version, subject, text }: { id: string; version: number; subject: string; text: string },
): Promise<boolean> {
  const changed = await row(
    tx,
    sql`update client_note set subject = ${subject}, body = ${text}, version = version + 1
         where tenant_id = ${tenantId} and id = ${id}::uuid and version = ${version} and state = 'open' returning id`,
  );
  if (changed === null) return false;
  await sql`update note_signature set signed_at = null
             where tenant_id = ${tenantId} and note_id = ${id}::uuid`.execute(tx);
  return true;
}

/** Signs an open note that is at that version. "last": everyone has signed now; "gone": it is not open at that version. */
export async function signNote(
  tx: Db,
  tenantId: string,
  { id, version, personId, at }: { id: string; version: number; personId: string; at: string },
): Promise<"signed" | "last" | "gone"> {
  // Held until the end of the transaction: of two who sign at once the second sees the first.
  const open = await row(
    tx,
    sql`select id from client_note where tenant_id = ${tenantId} and id = ${id}::uuid and version = ${version}
           and state = 'open' for update`,
  );
  if (open === null) return "gone";
  await sql`update note_signature set signed_at = coalesce(signed_at, ${at}::timestamptz)
             where tenant_id = ${tenantId} and note_id = ${id}::uuid and person_id = ${personId}`.execute(tx);
  const missing = await row(
    tx,
    sql`select 1 from note_signature
         where tenant_id = ${tenantId} and note_id = ${id}::uuid and signed_at is null limit 1`,
  );
  if (missing !== null) return "signed";
  await sql`update client_note set state = 'signed' where tenant_id = ${tenantId} and id = ${id}::uuid`.execute(
    tx,
  );
  return "last";
}

/** Puts an open note at that version away. False when it is not open at that version. */
export async function dropNote(db: Db, tenantId: string, id: string, version: number): Promise<boolean> {
  const dropped = await row(
    db,
    sql`update client_note set state = 'dropped'
         where tenant_id = ${tenantId} and id = ${id}::uuid and version = ${version} and state = 'open' returning id`,
  );
  return dropped !== null;
}
