import { deliver } from "../../../server/sandbox/mail/deliver.ts";
import type { TestSandbox } from "../support/open.ts";

/** The parts of a raw mail that a test cares about. */
export type Letter = {
  from?: string;
  to?: string;
  cc?: string;
  bcc?: string;
  subject?: string;
  body?: string;
  messageId?: string;
  headers?: readonly string[];
};

let serial = 0;

/** A raw mail from the client's purchasing director to Anna, but for what is given. */
export function letter(parts: Letter = {}): string {
  serial += 1;
  const lines = [
    `From: ${parts.from ?? "Alexei Volkov <alexei.volkov@steelworks.example>"}`,
    `To: ${parts.to ?? "anna.kern@bergmann.example"}`,
    ...(parts.cc === undefined ? [] : [`Cc: ${parts.cc}`]),
    ...(parts.bcc === undefined ? [] : [`Bcc: ${parts.bcc}`]),
    `Subject: ${parts.subject ?? "Delivery dates"}`,
    `Message-ID: ${parts.messageId ?? `<letter-${serial}@steelworks.example>`}`,
    "Date: Mon, 2 Mar 2026 08:30:00 +0000",
    ...(parts.headers ?? []),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${parts.body ?? "When will Line 4 arrive?"}\r\n`;
}

/** Lets a letter arrive; gives the copies that were made. */
export function arrive({ sandbox }: TestSandbox, parts: Letter = {}, to?: readonly string[]) {
  return deliver(sandbox.tenant, new TextEncoder().encode(letter(parts)), to);
}

/** Anna's mailbox in paths. */
export const anna = "/users/anna.kern@bergmann.example";
/** Pavel's mailbox in paths. */
export const pavel = "/users/pavel.orlov@bergmann.example";

/** An entity as a test looks at it, property by property. */
export type Shown = { readonly [property: string]: Shown };

/** The entities of a listing. */
export function entitiesOf({ body }: { body: unknown }): Shown[] {
  return (body as { value: Shown[] }).value;
}

/** The addresses of a list of recipients. */
export function addressesIn(recipients: Shown | undefined): string[] {
  return (recipients as unknown as { emailAddress: { address: string } }[]).map(
    (one) => one.emailAddress.address,
  );
}
