import type { Frame, Page } from "playwright-core";
import { launchBrowser, openPage } from "../../support/browser.ts";
import { openHosts } from "../../support/hosts/open-hosts.ts";
import { type Figure, median, spread } from "../bench.ts";
import { provideBrowserLibraries } from "../screens/libraries.ts";
import type { Product } from "../screens/product.ts";

const ROUNDS = 5;
const SLOWER = 4;

/** What a person takes for "at once" and for "soon", in milliseconds. Source: web.dev, RAIL and Interaction to Next Paint. */
const AT_ONCE_MS = 200;
const SOON_MS = 1000;
/** Past this a moving list is seen to halt. */
const HALT_MS = 50;

/** What one visit gave, in milliseconds. */
type Visit = { drawn: number; letter: number; found: number; halted: number };

type Noted = { arrived: number; pressed: number; painted: number; found: number; frames: number[] };

/** Runs in the product's frame: notes when the answer arrived, when a key was pressed, and what then stood when. */
function watch(): void {
  if (window === window.top) return;
  const noted: Noted = { arrived: 0, pressed: 0, painted: 0, found: 0, frames: [] };
  Object.assign(window, { noted });
  const { fetch } = window;
  window.fetch = async (...asked) => {
    const response = await fetch(...asked);
    if (/\/api\/deals(\?|$)/.test(String(asked[0])) && noted.arrived === 0) noted.arrived = performance.now();
    return response;
  };
  addEventListener(
    "keydown",
    () => {
      noted.pressed = performance.now();
      noted.found = 0;
      requestAnimationFrame(() =>
        setTimeout(() => {
          noted.painted = performance.now();
        }),
      );
    },
    true,
  );
}

/** Resolves with the moment after the paint with which planted deals stand in the list: any, or one of that name alone. */
function whenStands(only: string | null): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const names = [...document.querySelectorAll("li a")].map((link) => link.textContent ?? "");
      const planted = names.filter((name) => name.startsWith("Mill number"));
      const stands = only === null ? planted.length > 0 : planted.length === 1 && planted[0] === only;
      if (stands) setTimeout(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Scrolls down the list as a strong turn of the wheel does, 100 pixels a frame, and tells how long each frame took. */
function scrollDown(): Promise<number[]> {
  const took: number[] = [];
  return new Promise((resolve) => {
    let before = performance.now();
    const step = (at: number) => {
      took.push(at - before);
      before = at;
      window.scrollBy({ top: 100, behavior: "instant" });
      if (took.length < 120) requestAnimationFrame(step);
      else resolve(took.slice(1));
    };
    requestAnimationFrame(step);
  });
}

async function visit(page: Page, frame: Frame): Promise<Visit> {
  const noted = () => frame.evaluate(() => (window as unknown as { noted: Noted }).noted);
  const stood = await frame.evaluate(whenStands, null);
  const drawn = stood - (await noted()).arrived;
  const frames = await frame.evaluate(scrollDown);
  await frame.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  await frame.locator("input[type=search]").focus();
  await page.keyboard.insertText("Mill number 77");
  const found = frame.evaluate(whenStands, "Mill number 777");
  await page.keyboard.press("7");
  const end = await found;
  const { pressed, painted } = await noted();
  const sorted = frames.toSorted((one, other) => one - other);
  return {
    drawn,
    letter: painted - pressed,
    found: end - pressed,
    halted: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}

/** The list of very many deals as a person meets it in Teams, on a processor four times slower. */
export async function measureInBrowser(product: Product): Promise<Figure[]> {
  provideBrowserLibraries();
  const hosts = await openHosts({ productUrl: product.url, token: product.token });
  const browser = await launchBrowser({
    hosts: hosts.port,
    more: ["--disable-features=IsolateOrigins,site-per-process", "--disable-site-isolation-trials"],
  });
  const visits: Visit[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const page = await openPage(browser);
      await page.addInitScript(watch);
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      const host = await hosts.teams(page, { path: "/tab/", person: product.person });
      visits.push(await visit(page, await host.frame()));
      await page.context().close();
    }
  } finally {
    await browser.close();
    await hosts.close();
  }
  const figure = (name: string, key: keyof Visit, atMost: number): Figure => {
    const values = visits.map((each) => each[key]);
    const note = `processor ${SLOWER}x slower, ${spread(values)}`;
    return { name: `in Chromium: ${name}`, value: median(values), unit: "ms", goal: { atMost }, note };
  };
  return [
    figure("from the answer's arrival to the list", "drawn", SOON_MS),
    figure("from a key to its letter in the search", "letter", AT_ONCE_MS),
    figure("from a key to the deals found, the pause in typing included", "found", SOON_MS),
    figure("19 of 20 frames while the list is scrolled", "halted", HALT_MS),
  ];
}
