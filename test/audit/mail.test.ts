import { describe, expect, test } from "vitest";
import { readHead } from "../../server/audit/head.ts";
import { readMail } from "../../server/audit/mail.ts";
import { readMailDate, readPostmarkDate, readReceivedDate } from "../../server/audit/mail-date.ts";
import { letter } from "./support/run.ts";

const read = (text: string, postmark: string | null = null) => {
  const reader = readHead();
  reader.take(Buffer.from(text));
  return readMail(reader.head(), postmark);
};

describe("the outside of a mail", () => {
  test("is who wrote it, to whom, when, and what its headers say", async () => {
    const text = letter({
      "Message-ID": "<1@acme.com>",
      Sender: "pia@acme.com",
      To: '"Kern, Ana" <Ana@Firm.com>,\n ben@firm.com',
      Cc: "team: carl@firm.com, dora@firm.com;",
      Subject: "=?utf-8?B?0KbQtdC90LA=?=",
      "Delivered-To": "ben@firm.com",
    });
    expect(await read(text)).toMatchObject({
      messageId: "<1@acme.com>",
      from: "eve@acme.com",
      sender: "pia@acme.com",
      to: ["ana@firm.com", "ben@firm.com"],
      cc: ["carl@firm.com", "dora@firm.com"],
      subject: "Цена",
      mark: null,
      deliveredTo: ["ben@firm.com"],
    });
  });

  test.each([
    [
      "a hidden copy is no recipient",
      { Bcc: "ana@firm.com", To: "ben@firm.com" },
      { to: ["ben@firm.com"], cc: [] },
    ],
    [
      "several To headers count all",
      { To: "ben@firm.com\nTo: ana@firm.com" },
      { to: ["ben@firm.com", "ana@firm.com"] },
    ],
    [
      "of two authors the first that can be read counts",
      { From: "Nobody\nFrom: bob@acme.com" },
      { from: "bob@acme.com" },
    ],
    [
      "a name that looks like an address is a name",
      { From: '"ana@firm.com" <eve@acme.com>' },
      { from: "eve@acme.com" },
    ],
    ["no Message-ID", {}, { messageId: null }],
    ["undisclosed recipients", { To: "undisclosed-recipients:;" }, { to: [] }],
    ["what is no address is left out", { To: "ben@firm.com, all of you, @, x@" }, { to: ["ben@firm.com"] }],
    [
      "a machine without an author",
      { From: "<>", "Auto-Submitted": "auto-replied" },
      { from: null, mark: { reason: "auto-reply", lists: [] } },
    ],
  ])("%s", async (_story, facts, wanted) => {
    expect(await read(letter(facts))).toMatchObject(wanted);
  });

  test.each([
    ["a space before the colon", "From : eve@acme.com\nTo\t: ana@firm.com\n\nFrom : no@x.com\n"],
    ["a postmark before the headers", `From eve@acme.com Mon Mar  2 09:00:00 2026\n${letter({})}`],
    ["a quoted postmark before the headers", `>From eve@acme.com Mon Mar  2 09:00:00 2026\n${letter({})}`],
    ["a byte order mark and empty lines", `\uFEFF\r\n\n${letter({})}`],
    ["an old Macintosh's line ends", letter({}).replaceAll("\n", "\r")],
    ["Windows line ends", letter({}).replaceAll("\n", "\r\n")],
    ["no body and no empty line", letter({}).trimEnd().split("\n\n")[0] ?? ""],
  ])("is read in spite of %s", async (_story, text) => {
    expect(await read(text)).toMatchObject({ from: "eve@acme.com", to: ["ana@firm.com"] });
  });

  test.each([
    ["empty", ""],
    ["empty", "\r\n\r\n"],
    ["not-a-mail", "Dear all,\nthe price: 5 EUR\n\n"],
    ["not-a-mail", "\u0000\u0001\u0002PK\u0003\u0004"],
    ["no-author", letter({ From: null })],
    ["no-author", letter({ From: "Eve" })],
    ["no-author", letter({ From: "<>" })],
    ["too-long", `X-Long: ${"x".repeat(3_000_000)}\n\n`],
  ])("%s: what cannot be judged is told apart", async (reason, text) => {
    expect(await read(text)).toBe(reason);
  });
});

describe("when a mail was sent", () => {
  const sentAt = async (facts: Record<string, string | null>, postmark: string | null = null) => {
    const mail = await read(letter(facts), postmark);
    return typeof mail === "string" ? mail : String(mail.sentAt);
  };

  test.each([
    ["its own date", {}, null, "2026-03-02T09:00:00Z"],
    [
      "never later than it was received",
      { Received: "from x by y; Mon, 2 Mar 2026 08:00:00 +0000" },
      null,
      "2026-03-02T08:00:00Z",
    ],
    [
      "the first of several Received, which is the last on the way",
      {
        Date: null,
        Received: "a; Mon, 2 Mar 2026 08:00:00 +0100\nReceived: b; Mon, 2 Mar 2026 07:00:00 +0100",
      },
      null,
      "2026-03-02T07:00:00Z",
    ],
    [
      "the postmark's date where there is no other",
      { Date: null },
      "From eve@acme.com Mon Mar  2 10:00:00 2026",
      "2026-03-02T10:00:00Z",
    ],
    [
      "the postmark's where the date makes no sense",
      { Date: "yesterday" },
      "From - Mon Mar  2 10:00:00 2026",
      "2026-03-02T10:00:00Z",
    ],
    ["unknown", { Date: null }, null, "null"],
    [
      "unknown where a clock was wrong by centuries",
      { Date: "Mon, 30 Jun 3609 15:33:50 +0600" },
      null,
      "null",
    ],
  ])("%s", async (_story, facts, postmark, wanted) => {
    expect(await sentAt(facts, postmark)).toBe(wanted);
  });

  test.each([
    ["Fri, 4 Aug 2000 09:02:00 -0700 (PDT)", "2000-08-04T16:02:00Z"],
    ["4 Aug 2000 09:02 GMT", "2000-08-04T09:02:00Z"],
    ["Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"],
    ["Sun, 7 May 95 16:21:03 GMT", "1995-05-07T16:21:03Z"],
    ["Tue, 19 Sep 1995 13:30:00 (EDT) -0400", "1995-09-19T17:30:00Z"],
    ["Fri, 4 Aug 2000 09:02:00", "2000-08-04T09:02:00Z"],
    ["Thu,", "null"],
    ["", "null"],
    ["x".repeat(100_000), "null"],
  ])("%s is %s on every machine", (text, wanted) => {
    expect(String(readMailDate(text))).toBe(wanted);
  });

  test("a date stands behind the last semicolon of Received, and at the end of a postmark", () => {
    expect(readReceivedDate("from x; by y")).toBeNull();
    expect(readReceivedDate("by y")).toBeNull();
    expect(readPostmarkDate("From eve@acme.com")).toBeNull();
    expect(String(readPostmarkDate("From a@b.c Mon Feb  8 02:53:47 PST 1993"))).toBe("1993-02-08T10:53:47Z");
  });
});
