import { describe, expect, test } from "vitest";
import type { EntityType } from "../../../server/sandbox/core/entity-type.ts";
import { parseFilter } from "../../../server/sandbox/core/filter.ts";

const letterType: EntityType = {
  name: "microsoft.graph.message",
  family: "outlook",
  shape: {
    subject: "string",
    isRead: "boolean",
    size: "number",
    receivedDateTime: "instant",
    from: { emailAddress: { address: "string" } },
    categories: ["string"],
    toRecipients: [{ emailAddress: { address: "string" } }],
    body: { content: "string" },
  },
  filterable: ["subject", "isRead", "size", "receivedDateTime", "from", "categories", "toRecipients"],
};

const letter = {
  subject: "O'Neil's offer",
  isRead: false,
  size: 10,
  receivedDateTime: "2026-03-02T09:00:00Z",
  from: { emailAddress: { address: "Alexei.Volkov@steelworks.example" } },
  categories: ["Red", "One Voice"],
  toRecipients: [
    { emailAddress: { address: "anna@x.example" } },
    { emailAddress: { address: "ivan@x.example" } },
  ],
};

const holds = (filter: string, item: Record<string, unknown> = letter) =>
  parseFilter<Record<string, unknown>>(filter, letterType, (one, property) => one[property]).test(item);

describe("a filter finds what Graph would find", () => {
  test.each([
    ["subject eq 'O''Neil''s offer'", true],
    ["subject eq 'o''neil''s OFFER'", true],
    ["subject ne 'x'", true],
    ["isRead eq false", true],
    ["not isRead", true],
    ["not (isRead eq false)", false],
    ["size gt 9", true],
    ["size gt 10", false],
    ["size ge 10", true],
    ["size lt 10", false],
    ["size le 10", true],
    ["receivedDateTime ge 2026-03-02T09:00:00Z", true],
    ["receivedDateTime gt 2026-03-02T09:00:00Z", false],
    ["receivedDateTime lt 2026-03-02T09:00:00.5Z", true],
    ["receivedDateTime eq 2026-03-02T10:00:00+01:00", true],
    ["receivedDateTime ge 2026-03-02", true],
    ["receivedDateTime gt 2026-03-03", false],
    ["from/emailAddress/address eq 'alexei.volkov@steelworks.example'", true],
    ["startswith(subject,'O''N')", true],
    ["endswith(from/emailAddress/address,'@steelworks.example')", true],
    ["contains(subject,'offer') and isRead eq false", true],
    ["contains(subject,'offer') and isRead eq true", false],
    ["isRead eq true or size eq 10 and subject ne null", true],
    ["(isRead eq true or size eq 10) and subject eq null", false],
    ["categories/any(c:c eq 'one voice')", true],
    ["categories/any(c:c eq 'Blue')", false],
    ["categories/all(c:startswith(c,'O') or c eq 'Red')", true],
    ["categories/any()", true],
    ["toRecipients/any(r:r/emailAddress/address eq 'ivan@x.example')", true],
    ["toRecipients/all(r:r/emailAddress/address eq 'ivan@x.example')", false],
    ["subject in ('a','O''Neil''s offer')", true],
    ["size in (1, 2)", false],
    ["tolower(subject) eq 'o''neil''s offer'", true],
  ])("%s is %s", (filter, expected) => {
    expect(holds(filter)).toBe(expected);
  });

  test("nothing is before or after a missing value, and only ne and eq null tell it apart", () => {
    const bare = { ...letter, receivedDateTime: null };
    expect(holds("receivedDateTime lt 2027-01-01T00:00:00Z", bare)).toBe(false);
    expect(holds("receivedDateTime gt 2020-01-01T00:00:00Z", bare)).toBe(false);
    expect(holds("receivedDateTime eq null", bare)).toBe(true);
    expect(holds("receivedDateTime ne null", bare)).toBe(false);
    expect(holds("from/emailAddress/address eq 'x'", { ...letter, from: null })).toBe(false);
  });
});

describe("a filter that Graph would refuse is refused", () => {
  test.each([
    ["colour eq 'red'", /property named 'colour'/],
    ["from/nobody eq 'x'", /property named 'nobody'/],
    ["isRead eq 'false'", /'Edm.Boolean' and 'Edm.String'/],
    ["receivedDateTime ge '2026-03-02T09:00:00Z'", /'Edm.DateTimeOffset' and 'Edm.String'/],
    ["size eq true", /'Edm.Int32' and 'Edm.Boolean'/],
    ["subject eq", /Syntax error/],
    ["subject eq 'open", /Syntax error/],
    ["subject eq 'x' and", /Syntax error/],
    ["(subject eq 'x'", /Syntax error/],
    ["subject eq 'x')", /Syntax error/],
    ["subject", /Syntax error/],
    ["subject like 'x'", /Syntax error/],
    ["frobnicate(subject,'x')", /unknown function/],
    ["startswith(subject)", /No function signature/],
    ["startswith(size,'1')", /No function signature/],
    ["subject/any(s:s eq 'x')", /following a collection/],
    ["contains(body/content,'x')", /not supported/],
    ["", /Syntax error/],
    ["not ".repeat(200) + "isRead", /recursion/],
    ["__proto__ eq 'x'", /property named '__proto__'/],
    ["constructor eq 'x'", /property named 'constructor'/],
  ])("%s", (filter, message) => {
    expect(() => holds(filter)).toThrow(message);
  });
});
