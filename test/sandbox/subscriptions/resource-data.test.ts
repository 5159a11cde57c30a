import { constants, createDecipheriv, createHmac, privateDecrypt } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { generate } from "selfsigned";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive } from "../mail/letters.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { type Notification, openReceiver, type Receiver } from "./receiver.ts";

let world: TestSandbox;
let receiver: Receiver;
let pems: { private: string; cert: string };
beforeAll(async () => {
  [world, receiver, pems] = await Promise.all([
    openTestSandbox(),
    openReceiver(),
    generate(undefined, { keySize: 2048 }),
  ]);
});
afterAll(async () => {
  await Promise.all([world.close(), receiver.close()]);
});

const subscribe = (resource: string, changes: object = {}) =>
  world.graph(world.asApp, "POST", "/subscriptions", {
    body: {
      changeType: "created,deleted",
      notificationUrl: `${receiver.url}/notify`,
      resource,
      expirationDateTime: world.sandbox.clock.now().add({ hours: 23 }).toString(),
      includeResourceData: true,
      encryptionCertificate: Buffer.from(pems.cert.replace(/-----[^-]+-----|\s/g, ""), "base64").toString(
        "base64",
      ),
      encryptionCertificateId: "march",
      ...changes,
    },
  });

/** What a careful client does: the signature first, then the contents. */
function decrypted({ encryptedContent }: Notification): unknown {
  const { data, dataKey, dataSignature } = encryptedContent!;
  const key = privateDecrypt(
    { key: pems.private, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
    Buffer.from(dataKey, "base64"),
  );
  const bytes = Buffer.from(data, "base64");
  expect(createHmac("sha256", key).update(bytes).digest("base64")).toBe(dataSignature);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16));
  return JSON.parse(Buffer.concat([decipher.update(bytes), decipher.final()]).toString());
}

test("the chosen properties travel encrypted, with a token of Graph's for our application", async () => {
  const made = await subscribe("users/anna.kern@bergmann.example/messages?$select=subject,from");
  expect(made.status).toBe(201);
  const [copy] = await arrive(world, { subject: "Confidential" });
  await expect.poll(() => receiver.deliveries).toHaveLength(1);
  const [delivery] = receiver.deliveries;
  expect(JSON.stringify(delivery)).not.toContain("Confidential");
  expect(delivery?.value[0]?.encryptedContent?.encryptionCertificateId).toBe("march");
  expect(decrypted(delivery!.value[0]!)).toMatchObject({
    id: copy?.id,
    subject: "Confidential",
    from: { emailAddress: {} },
  });

  const { url, tenantId, app } = world.sandbox;
  const metadata = await fetch(`${url}/${tenantId}/v2.0/.well-known/openid-configuration`);
  const { jwks_uri, issuer } = (await metadata.json()) as { jwks_uri: string; issuer: string };
  const currentDate = new Date(world.sandbox.clock.now().epochMilliseconds);
  const { payload } = await jwtVerify(
    delivery?.validationTokens?.[0] ?? "",
    createRemoteJWKSet(new URL(jwks_uri)),
    {
      audience: app.clientId,
      issuer,
      currentDate,
    },
  );
  expect([payload["appid"], payload["azp"]]).toContain("0bf30f3b-4a52-48df-9a82-234910c4a086");

  await world.graph(world.asApp, "DELETE", `/users/anna.kern@bergmann.example/messages/${copy?.id}`);
  await expect
    .poll(() => receiver.all().filter(({ changeType }) => changeType === "deleted"))
    .toHaveLength(1);
  expect(receiver.all().find(({ changeType }) => changeType === "deleted")).not.toHaveProperty(
    "encryptedContent",
  );
});

test("what is said in a channel travels encrypted, text and all", async () => {
  const team = "/teams/7c0de000-0000-4000-8000-000000000001";
  const channels = await world.graph(world.asApp, "GET", `${team}/channels`);
  const path = `${team}/channels/${channels.body["value"]?.[0]?.["id"]}/messages`;
  expect((await subscribe(path, { lifecycleNotificationUrl: `${receiver.url}/life` })).status).toBe(201);
  const body = { body: { content: "The client called" } };
  const said = await world.graph(world.asUser("anna.kern"), "POST", path, { body });
  expect(said.status).toBe(201);
  const told = () =>
    receiver
      .all()
      .filter(({ resourceData }) => resourceData?.["@odata.type"] === "#Microsoft.Graph.chatMessage");
  await expect.poll(told).toHaveLength(1);
  expect(decrypted(told()[0]!)).toMatchObject({
    id: said.body["id"],
    body: { content: "The client called" },
  });
});

test.each([
  ["a key of 1,024 bits", { keySize: 1024 }],
  ["a key that is not RSA", { keyType: "ec" as const }],
])("a certificate with %s is refused", async (_story, key) => {
  const { cert } = await generate(undefined, { algorithm: "sha256", ...key });
  const encryptionCertificate = cert.replace(/-----[^-]+-----|\s/g, "");
  const reply = await subscribe("users/anna.kern@bergmann.example/messages?$select=subject", {
    encryptionCertificate,
  });
  expect([reply.status, reply.body["error"]?.["code"]]).toEqual([400, "InvalidRequest"]);
  expect(reply.body["error"]?.["message"]).toContain("2048 to 4096 bits");
});

test.each([
  ["without a selection", "users/anna.kern@bergmann.example/messages", {}],
  ["with the body", "users/anna.kern@bergmann.example/messages?$select=subject,body", {}],
  [
    "for more than a day",
    "users/anna.kern@bergmann.example/messages?$select=subject",
    { expirationDateTime: "2026-03-04T09:00:00Z" },
  ],
  [
    "without a name for the certificate",
    "users/anna.kern@bergmann.example/messages?$select=subject",
    { encryptionCertificateId: undefined },
  ],
])("mail's resource data %s is refused", async (_story, resource, changes) => {
  const reply = await subscribe(resource, changes);
  expect([reply.status, reply.body["error"]?.["code"]]).toEqual([400, "InvalidRequest"]);
});
