/**
 * Draws the product's mark, a filled speech bubble, in every size that Teams and Outlook want. The pictures are kept in
 * the project; run `node appPackage/draw-icons.ts` after changing the mark.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as engine } from "playwright-core";

const blue = "#0F6CBD";
const white = "#FFFFFF";

/** On a field of 32 by 32: a rounded bubble whose tail points down to the left, where the name stands. */
const bubble =
  "M8 4h16a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5h-9.6l-6 4.6A.9.9 0 0 1 7 27.9V24a4.9 4.9 0 0 1-4-5V9a5 5 0 0 1 5-5z";

/** `scale` is the share of the side that the bubble takes; Teams crops full-colour icons, so those keep a margin. */
type Icon = { file: string; side: number; ink: string; ground: string | null; scale: number };

const outlook = [16, 32, 64, 80, 128].map((side): Icon => {
  return { file: `../src/public/icons/icon-${side}.png`, side, ink: blue, ground: null, scale: 1 };
});
const icons: Icon[] = [
  { file: "color.png", side: 192, ink: white, ground: blue, scale: 0.6 },
  { file: "outline.png", side: 32, ink: white, ground: null, scale: 0.94 },
  ...outlook,
];

function svg({ side, ink, ground, scale }: Icon): string {
  const margin = (32 - 32 * scale) / 2;
  const back = ground ? `<rect width="32" height="32" fill="${ground}"/>` : "";
  const mark = `<path d="${bubble}" fill="${ink}" transform="translate(${margin} ${margin}) scale(${scale})"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 32 32">${back}${mark}</svg>`;
}

async function draw(browser: Browser, icon: Icon): Promise<void> {
  const page = await browser.newPage({ viewport: { width: icon.side, height: icon.side } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg(icon)}`);
  const picture = await page.screenshot({ omitBackground: true });
  await writeFile(fileURLToPath(new URL(icon.file, import.meta.url)), picture);
  await page.close();
}

const executablePath = process.env["CHROMIUM_PATH"] || (await chromium.executablePath());
const browser = await engine.launch({ executablePath, args: ["--no-sandbox"] });
for (const icon of icons) await draw(browser, icon);
await browser.close();
