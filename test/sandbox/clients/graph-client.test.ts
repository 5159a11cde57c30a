import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  FileUpload,
  LargeFileUploadTask,
  PageIterator,
} from "@microsoft/microsoft-graph-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { itemsOf, newFile } from "../drives/library.ts";
import type { TestSandbox } from "../support/open.ts";
import { openSecureSandbox } from "./https.ts";

/** Parts of an upload are a multiple of this. */
const STEP = 320 * 1024;
const anna = "/users/anna.kern@bergmann.example";

let t: TestSandbox;
let client: Client;
beforeAll(async () => {
  t = await openSecureSandbox();
  client = Client.initWithMiddleware({
    baseUrl: `${t.sandbox.url}/`,
    customHosts: new Set(["localhost"]),
    authProvider: { getAccessToken: () => t.token(t.asApp) },
  });
});
beforeEach(() => t.sandbox.reset());
afterAll(() => t.close());

type Letter = { id: string; subject?: string; "@removed"?: object };

async function send(...subjects: string[]): Promise<void> {
  const toRecipients = [{ emailAddress: { address: "anna.kern@bergmann.example" } }];
  for (const subject of subjects) {
    const message = { subject, toRecipients, body: { contentType: "text", content: "-" } };
    await client.api("/users/pavel.orlov@bergmann.example/sendMail").post({ message });
  }
}

/** Follows a folder's delta with the library's iterator to its delta link. */
async function follow(link: string): Promise<{ letters: Letter[]; deltaLink: string }> {
  const letters: Letter[] = [];
  const prefer = 'IdType="ImmutableId", odata.maxpagesize=2';
  const first = await client.api(link).header("Prefer", prefer).get();
  const iterator = new PageIterator(client, first, (letter: Letter) => letters.push(letter) > 0, {
    headers: { Prefer: prefer },
  });
  await iterator.iterate();
  return { letters, deltaLink: iterator.getDeltaLink() ?? "" };
}

describe("Microsoft's Graph library pages and batches", () => {
  test("its PageIterator stops where it is told, and goes on from there", async () => {
    await send("1", "2", "3", "4", "5");
    const subjects: (string | undefined)[] = [];
    const first = await client.api(`${anna}/messages`).top(2).select("subject").get();
    const iterator = new PageIterator(client, first, ({ subject }: Letter) => {
      subjects.push(subject);
      return subjects.length !== 3;
    });
    await iterator.iterate();
    expect([subjects.length, iterator.isComplete()]).toEqual([3, false]);
    await iterator.resume();
    expect(iterator.isComplete()).toBe(true);
    expect(new Set(subjects)).toEqual(new Set(["1", "2", "3", "4", "5"]));
  });

  test("its PageIterator follows a folder's delta from link to link", async () => {
    await send("One", "Two", "Three");
    const inbox = `${anna}/mailFolders/inbox/messages/delta`;
    const all = await follow(inbox);
    expect(all.letters.map(({ subject }) => subject)).toEqual(["Three", "Two", "One"]);

    const [three] = all.letters;
    await client.api(`${anna}/messages/${three?.id}`).header("Prefer", 'IdType="ImmutableId"').delete();
    await send("Four");
    const then = await follow(all.deltaLink);
    expect(then.letters.find((letter) => letter["@removed"])?.id).toBe(three?.id);
    expect(then.letters.filter(({ subject }) => subject !== undefined)).toMatchObject([{ subject: "Four" }]);
    expect((await follow(then.deltaLink)).letters).toEqual([]);
  });

  test("its batches run what depends on another after it, and not when that failed", async () => {
    const request = (path: string, subject: string) =>
      new Request(`http://x${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ subject }),
      });
    const batch = new BatchRequestContent([
      { id: "1", request: request("/users/nobody@bergmann.example/messages", "A") },
      { id: "2", request: request(`${anna}/messages`, "B"), dependsOn: ["1"] },
    ]);
    const failed = new BatchResponseContent(await client.api("/$batch").post(await batch.getContent()));
    expect([...failed.getResponses()].map(([id, { status }]) => [id, status])).toEqual(
      expect.arrayContaining([
        ["1", 404],
        ["2", 424],
      ]),
    );

    const second = new BatchRequestContent([
      { id: "1", request: request(`${anna}/messages`, "A") },
      { id: "2", request: new Request(`http://x${anna}/messages?$select=subject`), dependsOn: ["1"] },
    ]);
    const done = new BatchResponseContent(await client.api("/$batch").post(await second.getContent()));
    expect(done.getResponseById("1").status).toBe(201);
    expect((await done.getResponseById("2").json()).value).toMatchObject([{ subject: "A" }]);
  });

  test("its binary answers are bytes, and its redirects are followed", async () => {
    const photo: ArrayBuffer = await client
      .api(`${anna}/photo/$value`)
      .responseType("arraybuffer" as never)
      .get();
    expect(Buffer.from(photo).subarray(1, 4).toString()).toBe("PNG");
  });
});

describe("Microsoft's Graph library uploads in parts", () => {
  const bytes = Uint8Array.from({ length: 2 * STEP + 1000 }, (_, i) => i % 251);

  async function openTask(progress: number[] = []) {
    const file = await newFile(t, "plan.bin");
    const session = await LargeFileUploadTask.createUploadSession(client, `${file}/createUploadSession`, {
      item: { "@microsoft.graph.conflictBehavior": "replace" },
    });
    const task = new LargeFileUploadTask(client, new FileUpload(bytes, "plan.bin", bytes.length), session, {
      rangeSize: STEP,
      uploadEventHandlers: { progress: (range) => range && progress.push(range.maxValue) },
    });
    return { file, task };
  }

  test("the whole file arrives, part by part", async () => {
    const progress: number[] = [];
    const { file, task } = await openTask(progress);
    const { responseBody } = await task.upload();
    expect(responseBody).toMatchObject({ name: "plan.bin", size: bytes.length });
    expect(progress).toEqual([STEP - 1, 2 * STEP - 1, bytes.length - 1]);
    const { body } = await t.graph(t.asApp, "GET", file);
    expect(body["size"]).toBe(bytes.length);
  });

  test("an upload that broke off is taken up where it stood", async () => {
    const { task } = await openTask();
    const range = task.getNextRange();
    await task.uploadSlice(bytes.slice(range.minValue, range.maxValue + 1).buffer, range, bytes.length);
    expect(await task.getStatus()).toMatchObject({ nextExpectedRanges: [`${STEP}-`] });
    expect(await task.resume()).toMatchObject({ responseBody: { size: bytes.length } });
  });

  test("an upload that was called off leaves nothing to go on with", async () => {
    const { task } = await openTask();
    await task.cancel();
    await expect(task.getStatus()).rejects.toMatchObject({ statusCode: 404 });
    const items = await client.api(`${await itemsOf(t)}/root/children`).get();
    expect(items.value).toMatchObject([{ name: "plan.bin", size: 0 }]);
  });
});
