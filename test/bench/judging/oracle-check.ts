import type { DealIndex } from "../../../src/domain/voice/deal-index.ts";
import { judgeAll } from "../../../src/domain/voice/which-deal.ts";
import { naiveKinds } from "../../voice/oracle.ts";
import type { Corpus } from "./corpus.ts";

/** Throws when a verdict is not that of the deliberately naive rule. Speed that is wrong is worth nothing. */
export function checkAgainstOracle({ tables, mails }: Corpus, index: DealIndex, count: number): void {
  for (const mail of mails.slice(0, count)) {
    const found = new Map(judgeAll(mail, index).map(({ dealId, verdict }) => [dealId, verdict.kind]));
    const wanted = naiveKinds(mail, tables);
    const wrong = tables.findIndex(({ dealId }, i) => (found.get(dealId) ?? "outside") !== wanted[i]);
    if (wrong !== -1) throw new Error(`Deal ${wrong}: ${found.get(`d${wrong}`)} is not ${wanted[wrong]}.`);
  }
}
