import axe from "axe-core";

/** The serious and critical barriers of what is shown: axe's rule and the first element concerned. */
export async function barriers(): Promise<string[]> {
  const { violations } = await axe.run(
    { exclude: [["[data-tabster-dummy]"]] },
    { resultTypes: ["violations"] },
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
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
