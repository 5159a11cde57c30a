import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";
import type { Tls } from "../../../server/sandbox/core/http.ts";
import type { SandboxOptions } from "../../../server/sandbox/sandbox.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

/** A key and a self-signed certificate for these host names. */
export async function certificateFor(...names: string[]): Promise<Tls> {
  const { private: key, cert } = await generate([{ name: "commonName", value: names[0]! }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { key, cert };
}

/** Makes this whole process trust a certificate, besides those it trusts anyway. */
export function trust({ cert }: Tls): void {
  setDefaultCACertificates([...getCACertificates("default"), cert]);
}

/** Opens a sandbox that speaks https, since some clients send their token nowhere else. */
export async function openSecureSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const tls = await certificateFor("localhost");
  trust(tls);
  return openTestSandbox({ tls, ...options });
}
