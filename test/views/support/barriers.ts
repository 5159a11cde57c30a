import axe from "axe-core";

/** What axe knows of a rule beside what it declares. */
type Audit = { _audit: { rules: { id: string; impact?: string }[] } };

// A rule weighs the same wherever it fails: those whose word would be dropped need not be asked.
const light = (axe as unknown as Audit)._audit.rules.filter(({ impact }) => !isGrave(impact));
const COLOURS = ["color-contrast", "link-in-text-block"];
const rules = Object.fromEntries(light.map(({ id }) => [id, { enabled: false }]));

/**
 * The serious and critical barriers of what is shown, once its colours stand: axe's rule and the first element concerned.
 * `among` "colours": for a screen that is looked at as a whole in another look already.
 */
export async function barriers(among: "all" | "colours" = "all"): Promise<string[]> {
  await stillness();
  const looked = among === "all" ? { rules } : { runOnly: { type: "rule" as const, values: COLOURS } };
  const { violations } = await axe.run(
    { exclude: [["[data-tabster-dummy]"]] },
    { resultTypes: ["violations"], ...looked, preload: false, iframes: false },
  );
  return violations
    .filter(({ impact }) => isGrave(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

function isGrave(impact: string | null | undefined): boolean {
  return impact === "serious" || impact === "critical";
}

/** Waits until nothing glides from one look to another; what moves without an end is not waited for. */
async function stillness(): Promise<void> {
  const gliding = document.getAnimations().filter((one) => {
    const end = one.effect?.getComputedTiming().endTime;
    return one.playState === "running" && typeof end === "number" && Number.isFinite(end);
  });
  if (gliding.length === 0) return;
  await Promise.allSettled(gliding.map(({ finished }) => finished));
  await stillness();
}

/** How many pixels the page is wider than the window; 0 when one need not scroll sideways. */
export function overflow(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

/** Everything that Tab reaches from the top of the page, by its accessible name, each once. */
export async function reachedByTab(tab: () => Promise<void>): Promise<string[]> {
  (document.activeElement as HTMLElement | null)?.blur();
  const names: string[] = [];
  const seen = new Set<Element>();
  for (let steps = 0; steps < 60; steps += 1) {
    await tab();
    const now = document.activeElement;
    if (now === null || now === document.body || seen.has(now)) break;
    seen.add(now);
    names.push(nameOf(now));
  }
  return names;
}

function nameOf(element: Element): string {
  const labels = (element as HTMLInputElement).labels ?? [];
  return (element.getAttribute("aria-label") ?? labels[0]?.textContent ?? element.textContent ?? "").trim();
}
