import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { currentDocument } from "../../server/sandbox/write-docs.ts";

test("docs/sandbox.md tells what the sandbox does today (else: node server/sandbox/write-docs.ts)", () => {
  const text = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8").replaceAll("\r", "");
  expect(text).toBe(currentDocument(text));
  expect(currentDocument(text.replace("| `GET /users`", "| `GET /people`"))).toBe(text);
});
