/** A channel as a candidate for a deal's room. */
export type ChannelSeen = { id: string; name: string };

/** Why a channel may be of the deal's purpose: its name is the deal's, close to it, or the client's. */
export type Likeness = "same-name" | "close-name" | "client-name";

/** So many of the shorter name's words must be in the other one. */
const CLOSE = 0.6;
/** Words so short say little of what a channel is about. */
const SPEAKING = 3;
const ORDER: readonly Likeness[] = ["same-name", "close-name", "client-name"];

/**
 * The channels that seem to serve a deal of that name with that client, the likeliest first, each with the reason. Letter
 * case, signs and the forms that companies have (GmbH, AO, Ltd) do not count. Source: issue "Deal rooms", adoption.
 */
export function samePurpose<Channel extends ChannelSeen>(
  channels: readonly Channel[],
  deal: { name: string; account: string },
): { channel: Channel; why: Likeness }[] {
  const found = channels.flatMap((channel) => {
    const why = likeness(channel.name, deal);
    return why === null ? [] : [{ channel, why }];
  });
  return found.toSorted(
    (one, other) =>
      ORDER.indexOf(one.why) - ORDER.indexOf(other.why) || (one.channel.name < other.channel.name ? -1 : 1),
  );
}

function likeness(name: string, deal: { name: string; account: string }): Likeness | null {
  const words = wordsOf(name);
  const ofDeal = wordsOf(deal.name);
  if (words.length > 0 && words.join(" ") === ofDeal.join(" ")) return "same-name";
  if (isClose(words, ofDeal)) return "close-name";
  const ofClient = wordsOf(deal.account).filter((word) => !COMPANY_FORMS.has(word));
  return ofClient.length > 0 && ofClient.every((word) => words.includes(word)) ? "client-name" : null;
}

function isClose(one: readonly string[], other: readonly string[]): boolean {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one];
  const speaking = fewer.filter((word) => word.length >= SPEAKING);
  if (speaking.length === 0 || speaking.length < fewer.length / 2) return false;
  const shared = speaking.filter((word) => more.includes(word)).length;
  return shared / Math.max(speaking.length, more.length * CLOSE) >= CLOSE && shared > 1;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const COMPANY_FORMS = new Set(
  "ag ao bv co corp eood gmbh inc kg llc ltd nv oao ooo oy plc pao sa sarl sas se spa srl zao ао зао ип оао ооо пао".split(
    " ",
  ),
);
