import {
  constants,
  createCipheriv,
  createHmac,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from "node:crypto";
import { GraphError } from "../core/graph-error.ts";

/** The application that signs Graph's change notifications: `appid` of each validation token. */
export const NOTIFIER_APP_ID = "0bf30f3b-4a52-48df-9a82-234910c4a086";

/** Resource data as it travels. All binary parts in base64. */
export type EncryptedContent = {
  data: string;
  dataKey: string;
  dataSignature: string;
  encryptionCertificateId: string;
  encryptionCertificateThumbprint: string;
};

/** Reads a certificate given as base64 of X.509. Throws 400 for anything but an RSA key of 2048 to 4096 bits. */
export function readCertificate(text: string): X509Certificate {
  const refuse = (why: string, cause?: unknown) =>
    Object.assign(new GraphError(400, "InvalidRequest", `Certificate validation error: ${why}`), { cause });
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(text, "base64"));
  } catch (cause) {
    throw refuse("The encryptionCertificate is not a valid X.509 certificate.", cause);
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (asymmetricKeyType !== "rsa" || bits < 2048 || bits > 4096)
    throw refuse("The key must be RSA with 2048 to 4096 bits.");
  return certificate;
}

/**
 * Encrypts resource data for a subscriber: AES-256-CBC with a fresh key whose first 16 bytes are the IV, HMAC-SHA256
 * over the result, and the key itself by RSA-OAEP with SHA-1. Source: change notifications with resource data.
 */
export function encrypt(resource: unknown, certificateText: string, certificateId: string): EncryptedContent {
  const certificate = readCertificate(certificateText);
  const key = randomBytes(32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16));
  const data = Buffer.concat([cipher.update(JSON.stringify(resource), "utf8"), cipher.final()]);
  const dataKey = publicEncrypt(
    { key: certificate.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
    key,
  );
  return {
    data: data.toString("base64"),
    dataKey: dataKey.toString("base64"),
    dataSignature: createHmac("sha256", key).update(data).digest("base64"),
    encryptionCertificateId: certificateId,
    encryptionCertificateThumbprint: certificate.fingerprint.replaceAll(":", ""),
  };
}
