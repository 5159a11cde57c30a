import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  HEADING,
  letter,
  newFolder,
  put,
  type Run,
  readLines,
  runCommand,
  startCommand,
} from "./support/run.ts";

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const deals = put(
  folder,
  "deals.csv",
  `${HEADING}
Licence,Acme,acme.com,olga@mail.ru,ana@firm.com,a.kern@firm.com,firm.com,,
Europe,Acme Europe,eu.acme.com,,ben@firm.com,,firm.com,2026-01-01,2026-06-01
`,
);
let number = 0;
const id = (name: string) => ({ "Message-ID": `<${name}@test>` });

async function audit(mail: string, ...more: string[]) {
  const json = path.join(folder, `out-${++number}.jsonl`);
  const run = await runCommand(["--mail", mail, "--deals", deals, "--json", json, ...more]);
  return { ...run, lines: existsSync(json) ? readLines(json) : [] };
}

const brief = ({ lines }: { lines: ReturnType<typeof readLines> }) =>
  lines.map(({ messageId, deal, verdict, reason }) => `${messageId} ${deal} ${verdict} ${reason}`).sort();

describe("npm run audit", () => {
  test("judges a folder's mails, and folders within, one line a mail and deal", async () => {
    put(folder, "in/1.eml", letter({ ...id("1") }));
    put(folder, "in/deep/er/2.eml", letter({ ...id("2"), To: "ben@firm.com" }));
    put(
      folder,
      "in/3.EML",
      letter({ ...id("3"), From: "Olga <Olga@mail.ru>", Cc: "A.Kern@firm.com", To: "ben@firm.com" }),
    );
    put(folder, "in/4.eml", letter({ ...id("4"), From: "x@eu.acme.com", To: "ana@firm.com" }));
    put(folder, "in/5.eml", letter({ ...id("5"), From: "stan@other.com" }));
    put(folder, "in/6.eml", letter({ ...id("6"), From: "ben@firm.com", To: "eve@acme.com" }));
    put(folder, "in/7.eml", letter({ ...id("7"), To: "ben@firm.com", "List-Id": "<news.acme.com>" }));
    const run = await audit(path.join(folder, "in"));
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(brief(run)).toEqual([
      "<1@test> Licence heard on-to",
      "<2@test> Licence bypass left-out",
      "<3@test> Licence heard alias",
      "<4@test> Europe bypass left-out",
      "<4@test> Licence outside other-deal",
      "<6@test> Licence bypass left-out",
      "<7@test> Licence exempt bulk",
    ]);
    expect(Object.keys(run.lines[0] ?? {})).toEqual(["messageId", "deal", "verdict", "reason"]);
    expect(run.stdout).toContain("Mails read: 7 · judged: 7 · of them about no deal: 1");
  });

  test("as a program of its own says and writes the same, and ends well", async () => {
    put(folder, "own/1.eml", letter({ ...id("1"), To: "ben@firm.com" }));
    const args = ["--mail", path.join(folder, "own"), "--deals", deals];
    const [json, report] = ["own.jsonl", "own.html"].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    const run = await startCommand([...args, "--json", json, "--report", report]);
    const here = await runCommand([...args, "--json", `${json}.here`, "--report", `${report}.here`]);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(`${run.stdout}`).toBe(here.stdout.replaceAll(".here", ""));
    expect(brief({ lines: readLines(json) })).toEqual(["<1@test> Licence bypass left-out"]);
    expect(readFileSync(json)).toEqual(readFileSync(`${json}.here`));
    expect(readFileSync(report, "utf8").startsWith("<!doctype html>")).toBe(true);
  });

  test("says the same of the same mails in an mbox archive, as lines of JSON, and one by one", async () => {
    const texts = ["1", "2", "3"].map((name) =>
      letter({
        ...id(name),
        To: name === "2" ? "ben@firm.com" : "ana@firm.com",
        Subject: "From here to there",
      }),
    );
    const wanted = [
      "<1@test> Licence heard on-to",
      "<2@test> Licence bypass left-out",
      "<3@test> Licence heard on-to",
    ];
    const mbox = put(
      folder,
      "a.mbox",
      texts.map((text) => `From x Mon Mar  2 09:00:00 2026\n${text}\n`).join(""),
    );
    expect(brief(await audit(mbox))).toEqual(wanted);
    const raw = put(folder, "a.jsonl", texts.map((text) => `${JSON.stringify({ raw: text })}\n`).join(""));
    expect(brief(await audit(raw))).toEqual(wanted);
    for (const [i, text] of texts.entries()) put(folder, `named/mail/${i}.eml`, text);
    const named = put(
      folder,
      "named/labels.jsonl",
      [0, 1, 1, 2].map((i) => `${JSON.stringify({ file: `mail/${i}.eml`, bypass: true })}\n`).join(""),
    );
    expect(brief(await audit(named))).toEqual(wanted);
    const single = await audit(path.join(folder, "named/mail/1.eml"));
    expect(brief(single)).toEqual([wanted[1]]);
  });

  test("reads lines of JSON as Graph writes a message, and in plain words", async () => {
    const address = (text: string) => ({ emailAddress: { name: "x", address: text } });
    const graph = {
      internetMessageId: "<g@test>",
      from: address("Eve@acme.com"),
      sender: address("Eve@acme.com"),
      toRecipients: [address("ben@firm.com")],
      ccRecipients: [],
      sentDateTime: "2026-03-02T09:00:00Z",
    };
    const invitation = {
      ...graph,
      internetMessageId: "<i@test>",
      "@odata.type": "#microsoft.graph.eventMessageRequest",
    };
    const automatic = {
      ...graph,
      internetMessageId: "<h@test>",
      internetMessageHeaders: [{ name: "Auto-Submitted", value: "auto-replied" }],
    };
    const plain = {
      messageId: "<p@test>",
      from: "Eve <eve@acme.com>",
      to: ["ben@firm.com", "Ana <ana@firm.com>"],
      date: "2026-03-02T09:00:00Z",
    };
    const lines = [graph, invitation, automatic, plain].map((one) => JSON.stringify(one));
    expect(brief(await audit(put(folder, "graph.jsonl", `\uFEFF${lines.join("\r\n")}\n\n`)))).toEqual([
      "<g@test> Licence bypass left-out",
      "<h@test> Licence exempt auto-reply",
      "<i@test> Licence exempt calendar",
      "<p@test> Licence heard on-to",
    ]);
  });

  test("a copy in the spokesperson's mailbox clears the mail, whichever copy comes first", async () => {
    const hidden = { ...id("h"), To: "ben@firm.com" };
    const copies = [
      letter({ ...hidden, "Delivered-To": "ben@firm.com" }),
      letter({ ...hidden, "Delivered-To": "ana@firm.com" }),
    ];
    for (const [name, order] of [
      ["c1", copies],
      ["c2", copies.toReversed()],
    ] as const) {
      for (const [i, text] of order.entries()) put(folder, `${name}/${i}.eml`, text);
      const run = await audit(path.join(folder, name));
      expect(brief(run)).toEqual(["<h@test> Licence heard own-copy"]);
      expect(run.stdout).toContain("further copies of the same mail: 1");
    }
  });

  test("a hidden copy in a colleague's mailbox shows that the client's mail came to us", async () => {
    const mail = { ...id("b"), To: "stan@other.com" };
    put(folder, "b/1.eml", letter(mail));
    expect(brief(await audit(path.join(folder, "b")))).toEqual(["<b@test> Licence outside among-them"]);
    put(folder, "b/2.eml", letter({ ...mail, "Delivered-To": "ben@firm.com" }));
    expect(brief(await audit(path.join(folder, "b")))).toEqual(["<b@test> Licence bypass left-out"]);
  });

  test("two different mails under one Message-ID are both judged, and so are two without any", async () => {
    put(folder, "d/1.eml", letter(id("d")));
    put(folder, "d/2.eml", letter({ ...id("d"), To: "ben@firm.com" }));
    put(folder, "d/3.eml", letter({ To: "ben@firm.com" }));
    put(folder, "d/4.eml", letter({ To: "ben@firm.com" }));
    expect(brief(await audit(path.join(folder, "d")))).toEqual([
      "<d@test> Licence bypass left-out",
      "<d@test> Licence heard on-to",
      "null Licence bypass left-out",
      "null Licence bypass left-out",
    ]);
  });

  test("the subject decides between deals with one client; without it nobody is accused", async () => {
    const both = put(
      folder,
      "both.csv",
      `${HEADING}\nBlue Licence,Acme,acme.com,,ana@firm.com,,firm.com,,\nServices,Acme,acme.com,,ben@firm.com,,firm.com,,\n`,
    );
    put(folder, "s/1.eml", letter({ ...id("1"), To: "carl@firm.com", Subject: "Re: BLUE LICENCE: terms" }));
    put(folder, "s/2.eml", letter({ ...id("2"), To: "carl@firm.com", Subject: "blue licences" }));
    const json = path.join(folder, "both.jsonl");
    await runCommand(["--mail", path.join(folder, "s"), "--deals", both, "--json", json]);
    expect(brief({ lines: readLines(json) })).toEqual([
      "<1@test> Blue Licence bypass left-out",
      "<1@test> Services outside other-deal",
      "<2@test> Blue Licence unclear which-deal",
      "<2@test> Services unclear which-deal",
    ]);
  });

  test("each mail is judged by the turn in force when it was sent", async () => {
    const turns = put(
      folder,
      "turns.csv",
      `${HEADING}\nL,Acme,acme.com,,ana@firm.com,,firm.com,2026-02-01,2026-03-02T12:00:00Z\nL,Acme,acme.com,,ben@firm.com,,firm.com,2026-03-02T12:00:00Z,2026-04-01\n`,
    );
    const dates = [
      "Sun, 1 Feb 2026 00:59:59 +0100",
      "Mon, 2 Mar 2026 11:59:59 +0000",
      "Mon, 2 Mar 2026 07:00:00 -0500",
      "Wed, 1 Apr 2026 00:00:00 +0000",
    ];
    for (const [i, date] of dates.entries()) put(folder, `t/${i}.eml`, letter({ ...id(`${i}`), Date: date }));
    put(folder, "t/9.eml", letter({ ...id("9"), Date: null }));
    const json = path.join(folder, "turns.jsonl");
    const run = await runCommand(["--mail", path.join(folder, "t"), "--deals", turns, "--json", json]);
    expect(brief({ lines: readLines(json) })).toEqual([
      "<0@test> L outside not-live",
      "<1@test> L heard on-to",
      "<2@test> L bypass left-out",
      "<3@test> L outside not-live",
    ]);
    expect(run.stdout).toContain("9.eml: It has no date, and the deal has a beginning or an end.");
  });
});

describe("a broken archive is no reason to stop, and nothing is dropped unseen", () => {
  let run: Run & { lines: ReturnType<typeof readLines> };
  const page = path.join(folder, "broken.html");
  beforeAll(async () => {
    put(folder, "x/0.eml", letter(id("0")));
    put(folder, "x/1-empty.eml", "");
    put(folder, "x/2-zip.msg", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 255, 254]));
    put(folder, "x/3-nobody.eml", letter({ From: null }));
    put(
      folder,
      "x/4-list.jsonl",
      '{"from": 1}\n[1]\nnull\nnonsense\n{"file":"../deals.csv"}\n{"file":"gone.eml"}\n{"raw":""}\n',
    );
    put(folder, "x/5-empty.mbox", "");
    put(
      folder,
      "x/6-two.mbox",
      `From x Mon Mar  2 09:00:00 2026\n\nHello\n\nFrom x Mon Mar  2 09:00:00 2026\n${letter(id("6"))}`,
    );
    mkdirSync(path.join(folder, "x/7-nothing"));
    symlinkSync(path.join(folder, "gone"), path.join(folder, "x/8-dangling.eml"));
    symlinkSync(path.join(folder, "x"), path.join(folder, "x/9-round"));
    run = await audit(path.join(folder, "x"), "--report", page);
  });

  test("what can be judged is judged", () => {
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(brief(run)).toEqual(["<0@test> Licence heard on-to", "<6@test> Licence heard on-to"]);
  });

  test.each([
    ["1-empty.eml", "The file is empty."],
    ["2-zip.msg", "Nothing in it looks like the header of a mail."],
    ["3-nobody.eml", "Neither From nor Sender names an address."],
    ["4-list.jsonl:1", "The line of JSON names no mail."],
    ["4-list.jsonl:2", "The line of JSON names no mail."],
    ["4-list.jsonl:3", "The line of JSON names no mail."],
    ["4-list.jsonl:4", "The line is not JSON."],
    ["4-list.jsonl:5", "The file that the line names is not there, or not within the folder."],
    ["4-list.jsonl:6", "The file that the line names is not there, or not within the folder."],
    ["4-list.jsonl:7", "The file is empty."],
    ["5-empty.mbox", "The file is empty."],
    ["6-two.mbox#1", "The file is empty."],
    ["8-dangling.eml", "It could not be read."],
    ["9-round", "It could not be read."],
  ])("%s is listed with its reason: %s", (where, reason) => {
    expect(run.stdout).toContain(`  ${where}: ${reason}\n`);
    expect(readFileSync(page, "utf8")).toContain(
      `${where}</bdi></code></th><td class="words">${reason}</td>`,
    );
  });

  test("every mail is counted once: judged, a copy, or broken", () => {
    expect(run.stdout).toContain(
      "Mails read: 16 · judged: 2 · of them about no deal: 0 · further copies of the same mail: 0 · could not be judged: 14",
    );
  });
});

describe("a mistake of the person is answered by a sentence, in their language", () => {
  const mail = put(folder, "one/1.eml", letter(id("1")));
  const isOneSentence = ({ status, stdout, stderr }: Run, sentence: string) => {
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  };
  test.each([
    ["no mail", ["--deals", deals], "Say where the mail is with --mail."],
    ["no deals", ["--mail", mail], "Name the file of deals with --deals."],
    ["an unknown word", ["--mial", mail], "Unknown option '--mial'"],
    ["an unknown language", ["--mail", mail, "--deals", deals, "--language", "de"], '--language is "de"'],
    ["mail that is not there", ["--mail", "gone", "--deals", deals], "gone cannot be read (ENOENT)."],
    ["deals that are not there", ["--mail", mail, "--deals", "gone"], "gone cannot be read (ENOENT)."],
    [
      "a report that cannot be written",
      ["--mail", mail, "--deals", deals, "--report", folder],
      `${folder} cannot be written (EISDIR).`,
    ],
    [
      "lines that cannot be written",
      ["--mail", mail, "--deals", deals, "--json", folder],
      `${folder} cannot be written (EISDIR).`,
    ],
    [
      "in Russian",
      ["--language", "ru", "--mail", "gone", "--deals", deals],
      "Не удаётся прочитать gone (ENOENT).",
    ],
  ])("%s", async (_mistake, args, sentence) => {
    isOneSentence(await runCommand(args), sentence);
  });

  test("the program of its own ends with one, and says so where mistakes are told", async () => {
    isOneSentence(
      await startCommand(["--language", "ru", "--mail", "gone", "--deals", deals]),
      "Не удаётся прочитать gone (ENOENT).",
    );
  });

  test("every mistake of deals.csv is told, and nothing is written", async () => {
    const wrong = put(
      folder,
      "wrong.csv",
      `${HEADING}\n,A,acme.com,,ana@firm.com,,firm.com,,\nL,A,com,,ana@firm.com,,firm.com,,\n`,
    );
    const report = path.join(folder, "never.html");
    const run = await runCommand(["--mail", mail, "--deals", wrong, "--report", report]);
    expect(run.status).toBe(1);
    expect(run.stderr.trim().split("\n")).toHaveLength(2);
    expect(existsSync(report)).toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)("a file that may not be read is listed", async () => {
    const closed = put(folder, "closed/1.eml", letter(id("1")));
    chmodSync(closed, 0);
    expect((await audit(path.join(folder, "closed"))).stdout).toContain("1.eml: It could not be read.");
  });
});
