import { createTransport } from "nodemailer";
import type { SeedMail } from "./schema.ts";

type Written = Exclude<SeedMail, { raw: string }>;

const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/** A mail of a seed as raw message/rfc822. `number` makes its Message-ID unique, `domain` is where it claims to come from. */
export async function rawOf(mail: Written, number: number, domain: string): Promise<Uint8Array> {
  const idOf = (name: string) => `<${name}.seed@${domain}>`;
  const { message } = await composer.sendMail({
    from: mail.from,
    to: mail.to,
    cc: mail.cc ?? [],
    subject: mail.subject,
    text: mail.text,
    date: new Date(mail.at),
    messageId: idOf(mail.id ?? String(number)),
    ...(mail.inReplyTo !== undefined && {
      inReplyTo: idOf(mail.inReplyTo),
      references: idOf(mail.inReplyTo),
    }),
    ...(mail.headers && { headers: mail.headers }),
  });
  if (!Buffer.isBuffer(message)) throw new TypeError("The composer was asked for a buffer.");
  return message;
}
