import { generate } from "selfsigned";

/** A key and the certificate that it signed itself, both PEM. */
export type Certificate = { key: string; cert: string };

/** Makes a certificate for these host names, valid from now on; only a browser told to accept it will. */
export async function certificateFor(names: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "One Voice test hosts" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { key: made.private, cert: made.cert };
}
