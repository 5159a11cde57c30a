import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONGEST_HEAD } from "../../server/audit/head.ts";
import { splitMbox } from "../../server/audit/mbox.ts";

const STAMP = "From eve@acme.com Mon Mar  2 09:00:00 2026";

async function subjects(archive: string | Buffer, pieceBytes = 1 << 20): Promise<string[]> {
  const found: string[] = [];
  for await (const { head } of splitMbox(cut(Buffer.from(archive), pieceBytes))) {
    found.push(
      /^Subject: (.*?)\r?$/m.exec(head?.toString() ?? "")?.[1] ?? (head === null ? "too long" : "none"),
    );
  }
  return found;
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("an archive is split into its mails", () => {
  const mail = (name: string, body = "Hello\n") => `${STAMP}\nSubject: ${name}\n\n${body}\n`;

  test.each([
    ["mails one after the other", mail("a") + mail("b") + mail("c"), ["a", "b", "c"]],
    ["Windows line ends", (mail("a") + mail("b")).replaceAll("\n", "\r\n"), ["a", "b"]],
    ["a byte order mark", `\uFEFF${mail("a")}${mail("b")}`, ["a", "b"]],
    ["no line end at the end", (mail("a") + mail("b")).trimEnd(), ["a", "b"]],
    ["a quoted line of the body (mboxo)", mail("a", `>${STAMP}\nSubject: x\n`) + mail("b"), ["a", "b"]],
    ["a line quoted twice (mboxrd)", mail("a", `>>${STAMP}\nSubject: x\n`) + mail("b"), ["a", "b"]],
    [
      "an unquoted line that only begins alike",
      mail("a", "\nFrom Russia with love\nYear: 1963\n") + mail("b"),
      ["a", "b"],
    ],
    [
      "an unquoted sentence with an address",
      mail("a", "\nFrom eve@acme.com I heard that\nthe price is 5\n") + mail("b"),
      ["a", "b"],
    ],
    [
      "postmarks without a date",
      "From 18443@xxx\nSubject: a\n\nHello\n\nFrom 18444@xxx\nSubject: b\n\n",
      ["a", "b"],
    ],
    [
      "Mozilla's postmarks, no empty line before",
      "From - \nSubject: a\n\nHello\nFrom - \nSubject: b\n\n",
      ["a", "b"],
    ],
    ["a zone in the date", mail("a").replace("2026", "+0000 2026") + mail("b"), ["a", "b"]],
    ["the oldest form of a From header", "From  : eve@acme.com\nSubject: a\n\nHello\n", ["a"]],
    ["no postmark at the beginning", `Subject: a\n\nHello\n\n${mail("b")}`, ["a", "b"]],
    ["empty lines at the beginning", `\n\n${mail("a")}`, ["a"]],
    ["a mail without a body", `${STAMP}\nSubject: a\n\n${mail("b")}`, ["a", "b"]],
    ["a mail without the empty line", `${STAMP}\nSubject: a\n${mail("b")}`, ["a", "b"]],
    ["a mail without headers", `${mail("a")}${STAMP}\n\nHello\n\n${mail("b")}`, ["a", "none", "b"]],
    [
      "a mail without headers whose body looks like some",
      `${STAMP}\n\nSubject: x\n\n${mail("b")}`,
      ["none", "b"],
    ],
    ["a postmark and nothing more", `${mail("a")}${STAMP}`, ["a", "none"]],
    ["nothing", "", []],
    ["empty lines", "\n\r\n\n", []],
  ])("%s", async (_story, archive, wanted) => {
    expect(await subjects(archive)).toEqual(wanted);
    for (const size of [1, 2, 3, 7, 64]) expect(await subjects(archive, size), `${size}`).toEqual(wanted);
  });

  test("wherever the pieces of the file are cut, the mails are the same", async () => {
    const line = fc.constantFrom(
      "Hello",
      "",
      "From Russia with love",
      `>${STAMP}`,
      "Subject: x",
      "From",
      "From ",
    );
    const body = fc.array(line, { maxLength: 6 }).map((lines) => lines.map((one) => `${one}\n`).join(""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(body, { maxLength: 5 }),
        fc.integer({ min: 1, max: 90 }),
        async (bodies, size) => {
          const archive = bodies.map((text, i) => mail(`m${i}`, text)).join("");
          expect(await subjects(archive, size)).toEqual(bodies.map((_, i) => `m${i}`));
        },
      ),
      { seed: 20_260_302, numRuns: 300 },
    );
  });

  test("headers beyond every measure are told as such, and the next mail is found", async () => {
    const endless = `${STAMP}\nX-Long: ${"x".repeat(LONGEST_HEAD)}\n\nHello\n\n`;
    expect(await subjects(endless + mail("b"), 65_536)).toEqual(["too long", "b"]);
  });

  test("a hundred thousand lines that begin alike are no trap", async () => {
    const before = performance.now();
    const tricky = "From eve@acme.com\n".repeat(100_000);
    expect((await subjects(mail("a", tricky) + mail("b"), 65_536)).at(-1)).toBe("b");
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
