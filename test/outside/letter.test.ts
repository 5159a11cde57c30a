import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { type Letter, rawLetter } from "../../src/outside/tenant/letter.ts";

const letter: Letter = {
  messageId: "<one@steelworks.example>",
  from: { name: "Алексей Волков", address: "alexei.volkov@steelworks.example" },
  to: ["elena.sokolova@bergmann.example", "ivan.petrov@bergmann.example"],
  cc: ["anna.kern@bergmann.example"],
  subject: "Line 4",
  text: "Dear Elena,\n\nwhen?",
  sentAt: "2026-03-02T09:00:00Z",
  automatic: false,
};
const parse = (part: Partial<Letter>) => PostalMime.parse(rawLetter({ ...letter, ...part }));

test("a mail program reads the letter as it was written", async () => {
  const read = await parse({});
  expect(read).toMatchObject({
    messageId: letter.messageId,
    from: letter.from,
    to: [{ address: letter.to[0] }, { address: letter.to[1] }],
    cc: [{ address: letter.cc[0] }],
    subject: "Line 4",
    date: "2026-03-02T09:00:00.000Z",
  });
  expect(read.text?.trim().replaceAll("\r\n", "\n")).toBe("Dear Elena,\n\nwhen?");
});

test.each([
  ["Russian", "Линия 4: сроки поставки и ещё кое-что, о чём стоит поговорить до пятницы, 4 декабря"],
  ["emoji at the edge of a piece", `${"x".repeat(41)}😀😀 and more`],
  ["quotes and signs", 'He said "no" <really>, ok; €5'],
  ["nothing", ""],
])("a subject of %s arrives whole", async (_kind, subject) => {
  expect((await parse({ subject })).subject ?? "").toBe(subject);
});

test("long Russian texts arrive whole, and no line is too long for a mail server", async () => {
  const text = "Прежде чем подпишем: можно ли поставить приводы в марте? ".repeat(80);
  expect((await parse({ text })).text?.trim()).toBe(text.trim());
  const lines = rawLetter({ ...letter, text, subject: text }).split("\r\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
});

describe("nobody can smuggle in a header", () => {
  test.each([
    ["subject", { subject: "Hello\r\nBcc: spy@evil.example" }],
    ["name", { from: { name: "A\r\nBcc: spy@evil.example", address: "a@b.example" } }],
    ["address", { to: ["a@b.example\r\nBcc: spy@evil.example"] }],
  ])("by a line break in the %s", async (_part, part) => {
    expect((await parse(part)).bcc).toBeUndefined();
    expect(rawLetter({ ...letter, ...part })).not.toMatch(/^Bcc:/im);
  });
});

test("a reply by a machine says so", async () => {
  const headers = async (automatic: boolean) => (await parse({ automatic })).headers.map(({ key }) => key);
  expect(await headers(true)).toContain("auto-submitted");
  expect(await headers(false)).not.toContain("auto-submitted");
});
