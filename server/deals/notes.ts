import {
  type ClientNote,
  dropClientNote,
  readClientNote,
  signClientNote,
  writeClientNote,
} from "../../src/contract/client-note.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Caller } from "../http/caller.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { dealFor } from "./deal-access.ts";
import { dropNote, latestNote, rewriteNote, signNote } from "./note-store.ts";

/** Reading, changing, signing and putting away the note to the client. */
export function noteRoutes(house: House): Room["routes"] {
  const { db, tenantId, now, audit, ask, announce } = house;

  /** The note that is meant, if it is the deal's latest. Throws "deal.unknown", "note.unknown", "note.changed". */
  async function noteOf(dealId: string, wanted: { id: string; version: number }, caller: Caller) {
    const deal = await dealFor(house, dealId, caller);
    const note = await latestNote(db, tenantId, dealId);
    if (note === null || note.id !== wanted.id) throw new Problem("note.unknown", "There is no such note.");
    if (note.version !== wanted.version || note.state !== "open") throw changed();
    return { deal, note };
  }

  async function show(dealId: string): Promise<{ note: ClientNote | null }> {
    announce(tenantId, { topic: "deals", dealId });
    return { note: await latestNote(db, tenantId, dealId) };
  }

  return [
    serve(readClientNote, audit, async ({ params: { dealId }, caller }) => {
      await dealFor(house, dealId, caller);
      return { note: await latestNote(db, tenantId, dealId) };
    }),
    serve(writeClientNote, audit, async ({ params: { dealId }, body, caller }) => {
      const { deal, note } = await noteOf(dealId, body, caller);
      requireWriter(deal, note, caller);
      const isKept = await transact(db, (tx) => rewriteNote(tx, tenantId, body));
      if (!isKept) throw changed();
      return show(dealId);
    }),
    serve(signClientNote, audit, async ({ params: { dealId }, body, caller }) => {
      const { note } = await noteOf(dealId, body, caller);
      if (!isSigner(note, caller)) throw notYours();
      await transact(db, async (tx) => {
        const signed = { ...body, personId: caller.userId, at: now().toString() };
        const how = await signNote(tx, tenantId, signed);
        if (how === "gone") throw changed();
        if (how === "last") await ask(tx, "note.draft", { tenantId, noteId: note.id });
      });
      return show(dealId);
    }),
    serve(dropClientNote, audit, async ({ params: { dealId }, body, caller }) => {
      const { deal, note } = await noteOf(dealId, body, caller);
      requireWriter(deal, note, caller);
      if (!(await dropNote(db, tenantId, note.id, body.version))) throw changed();
      return show(dealId);
    }),
  ];
}

function requireWriter(deal: Deal, note: ClientNote, caller: Caller): void {
  if (deal.yourRole !== "accountManager" && !isSigner(note, caller)) throw notYours();
}

function isSigner({ signers }: ClientNote, { userId }: Caller): boolean {
  return signers.some(({ person }) => person.id === userId);
}

function notYours(): Problem {
  return new Problem("deal.not-yours", "The note is for others to sign.");
}

function changed(): Problem {
  return new Problem("note.changed", "The note changed meanwhile.");
}
