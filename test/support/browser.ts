import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import type { AxeResults } from "axe-core";
import { type Browser, chromium as engine, type Frame, type Page } from "playwright-core";

/** A way in which a screen shuts people out: axe's rule, its sentence, and the elements concerned (as HTML, cut short). */
export type Barrier = { rule: string; help: string; where: string[] };

/** What a test may ask of the browser. `hosts` is the port on which the simulated Microsoft sites listen, `more` further arguments. */
export type BrowserOptions = { hosts?: number | undefined; more?: readonly string[] };

/**
 * A real Chromium without a window: `CHROMIUM_PATH`, or the packaged one. With `hosts`, every name leads to that port,
 * so that https://teams.microsoft.com is truly the page's origin; 127.0.0.1 and localhost stay what they are.
 */
export async function launchBrowser({ hosts, more = [] }: BrowserOptions = {}): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] || (await chromium.executablePath());
  const quiet = ["quic", "background-networking", "component-update", "sync"].map(
    (name) => `--disable-${name}`,
  );
  const args = ["--no-sandbox", "--font-render-hinting=none", "--no-first-run", ...quiet, ...more];
  if (hosts !== undefined) {
    args.push(`--host-resolver-rules=MAP * 127.0.0.1:${hosts}, EXCLUDE 127.0.0.1, EXCLUDE localhost`);
  }
  return engine.launch({ executablePath, args });
}

/** How one person's browser is set up. Sizes in CSS pixels. */
export type PageOptions = {
  width?: number;
  height?: number;
  /** The browser's language, e.g. "ru-RU". */
  locale?: string;
  /** An IANA zone, e.g. "Europe/Berlin". */
  zone?: string;
  colors?: "light" | "dark";
  /** High contrast, as the system sets it. */
  forcedColors?: boolean;
};

/** A page of its own session (no cookies or storage shared), which accepts the hosts' self-signed certificate. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { width = 1280, height = 800, locale = "en-US", zone = "Europe/Berlin" } = options;
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width, height },
    locale,
    timezoneId: zone,
    colorScheme: options.colors ?? "light",
    forcedColors: options.forcedColors ? "active" : "none",
    reducedMotion: "reduce",
  });
  return context.newPage();
}

/** Writes what the page shows to `test-results/<name>.png` in the project and returns the picture. */
export async function screenshot(page: Page, name: string): Promise<Buffer> {
  const folder = fileURLToPath(new URL("../../test-results/", import.meta.url));
  await mkdir(folder, { recursive: true });
  return page.screenshot({ path: `${folder}${name}.png` });
}

let kept: Promise<string> | undefined;

function axeSource(): Promise<string> {
  kept ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return kept;
}

/** The serious and critical barriers of one document; frames inside it are documents of their own. */
export async function axe(target: Page | Frame): Promise<Barrier[]> {
  // Half a megabyte, which a document needs once.
  if (await target.evaluate<boolean>("!('axe' in window)")) await target.evaluate(await axeSource());
  const run =
    'axe.run({ exclude: [["[data-tabster-dummy]"]] }, { resultTypes: ["violations"], iframes: false })';
  const { violations } = await target.evaluate<AxeResults>(run);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({ rule: id, help, where: nodes.map(({ html }) => html.slice(0, 160)) }));
}
