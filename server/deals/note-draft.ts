import type { Temporal } from "temporal-polyfill";
import type { Deal } from "../../src/contract/deals.ts";
import { languageOfClient, noteDraft } from "../../src/domain/deals/client-note.ts";
import type { House } from "../room.ts";
import { type Db, sql } from "../store/db.ts";
import { noteById } from "./note-store.ts";
import type { DealPorts } from "./ports.ts";
import type { StoredTurnover } from "./turnover-store.ts";

/** More recipients would be a circular, not a note. */
const RECIPIENTS = 20;

/**
 * Drafts the note to the client that follows from a turnover, in the client's language, for everyone whom it speaks of to
 * sign: who spoke and who speaks, at the end of a deal who spoke last and who leads. Written once for a turnover.
 */
export async function draftNote(
  tx: Db,
  tenantId: string,
  turnover: StoredTurnover,
  deal: Deal,
  at: Temporal.Instant,
): Promise<void> {
  const { id, kind, fromId, toId } = turnover;
  const seated = (personId: string | null) => deal.seats.find(({ person }) => person.id === personId)?.person;
  const leader = deal.seats.find(({ role }) => role === "accountManager")?.person;
  const sender = seated(kind === "hand-over" ? toId : fromId) ?? leader;
  if (sender === undefined) return;
  const other = kind === "hand-over" ? seated(fromId) : leader;
  const language = languageOfClient(deal.contacts, deal.domains);
  const from = other === undefined || other.id === sender.id ? null : other.name;
  const facts = { kind, deal: deal.name, client: deal.account, from, speaker: sender.name };
  const { subject, text } = noteDraft(language, facts);
  const clients = deal.contacts.slice(0, RECIPIENTS).map(({ name, address }) => ({ name, address }));
  await sql`insert into client_note (tenant_id, id, deal_id, language, clients, subject, body, sender_id, state, created_at)
            values (${tenantId}, ${id}, ${deal.id}, ${language}, ${JSON.stringify(clients)}::jsonb, ${subject}, ${text},
                    ${sender.id}, 'open', ${at.toString()}) on conflict do nothing`.execute(tx);
  const signers = [...new Set([other?.id ?? sender.id, sender.id])];
  for (const [place, personId] of signers.entries())
    await sql`insert into note_signature (tenant_id, note_id, person_id, place)
              values (${tenantId}, ${id}, ${personId}, ${place}) on conflict do nothing`.execute(tx);
}

/** Lays a signed note into its sender's drafts, once. Where mailboxes are shut to us it stays signed, to be copied. */
export async function placeNote(house: House, ports: DealPorts, noteId: string): Promise<void> {
  const { db, tenantId, announce, log } = house;
  const note = await noteById(db, tenantId, noteId);
  if (note === null || note.state !== "signed") return;
  const letter = { key: `note-${noteId}`, to: note.clients, subject: note.subject, html: asHtml(note.body) };
  try {
    await ports.letters.draft(note.senderId, letter);
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null || trouble.kind === "busy") throw error;
    log.warn(
      { dealId: note.dealId, trouble: trouble.kind },
      "a signed note could not be laid into the drafts",
    );
    return;
  }
  await sql`update client_note set state = 'drafted'
             where tenant_id = ${tenantId} and id = ${noteId}::uuid and state = 'signed'`.execute(db);
  announce(tenantId, { topic: "deals", dealId: note.dealId });
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function asHtml(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll("\n", "<br>")}</p>`)
    .join("");
}
