import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { isGone } from "./errors.ts";

const attachment = z.object({ id: z.string().nullish(), content: z.string().nullish() });
const message = z.object({
  id: z.string(),
  attachments: z.array(attachment).nullish(),
  deletedDateTime: z.string().nullish(),
});
const CARD = "application/vnd.microsoft.card.adaptive";

/** A card is looked for among so many of a channel's newest posts. */
const LOOK_BACK = 1000;

/**
 * Posts in channels as a person: ChannelMessage.Send, ChannelMessage.Read.All and, for changes of one's own posts,
 * ChannelMessage.ReadWrite, delegated. No application may post.
 */
export function teamPosts(graph: Graph) {
  return {
    /** The id of the post with a card that was posted under that key, or null. */
    async findCard(teamId: string, channelId: string, key: string): Promise<string | null> {
      let seen = 0;
      const messages = path`/teams/${teamId}/channels/${channelId}/messages` + "?$top=50";
      for await (const page of graph.pages(messages, message)) {
        const found = page.find(
          ({ attachments, deletedDateTime }) => !deletedDateTime && attachments?.some(({ id }) => id === key),
        );
        if (found) return found.id;
        seen += page.length;
        if (seen >= LOOK_BACK) break;
      }
      return null;
    },

    /** Posts an adaptive card under a key of its own, and tells the post's id. */
    async postCard(teamId: string, channelId: string, key: string, card: object): Promise<string> {
      const messages = path`/teams/${teamId}/channels/${channelId}/messages`;
      return (await graph.post(messages, bodyOf(key, card), message, { once: true })).id;
    },

    /** Puts another card in the place of the one in a post of the person's own; false when the post is gone. */
    async changeCard(
      teamId: string,
      channelId: string,
      postId: string,
      { key, card }: { key: string; card: object },
    ): Promise<boolean> {
      const place = path`/teams/${teamId}/channels/${channelId}/messages/${postId}`;
      try {
        const { deletedDateTime } = await graph.get(place, message);
        if (deletedDateTime) return false;
        await graph.patch(place, bodyOf(key, card));
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },

    /** Takes a post of this person's own away; one that is gone is fine. ChannelMessage.ReadWrite, delegated. */
    async removePost(teamId: string, channelId: string, postId: string): Promise<void> {
      const post = path`/teams/${teamId}/channels/${channelId}/messages/${postId}`;
      try {
        await graph.post(`${post}/softDelete`, {}, nothing);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}

function bodyOf(key: string, card: object): object {
  return {
    body: { contentType: "html", content: `<attachment id="${key}"></attachment>` },
    attachments: [
      { id: key, contentType: CARD, contentUrl: null, content: JSON.stringify(card), name: null },
    ],
  };
}
