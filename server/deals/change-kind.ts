import { changeSensitivity } from "../../src/contract/deal-edits.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { isClosed, type Sensitivity } from "../../src/domain/deals/deal.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { type Db, row, sql } from "../store/db.ts";
import { change, dealFor, dealToChange } from "./deal-access.ts";
import { invalid } from "./deal-input.ts";
import { makeRoom } from "./make-room.ts";
import type { DealPorts } from "./ports.ts";
import { leaveChannel } from "./room-former.ts";
import { leaveRoom, takeRoom } from "./room-lease.ts";
import { roomFacts } from "./room-store.ts";

/** Changing who gets into a deal's room; where there is a channel already, by a new room in the old one's stead. */
export function kindRoutes(house: House, ports: DealPorts): Room["routes"] {
  const { audit } = house;
  return [
    serve(changeSensitivity, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "edit");
      const { version, sensitivity, old } = body;
      if (isClosed(deal.stage)) throw invalid("sensitivity", "the deal is over: open it again first");
      const changed = await alone(house, ports, dealId, (lease) =>
        change(house, deal, version, caller, async (tx) => {
          if (sensitivity !== deal.sensitivity)
            await turnKind(tx, house, ports, { deal, sensitivity, old, lease });
        }),
      );
      if (changed.room.state !== "working" && changed.room.state !== "stuck") return changed;
      const posts = ports.postsOf(caller.token);
      await makeRoom(house, ports, { dealId, personId: caller.userId, posts });
      return dealFor(house, dealId, caller);
    }),
  ];
}

/** How often, and for how long, a request looks whether whoever works at the room has left it. */
const LOOK_MS = 300;
const LOOKS = 20;

/** Does something while nobody else works at the room; `lease` null where there is none, or somebody does not leave it. */
async function alone<T>(
  { db, tenantId }: House,
  { leaseSeconds }: DealPorts,
  dealId: string,
  act: (lease: string | null) => Promise<T>,
): Promise<T> {
  let lease: string | null = null;
  for (let look = 0; look < LOOKS && (await roomFacts(db, tenantId, dealId)) !== null; look++) {
    lease = await takeRoom(db, tenantId, dealId, leaseSeconds);
    if (lease !== null) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref());
  }
  try {
    return await act(lease);
  } finally {
    if (lease !== null) await leaveRoom(db, tenantId, dealId, lease);
  }
}

type Wish = {
  deal: Deal;
  sensitivity: Sensitivity;
  old: "archive" | "keep" | undefined;
  lease: string | null;
};
type Standing = { channelId: string | null; isBusy: boolean };

/** Throws "room.kind-fixed" where there is a channel that nobody said what becomes of, or where Teams is at work for the room. */
async function turnKind(
  tx: Db,
  { tenantId, now, ask }: House,
  ports: DealPorts,
  { deal, sensitivity, old, lease }: Wish,
): Promise<void> {
  const room = await row<Standing>(
    tx,
    sql`select channel_id as "channelId",
               undoing or operation is not null or begun_at is not null or lease_id is distinct from ${lease}::uuid as "isBusy"
          from room where tenant_id = ${tenantId} and deal_id = ${deal.id}::uuid for update`,
  );
  if (room !== null && (room.isBusy || (room.channelId !== null && old === undefined)))
    throw new Problem("room.kind-fixed", "Teams cannot make another kind of channel of one that exists.");
  if (room?.channelId != null) {
    if (!ports.mayMakeRooms)
      throw new Problem("room.refused", "The organisation does not let the product make rooms.");
    await leaveChannel(tx, tenantId, deal.id, { archive: old === "archive", at: now() });
    await ask(tx, "room.retire", { tenantId, dealId: deal.id });
  }
  await sql`update deal set sensitivity = ${sensitivity}
             where tenant_id = ${tenantId} and id = ${deal.id}::uuid`.execute(tx);
}
