/** A mail as a client's mail program would send it. `sentAt` is an ISO instant; `automatic` marks a reply by a machine. */
export type Letter = {
  messageId: string;
  from: { name: string; address: string };
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  text: string;
  sentAt: string;
  automatic: boolean;
};

/** The longest piece of UTF-8, in bytes, that one encoded word of a header may hold. Source: RFC 2047, section 2. */
const WORD_BYTES = 42;
/** The longest line of a body in base64. Source: RFC 2045, section 6.8. */
const LINE = 76;

/** The letter as message/rfc822, in ASCII throughout. */
export function rawLetter(letter: Letter): string {
  const { from, to, cc, subject, text, sentAt, messageId, automatic } = letter;
  const head = [
    `Message-ID: ${oneLine(messageId)}`,
    `Date: ${new Date(sentAt).toUTCString().replace("GMT", "+0000")}`,
    `From: ${words(from.name)}\r\n <${oneLine(from.address)}>`,
    `To: ${to.map(oneLine).join(", ")}`,
    ...(cc.length > 0 ? [`Cc: ${cc.map(oneLine).join(", ")}`] : []),
    `Subject: ${words(subject)}`,
    ...(automatic ? ["Auto-Submitted: auto-replied"] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  const body = base64(new TextEncoder().encode(text.replaceAll(/\r?\n/g, "\r\n")));
  return [...head, "", ...(body.match(new RegExp(`.{1,${LINE}}`, "g")) ?? []), ""].join("\r\n");
}

/** A header's text: encoded words, so that no letter of any script, quote or line break can change the header. */
function words(text: string): string {
  const encoder = new TextEncoder();
  const pieces: string[] = [];
  let piece = "";
  for (const letter of oneLine(text)) {
    if (encoder.encode(piece + letter).length > WORD_BYTES) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece].map((each) => `=?utf-8?B?${base64(encoder.encode(each))}?=`).join("\r\n ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ").trim();
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
