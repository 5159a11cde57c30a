import { generateKeyPair, type KeyObject, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { exportJWK, type JWK } from "jose";

/** One RSA key of the tenant's Entra. */
export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject; jwk: JWK };

/** The keys tokens are signed with: the newest signs, older ones still verify until dropped. */
export type KeyRing = {
  current(): SigningKey;
  find(kid: string): SigningKey | undefined;
  /** Public halves, as the keys endpoint shows them. */
  jwks(): { keys: JWK[] };
  /** Signs with a new key from now on; `forgetOld` takes the old ones off the list, so that their tokens fail. */
  rotate(forgetOld: boolean): Promise<SigningKey>;
};

const generate = promisify(generateKeyPair);
let firstKey: Promise<SigningKey> | undefined;

/** Opens a ring. Its first key is shared by all sandboxes of this process: making one takes a noticeable moment. */
export async function openKeyRing(): Promise<KeyRing> {
  firstKey ??= newKey();
  let keys = [await firstKey];
  return {
    current: () => keys[0]!,
    find: (kid) => keys.find((key) => key.kid === kid),
    jwks: () => ({ keys: keys.map((key) => key.jwk) }),
    async rotate(forgetOld) {
      const fresh = await newKey();
      keys = forgetOld ? [fresh] : [fresh, ...keys];
      return fresh;
    },
  };
}

async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generate("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" };
  return { kid, privateKey, publicKey, jwk };
}
