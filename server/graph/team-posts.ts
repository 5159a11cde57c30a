import * as z from "zod";
import { type Graph, path } from "./client.ts";

const attachment = z.object({ id: z.string().nullish(), content: z.string().nullish() });
const message = z.object({ id: z.string(), attachments: z.array(attachment).nullish() });
const CARD = "application/vnd.microsoft.card.adaptive";

/** A card is looked for among so many of a channel's newest posts. */
const LOOK_BACK = 1000;

/** Posts in channels as a person: ChannelMessage.Send and ChannelMessage.Read.All, delegated. No application may post. */
export function teamPosts(graph: Graph) {
  return {
    /** The id of the post with a card that was posted under that key, or null. */
    async findCard(teamId: string, channelId: string, key: string): Promise<string | null> {
      let seen = 0;
      const messages = path`/teams/${teamId}/channels/${channelId}/messages` + "?$top=50";
      for await (const page of graph.pages(messages, message)) {
        const found = page.find(({ attachments }) => attachments?.some(({ id }) => id === key));
        if (found) return found.id;
        seen += page.length;
        if (seen >= LOOK_BACK) break;
      }
      return null;
    },

    /** Posts an adaptive card under a key of its own, and tells the post's id. */
    async postCard(teamId: string, channelId: string, key: string, card: object): Promise<string> {
      const body = {
        body: { contentType: "html", content: `<attachment id="${key}"></attachment>` },
        attachments: [
          { id: key, contentType: CARD, contentUrl: null, content: JSON.stringify(card), name: null },
        ],
      };
      const messages = path`/teams/${teamId}/channels/${channelId}/messages`;
      return (await graph.post(messages, body, message, { once: true })).id;
    },
  };
}
