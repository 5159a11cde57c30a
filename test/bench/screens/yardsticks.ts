import { fileURLToPath } from "node:url";
import { weigh } from "../../house/page-size.ts";
import type { Figure, Skipped } from "../bench.ts";

const dist = fileURLToPath(new URL("../../../dist", import.meta.url));

/** What the scripts of each first screen weigh in the build, gzipped, against what QUALITY.md 1d allows them. */
export function weights(): (Figure | Skipped)[] {
  const lines = (weigh(dist) ?? []).filter(({ what }) => what.startsWith("scripts"));
  const own = lines.map(({ page, size, budget, files }) => ({
    name: `One Voice, ${page}: scripts, gzipped`,
    value: size,
    unit: "kB",
    goal: { atMost: budget },
    note: `in ${files} files`,
  }));
  return [
    ...own,
    { name: "One Voice, launch bundle", skipped: "there is none: nothing of ours runs at Outlook's events" },
  ];
}

const sample = (name: string, unit: string, value: number): Figure => ({
  name: `quoted, not measured here: ${name}`,
  value,
  unit,
  note: "QUALITY.md 1d, another run on another machine, in which three components took 1,360 ms",
});

/** What Microsoft's own pages took elsewhere. They come as source of repositories, not as packages. */
export const QUOTED: readonly (Figure | Skipped)[] = [
  sample("Microsoft's Teams tab and Outlook add-in: answers at once", "ms", 1567),
  sample("Microsoft's Teams tab and Outlook add-in: largest paint", "ms", 1660),
  sample("Microsoft's Teams tab and Outlook add-in: blocked", "ms", 316),
  sample("Microsoft's Company Communicator: answers at once", "ms", 4628),
  sample("Microsoft's Office add-in with Graph: answers at once", "ms", 3492),
  ...[
    "Microsoft's sample of a Teams tab with an Outlook add-in",
    "Microsoft's Company Communicator",
    "Microsoft's sample of an Office add-in with Graph",
  ].map((name) => ({
    name: `${name}, in this run`,
    skipped: "no package of the registry; it comes as source of its own repository",
  })),
];
