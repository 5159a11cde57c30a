import type { Message } from "@microsoft/msgraph-sdk/models/index.js";
import { createODataErrorFromDiscriminatorValue } from "@microsoft/msgraph-sdk/models/oDataErrors/index.js";
import { PageIterator } from "@microsoft/msgraph-sdk-core";
import { createDeltaGetResponseFromDiscriminatorValue } from "@microsoft/msgraph-sdk-users/users/item/mailFolders/item/messages/delta/index.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { type Kiota, openKiota } from "./kiota.ts";

let t: TestSandbox;
let server: Kiota;
beforeAll(async () => {
  t = await openTestSandbox();
  server = openKiota(t, t.asApp);
});
afterAll(() => t.close());

const mailboxOf = (name: string) => server.client.users.byUserId(`${name}@bergmann.example`);
const to = (name: string) => [{ emailAddress: { address: `${name}@bergmann.example` } }];

describe("Microsoft's generated SDK keeps mail", () => {
  test("drafts, sends and finds a letter again by an id that outlasts a move", async () => {
    const anna = mailboxOf("anna.kern");
    const immutable = { headers: { Prefer: 'IdType="ImmutableId"' } };
    const draft = await anna.messages.post(
      {
        subject: "Offer",
        body: { contentType: "html", content: "<b>Ten</b> machines" },
        toRecipients: to("pavel.orlov"),
        internetMessageHeaders: [{ name: "x-deal", value: "7" }],
      },
      immutable,
    );
    expect(draft).toMatchObject({ isDraft: true, createdDateTime: expect.any(Date) });
    await anna.messages.byMessageId(draft?.id ?? "").send.post(immutable);
    const sent = await anna.messages.byMessageId(draft?.id ?? "").get(immutable);
    expect(sent).toMatchObject({ id: draft?.id, isDraft: false, subject: "Offer" });

    const inbox = await mailboxOf("pavel.orlov")
      .mailFolders.byMailFolderId("inbox")
      .messages.get({ queryParameters: { select: ["subject", "internetMessageHeaders", "isRead"] } });
    expect(inbox?.value).toMatchObject([{ subject: "Offer", isRead: false }]);
    const headers = inbox?.value?.[0]?.internetMessageHeaders ?? [];
    expect(headers.find(({ name }) => name?.toLowerCase() === "x-deal")?.value).toBe("7");
  });

  test("follows a folder by delta: first all of it, then what changed and what went", async () => {
    const inbox = mailboxOf("anna.kern").mailFolders.byMailFolderId("inbox");
    for (const subject of ["One", "Two", "Three"]) {
      const message = { subject, toRecipients: to("anna.kern"), body: { content: "-" } };
      await mailboxOf("pavel.orlov").sendMail.post({ message, saveToSentItems: false });
    }
    const seen: string[] = [];
    const walk = async (page: { value?: Message[] | null; odataNextLink?: string | null } | undefined) => {
      const iterator = new PageIterator<Message>(
        server.adapter,
        { ...page, value: page?.value ?? [], odataNextLink: page?.odataNextLink ?? "" },
        (message) => {
          const isGone = message.additionalData?.["@removed"] !== undefined;
          seen.push(isGone ? `gone ${message.id}` : (message.subject ?? ""));
          return true;
        },
        createDeltaGetResponseFromDiscriminatorValue as never,
        { XXX: createODataErrorFromDiscriminatorValue },
      );
      await iterator.iterate();
      return iterator.getOdataDeltaLink() ?? "";
    };
    const preference = { headers: { Prefer: "odata.maxpagesize=2" } };
    const link = await walk(await inbox.messages.delta.get(preference));
    expect(new Set(seen.splice(0))).toEqual(new Set(["One", "Three", "Two"]));

    const all = await inbox.messages.get({ queryParameters: { select: ["subject"] } });
    const id = (subject: string) => all?.value?.find((one) => one.subject === subject)?.id ?? "";
    await mailboxOf("anna.kern").messages.byMessageId(id("One")).delete();
    await mailboxOf("anna.kern")
      .messages.byMessageId(id("Two"))
      .patch({ categories: ["Deal"] });
    const second = await inbox.messages.delta.withUrl(link).get();
    expect(second?.odataDeltaLink).toMatch(/deltatoken/);
    await walk(second);
    expect(new Set(seen)).toEqual(new Set([`gone ${id("One")}`, "Two"]));
  });
});
