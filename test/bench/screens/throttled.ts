import type { Browser, Page } from "playwright-core";
import { openPage } from "../../support/browser.ts";
import type { HostPage } from "../../support/hosts/host-page.ts";

/** How a page came up, in milliseconds since it was asked for; `scriptKb` is what its scripts weighed on the wire. */
export type Seen = {
  /** Largest contentful paint, as the browser counts it. */
  lcp: number;
  /** Blocking time: what each task took above 50 ms, from the first paint on. */
  tbt: number;
  /** When the last long task was over: from then on the page answers at once. */
  interactive: number;
  /** When the words that were waited for stood on the page. */
  content: number;
  scriptKb: number;
};

/** A page to be measured: how it is opened, and words that stand on it once it is of use. */
export type Screen = { name: string; words: string; open(page: Page): Promise<HostPage> };

/** A slow phone on a slow line. Source: QUALITY.md 1d. */
const SLOWER = 4;
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
/** After so long without a long task the page has come to rest. */
const REST_MS = 2_500;
const LONGEST_MS = 60_000;

type Watched = { lcp: number; fcp: number; content: number; tasks: { start: number; ms: number }[] };

/** Runs in every frame before its scripts; only frames inside the host's page are watched. */
function watch(words: string): void {
  if (window === window.top) return;
  const watched: Watched = { lcp: 0, fcp: 0, content: 0, tasks: [] };
  Object.assign(window, { watched });
  const on = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on("largest-contentful-paint", ({ startTime }) => {
    watched.lcp = startTime;
  });
  on("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") watched.fcp = startTime;
  });
  on("longtask", ({ name, startTime, duration }) => {
    // What the host's own page does is not ours.
    if (!/ancestor|cross-origin/.test(name)) watched.tasks.push({ start: startTime, ms: duration });
  });
  const look = () => {
    if (watched.content > 0 || !document.body?.innerText.includes(words)) return;
    watched.content = performance.now();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  addEventListener("load", look);
}

/** Whether nothing is left to wait for. */
function isAtRest(restMs: number): boolean {
  const { watched } = window as unknown as { watched: Watched };
  const last = Math.max(watched.content, ...watched.tasks.map(({ start, ms }) => start + ms));
  return watched.content > 0 && watched.lcp > 0 && performance.now() - last > restMs;
}

function tell(): Watched & { bytes: number } {
  const { watched } = window as unknown as { watched: Watched };
  const scripts = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
    ({ name }) => name.startsWith(location.origin) && new URL(name).pathname.endsWith(".js"),
  );
  return { ...watched, bytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
}

/** Opens a screen once, cold, on the slow machine and line. Rejects when it does not come up within a minute. */
export async function see(browser: Browser, screen: Screen): Promise<Seen> {
  const page = await openPage(browser);
  page.setDefaultTimeout(LONGEST_MS);
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch, screen.words);
    const frame = await (await screen.open(page)).frame();
    await frame.waitForFunction(isAtRest, REST_MS, { timeout: LONGEST_MS, polling: 250 });
    const { lcp, fcp, content, tasks, bytes } = await frame.evaluate(tell);
    const late = tasks.filter(({ start, ms }) => start + ms > fcp);
    return {
      lcp,
      tbt: late.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0),
      interactive: Math.max(fcp, ...late.map(({ start, ms }) => start + ms)),
      content,
      scriptKb: bytes / 1000,
    };
  } finally {
    await page.context().close();
  }
}
