/** A card, link or file below a message. */
export type Attachment = {
  id: string;
  contentType: string | null;
  contentUrl: string | null;
  content: string | null;
  name: string | null;
  thumbnailUrl: string | null;
  teamsAppId: string | null;
};

/** Someone, or a channel, named in a message. */
export type Mention = { id: number; mentionText: string; mentioned: Record<string, unknown> };

/** Who wrote: a person, or (imported) whoever the import names. */
export type Author = Record<string, unknown> & { user?: { id: string } | null };

/** A post, a reply, or a line of a chat. Names and shapes are Graph's. */
export type Message = {
  id: string;
  etag: string;
  replyToId: string | null;
  messageType: "message" | "systemEventMessage";
  createdDateTime: string;
  lastModifiedDateTime: string;
  lastEditedDateTime: string | null;
  deletedDateTime: string | null;
  subject: string | null;
  summary: string | null;
  chatId: string | null;
  importance: "normal" | "high" | "urgent";
  locale: string;
  webUrl: string | null;
  from: Author | null;
  body: { contentType: "text" | "html"; content: string };
  attachments: readonly Attachment[];
  mentions: readonly Mention[];
  policyViolation: Record<string, unknown> | null;
  channelIdentity: { teamId: string; channelId: string } | null;
  /** When it was last touched, counted in its place: delta asks for all above a number. Never sent. */
  change: number;
};
