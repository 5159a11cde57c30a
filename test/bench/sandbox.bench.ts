import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openSandbox } from "../../server/sandbox/sandbox.ts";
import { type Bench, type Figure, type Skipped, tell } from "./bench.ts";
import { type FullMailbox, LETTERS, openFullMailbox, type Page } from "./sandbox-mailbox.ts";
import { filters, listings, type Question } from "./sandbox-pages.ts";

const ROUNDS = 25;
const MOST_MS = 50;
const DELTA = "/mailFolders/inbox/messages/delta?$select=subject,from,receivedDateTime";

/** Milliseconds of each of several rounds, quickest first. */
async function timed(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  return took.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;

/** How long the bare server of Node takes for the same bytes: what no sandbox in Node can go below. */
async function bareMs(page: Page): Promise<number> {
  const text = JSON.stringify(page);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const took = await timed(ROUNDS, async () => (await fetch(url)).json());
  server.closeAllConnections();
  server.close();
  return at(took, 0.5);
}

function figureOf(name: string, took: readonly number[], bare: number): Figure {
  const [quickest, median, slow] = [at(took, 0), at(took, 0.5), at(took, 0.95)];
  const note = `from ${quickest.toFixed(1)} ms, 19 of 20 within ${slow.toFixed(1)} ms; ratio to bare node:http sending the same`;
  return {
    name,
    value: median,
    unit: "ms a page",
    ratio: median / bare,
    goal: { of: "value", atMost: MOST_MS },
    note,
  };
}

async function measure(box: FullMailbox, question: Question): Promise<Figure> {
  const page = await question.ask(box);
  if (!question.isRight(page)) throw new Error(`"${question.name}" was answered with the wrong letters.`);
  const took = await timed(ROUNDS, () => question.ask(box));
  return figureOf(question.name, took, await bareMs(page));
}

/** A whole first round of delta, page by page, then rounds that have little or nothing to tell. */
async function measureDelta(box: FullMailbox): Promise<Figure[]> {
  const took: number[] = [];
  let page: Page = { value: [], "@odata.nextLink": DELTA };
  let count = 0;
  let sample = page;
  while (page["@odata.nextLink"] !== undefined) {
    const start = performance.now();
    page = await box.read(page["@odata.nextLink"], "odata.maxpagesize=500");
    took.push(performance.now() - start);
    count += page.value.length;
    if (page.value.length === 500) sample = page;
  }
  if (count !== LETTERS) throw new Error(`The delta told ${count} letters.`);
  const link = page["@odata.deltaLink"]!;
  const idle = await timed(ROUNDS, () => box.read(link));
  await box.arrive();
  const [news, one] = [await timed(ROUNDS, () => box.read(link)), await box.read(link)];
  if (one.value.length !== 1) throw new Error(`The delta told ${one.value.length} new letters.`);
  return [
    figureOf(
      "delta: each of 200 pages of 500",
      took.toSorted((a, b) => a - b),
      await bareMs(sample),
    ),
    figureOf("delta: nothing new", idle, await bareMs({ value: [] })),
    figureOf("delta: one new letter", news, await bareMs(one)),
  ];
}

/** Opening with the demo's two weeks of mail and meetings, and starting over with them. */
async function measureSeeding(): Promise<Figure[]> {
  const opened = performance.now();
  const sandbox = await openSandbox();
  const openMs = performance.now() - opened;
  const resets = await timed(9, () => sandbox.reset());
  await sandbox.close();
  const [unit, goal] = ["ms", { atMost: 1000 }];
  return [
    {
      name: "open with the demo tenant",
      value: openMs,
      unit,
      goal,
      note: "in a fresh process, the first time",
    },
    { name: "seed the demo tenant again", value: at(resets, 0.5), unit, goal },
  ];
}

const RIVALS: readonly Skipped[] = [
  { name: "emulate (vercel-labs)", skipped: "it has no mailboxes, only Microsoft's sign-in" },
  { name: "Dev Proxy, Graph Toolkit's mock", skipped: "they repeat canned replies: no mailbox to fill" },
];

/** How fast the sandbox answers about a mailbox of 100,000 letters, and how fast it is filled. */
export const bench: Bench = {
  name: `sandbox: a mailbox of ${LETTERS.toLocaleString("en-US")} letters`,
  async run() {
    const figures: (Figure | Skipped)[] = await measureSeeding();
    tell("delivering letters");
    const start = performance.now();
    const box = await openFullMailbox();
    const value = LETTERS / ((performance.now() - start) / 1000);
    figures.push({ name: "deliver a letter, parsed and filed", value, unit: "letters/s" });
    tell("asking for pages");
    for (const question of [...listings, ...filters]) figures.push(await measure(box, question));
    figures.push(...(await measureDelta(box)), ...RIVALS);
    await box.sandbox.close();
    return figures;
  },
};
