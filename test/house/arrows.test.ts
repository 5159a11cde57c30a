import { describe, expect, test } from "vitest";
import { breachesOf, circlesIn } from "./arrows.ts";
import { sourcesIn } from "./sources.ts";

const all = [...sourcesIn("src"), ...sourcesIn("server")];

describe("the plan of the house", () => {
  test("every import follows an arrow", () => {
    expect(all.length).toBeGreaterThan(300);
    expect(breachesOf(all)).toEqual([]);
  });

  test("no files import each other in a circle", () => {
    expect(circlesIn(all)).toEqual([]);
  });
});

describe("a breach is seen", () => {
  const planted = (file: string, target: string) =>
    breachesOf([{ file, text: `import { x } from "${target}";` }]);
  test.each([
    ["a rule that reads a contract", "src/domain/voice/guard.ts", "../../contract/voice.ts"],
    ["a rule that reads another rule's room", "src/domain/voice/guard.ts", "../meetings/slots.ts"],
    ["a view that knows its host", "src/views/voice/incidents.tsx", "../../host/teams.ts"],
    ["a view that reads another view", "src/views/voice/incidents.tsx", "../deals/deal-row.tsx"],
    ["a feature that reads another feature", "server/voice/routes.ts", "../deals/store.ts"],
    ["a feature that speaks to Graph itself", "server/voice/routes.ts", "../graph/mail.ts"],
    ["a sandbox that uses the product", "server/sandbox/mail/draft.ts", "../../graph/mail.ts"],
    ["a product that reads its sandbox", "server/app.ts", "./sandbox/sandbox.ts"],
    ["a store that knows a feature", "server/store/db.ts", "../deals/store.ts"],
    ["a file without a place", "server/utils/strings.ts", "../store/db.ts"],
  ])("%s", (_breach, file, target) => {
    expect(planted(file, target)).toHaveLength(1);
  });

  test("a type, a dynamic and a bare import count too", () => {
    const text =
      'import type { A } from "../graph/a.ts";\nimport "../graph/b.ts";\nconst c = await import("../graph/c.ts");';
    expect(breachesOf([{ file: "server/voice/x.ts", text }])).toHaveLength(3);
  });

  test("two files that read each other are a circle", () => {
    const file = (name: string, other: string) => ({
      file: `src/ui/${name}.ts`,
      text: `import "./${other}.ts";`,
    });
    expect(circlesIn([file("a", "b"), file("b", "c"), file("c", "a"), file("d", "a")])).toEqual([
      ["src/ui/a.ts", "src/ui/b.ts", "src/ui/c.ts"],
    ]);
  });
});
