import { adoptChannel, createRoom, listRoomCandidates, undoRoom } from "../../src/contract/deal-rooms.ts";
import { readChannelCard, readDealOfChannel } from "../../src/contract/deals.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { channelToAdopt, roomCandidates, unlessTaken } from "./adopt-room.ts";
import { channelCard, dealOfChannel } from "./channel-card.ts";
import { dealToChange } from "./deal-access.ts";
import { makeRoom, takeRoomBack } from "./make-room.ts";
import type { DealPorts } from "./ports.ts";

/** Making a deal's room, adopting a channel as one, taking one back, and what a channel shows of its deal. */
export function roomRoutes(house: House, ports: DealPorts): Room["routes"] {
  const { audit } = house;
  return [
    serve(readDealOfChannel, audit, ({ params, caller }) => dealOfChannel(house, params.channelId, caller)),
    serve(readChannelCard, audit, ({ params, caller }) =>
      channelCard(house, ports, params.channelId, caller),
    ),
    serve(createRoom, audit, async ({ params: { dealId }, body, caller }) => {
      await dealToChange(house, dealId, caller, "make-room");
      const asked = { dealId, personId: caller.userId, posts: ports.postsOf(caller.token) };
      return makeRoom(house, ports, body.team === "own" ? { ...asked, where: "own" } : asked);
    }),
    serve(undoRoom, audit, async ({ params: { dealId }, caller }) => {
      await dealToChange(house, dealId, caller, "make-room");
      const posts = ports.postsOf(caller.token);
      return takeRoomBack(house, ports, { dealId, personId: caller.userId, posts });
    }),
    serve(listRoomCandidates, audit, async ({ params: { dealId }, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "make-room");
      return { channels: await roomCandidates(house, ports, deal) };
    }),
    serve(adoptChannel, audit, async ({ params: { dealId }, body, caller }) => {
      const deal = await dealToChange(house, dealId, caller, "make-room");
      const where = await channelToAdopt(ports, deal, body.channelId);
      const posts = ports.postsOf(caller.token);
      return makeRoom(house, ports, { dealId, personId: caller.userId, posts, where }).catch(unlessTaken);
    }),
  ];
}
