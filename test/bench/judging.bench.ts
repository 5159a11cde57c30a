import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type DealIndex, indexDeals } from "../../src/domain/voice/deal-index.ts";
import { judgeAll } from "../../src/domain/voice/which-deal.ts";
import { type Bench, type Figure, type Goal, type Skipped, tell } from "./bench.ts";
import { type Corpus, makeCorpus } from "./judging/corpus.ts";
import { openLimit } from "./judging/limit.ts";
import { type Filter, isInstalled, maildrop, sieve } from "./judging/mail-filters.ts";
import { type Contender, measure } from "./judging/measure.ts";
import { checkAgainstOracle } from "./judging/oracle-check.ts";
import { logic, oneRule, type Rival, ruleForEachDeal } from "./judging/rivals.ts";

const SEED = 20_260_302;
const MAILS = 20_000;
const OURS = "One Voice";
const EXPLAINED = "hash look-ups with an explanation";
const BARE = "hash look-ups alone";

/** Judging mail for a thousand deals, and for a hundred and ten thousand. Source of the targets: QUALITY.md 1b. */
export const bench: Bench = {
  name: "Judging mail: 1,000 deals, 5 contacts each",
  async run() {
    const corpus = makeCorpus(1000, MAILS, SEED);
    const index = indexDeals(corpus.tables);
    tell("comparing verdicts with the naive rule's");
    checkAgainstOracle(corpus, index, 25);
    const small = makeCorpus(20, 2000, SEED);
    checkAgainstOracle(small, indexDeals(small.tables), 2000);

    tell("racing bare look-ups");
    const limit = openLimit(corpus);
    const keep = keeper();
    const rates = await measure(
      [
        ours(OURS, corpus, index),
        // Four times over, so that a round of each takes about as long.
        over(EXPLAINED, corpus, 4, (mail) => keep(limit.explain(mail))),
        over(BARE, corpus, 8, (mail) => keep(limit.isBypass(mail))),
      ],
      31,
    );
    const rate = rates.get(OURS) ?? 0;
    const ownRatio = rate / (rates.get(EXPLAINED) ?? 1);
    const figures: (Figure | Skipped)[] = [
      {
        name: OURS,
        value: rate,
        unit: "mails/s",
        ratio: ownRatio,
        goal: { atLeast: 0.25 },
        note: `of ${EXPLAINED}`,
      },
      { name: EXPLAINED, value: rates.get(EXPLAINED) ?? 0, unit: "mails/s" },
      { name: BARE, value: rates.get(BARE) ?? 0, unit: "mails/s" },
    ];
    tell("growing from 100 deals to 10,000");
    figures.push(...(await growth()));
    const race = { corpus, index, rate };
    figures.push(...(await rivalFigures(race)), ...(await filterFigures(race)));
    return figures;
  },
};

/** What a rival is compared on, and how fast we were on it. */
type Race = { corpus: Corpus; index: DealIndex; rate: number };

/** What is wanted by rival: at least so many times as fast. */
const GOALS: Readonly<Record<string, Goal>> = {
  "json-rules-engine, one rule": { atLeast: 5 },
  "Dovecot Sieve, compiled": { atLeast: 500 },
};

async function rivalFigures(race: Race): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const open of [oneRule, ruleForEachDeal, logic]) {
    figures.push(await against(open(race.corpus), race));
  }
  return figures;
}

async function filterFigures(race: Race): Promise<(Figure | Skipped)[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-judging-"));
  try {
    const figures: (Figure | Skipped)[] = [];
    for (const filter of [sieve, maildrop] satisfies Filter[]) {
      if (isInstalled(filter)) figures.push(await against(filter.open(race.corpus, folder), race));
      else figures.push({ name: filter.name, skipped: `${filter.programs.join(" and ")} not installed` });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A rival on the same mails; it must find the same bypasses, or the figures compare nothing. */
async function against(rival: Rival, { corpus, index, rate }: Race): Promise<Figure> {
  tell(`racing ${rival.name}`);
  const mails = corpus.mails.slice(0, rival.most);
  for (const mail of mails) {
    const found = await rival.isBypass(mail);
    if (found !== judgeAll(mail, index).some(({ verdict }) => verdict.kind === "bypass")) {
      throw new Error(`${rival.name} disagrees on a mail of ${mail.from}.`);
    }
  }
  const round = async () => {
    for (const mail of mails) await rival.isBypass(mail);
    return mails.length;
  };
  const value = (await measure([{ name: rival.name, round }], 3)).get(rival.name) ?? 0;
  const goal = GOALS[rival.name];
  return {
    name: rival.name,
    value,
    unit: "mails/s",
    ratio: rate / value,
    note: "times as fast are we",
    ...(goal !== undefined && { goal }),
  };
}

/** How much longer a mail takes with a hundred times the deals: for us, and for the look-ups alone. */
async function growth(): Promise<Figure[]> {
  const few = makeCorpus(100, MAILS, SEED);
  const many = makeCorpus(10_000, MAILS, SEED);
  const lookUps = (name: string, corpus: Corpus) => {
    const [limit, keep] = [openLimit(corpus), keeper()];
    return over(name, corpus, 4, (mail) => keep(limit.explain(mail)));
  };
  const contenders = [
    ours("few", few, indexDeals(few.tables)),
    ours("many", many, indexDeals(many.tables)),
    lookUps("few alone", few),
    lookUps("many alone", many),
  ];
  const rates = await measure(contenders, 31);
  const rate = (name: string) => rates.get(name) ?? 1;
  const note = "times slower than 100 deals";
  return [
    {
      name: `${OURS}, 10,000 deals`,
      value: rate("many"),
      unit: "mails/s",
      ratio: rate("few") / rate("many"),
      goal: { atMost: 2 },
      note,
    },
    {
      name: `${EXPLAINED}, 10,000 deals`,
      value: rate("many alone"),
      unit: "mails/s",
      ratio: rate("few alone") / rate("many alone"),
      note,
    },
  ];
}

function ours(name: string, corpus: Corpus, index: DealIndex): Contender {
  const keep = keeper();
  return over(name, corpus, 1, (mail) => keep(judgeAll(mail, index)));
}

function over(
  name: string,
  { mails }: Corpus,
  times: number,
  work: (mail: Corpus["mails"][number]) => void,
): Contender {
  return {
    name,
    round() {
      for (let i = 0; i < times; i++) for (const mail of mails) work(mail);
      return mails.length * times;
    },
  };
}

/** Holds the last results, so that no compiler leaves out the making of them. */
function keeper(): (result: unknown) => void {
  const last: unknown[] = new Array(64).fill(null);
  let next = 0;
  return (result) => {
    last[next++ & 63] = result;
  };
}
