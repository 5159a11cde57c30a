import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Outside } from "../../../src/outside/outside.tsx";
import { Spoken } from "../../../src/ui/language/spoken.tsx";
import { type Language, loadTexts } from "../../../src/ui/language/texts.ts";
import { loadLook } from "../../../src/ui/look.ts";

/** What the fake sandbox answers, by "METHOD /path" without "/_outside" and query; a number refuses with that status. */
export type Answers = Record<string, unknown>;

/** A sandbox that only answers; `asked` are the requests that change something, with what was sent. */
export type FakeSandbox = {
  fetch: typeof fetch;
  answers: Answers;
  asked: [string, unknown][];
  isGone: boolean;
};

const FEATURES = ["shared", "outside"] as const;
const NOW = "2026-03-02T09:00:00.000Z";
const person = (number: number, displayName: string, name: string, jobTitle: string) => ({
  id: `0f1ce000-0000-4000-8000-00000000000${number}`,
  displayName,
  mail: `${name}@bergmann.example`,
  userPrincipalName: `${name}@bergmann.example`,
  jobTitle,
});
export const people = [
  person(1, "Dmitri Bergmann", "dmitri.bergmann", "Chief executive officer"),
  person(4, "Anna Kern", "anna.kern", "Key account manager"),
  person(5, "Елена Соколова", "elena.sokolova", "Process engineer, Line 4"),
  person(6, "Иван Петров", "ivan.petrov", "Logistics expert"),
];
const [dmitri, anna, elena, ivan] = people as [Who, Who, Who, Who];
type Who = ReturnType<typeof person>;

/** A mail of Elena's as the sandbox shows it. */
export const mailOf = (id: string, subject: string, more: object = {}) => ({
  id,
  subject,
  from: { emailAddress: { name: "Алексей Волков", address: "alexei.volkov@steelworks.example" } },
  toRecipients: [{ emailAddress: { name: elena.displayName, address: elena.mail } }],
  ccRecipients: [],
  receivedDateTime: "2026-03-02T08:30:00Z",
  bodyPreview: "Dear Elena, when?",
  categories: [],
  flag: { flagStatus: "notFlagged" },
  isRead: false,
  isDraft: false,
  internetMessageId: `<${id}@steelworks.example>`,
  ...more,
});

/** A quiet sandbox; a test changes `answers` as it goes. */
export function fakeSandbox(changed: Answers = {}): FakeSandbox {
  const fake: FakeSandbox = {
    isGone: false,
    asked: [],
    answers: {
      "GET /users": {
        organization: { displayName: "Bergmann Automation", domain: "bergmann.example" },
        value: people,
      },
      "GET /clock": { now: NOW },
      "GET /requests": { last: 0, value: [] },
      "GET /mail": { value: [] },
      "GET /faults": { value: [] },
      [`GET /users/${anna.id}/activityFeed`]: { value: [] },
      [`GET /users/${dmitri.mail}/meetings`]: { value: [] },
      [`GET /users/${ivan.mail}/automaticReplies`]: { status: "disabled" },
      [`GET /mailboxes/${elena.mail}/messages`]: { value: [mailOf("m1", "Line 4: two questions")] },
      ...changed,
    },
    async fetch(input, init) {
      if (fake.isGone) throw new TypeError("Failed to fetch");
      const method = init?.method ?? "GET";
      const { pathname, searchParams } = new URL(String(input));
      const name = `${method} ${decodeURIComponent(pathname).replace("/_outside", "")}`;
      if (method !== "GET") fake.asked.push([name, init?.body]);
      const answer =
        name === "GET /requests"
          ? since(fake.answers[name] as Requests, Number(searchParams.get("since")))
          : (fake.answers[name] ?? (method === "GET" ? 404 : {}));
      const status = typeof answer === "number" ? answer : 200;
      const body = status === 200 ? answer : { error: { message: `No ${name}.` } };
      return new Response(JSON.stringify(body), { status });
    },
  };
  return fake;
}

type Requests = { last: number; value: { number: number }[] };

function since({ last, value }: Requests, number: number): Requests {
  return { last, value: value.filter((one) => one.number > number) };
}

/** A page of our own origin in the place of a framed one; `script` runs in it. */
export function framed(script = ""): string {
  const html = `<!doctype html><html lang="en"><title>framed</title><main>framed</main><script>${script}</script></html>`;
  return `${URL.createObjectURL(new Blob([html], { type: "text/html" }))}#`;
}

/** Shows the whole page. `toured`: the tour was seen before. */
export async function showOutside(
  fake: FakeSandbox | null,
  how: { language?: Language; width?: number; toured?: boolean; pane?: string } = {},
): Promise<void> {
  const { language = "en", width = 1440, toured = true, pane = framed() } = how;
  await page.viewport(width, 900);
  document.title = "One Voice";
  localStorage.setItem("one-voice:outside", JSON.stringify({ toured, look: "light" }));
  await loadLook("web", "light");
  const first = { language, texts: await loadTexts(language, FEATURES) };
  await render(
    <Spoken first={first} features={FEATURES}>
      <Outside
        sandbox={fake === null ? null : "http://localhost:9"}
        fetch={fake?.fetch ?? fetch}
        doors={{ tab: framed(), pane }}
      />
    </Spoken>,
  );
}
