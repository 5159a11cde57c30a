import { shareOf } from "../../src/domain/voice/tally.ts";
import { visible } from "./markup.ts";
import type { Findings } from "./run-audit.ts";
import { type AuditLanguage, sayIn } from "./texts.ts";
import { figures } from "./week-chart.ts";

/** How many broken mails the terminal names; the report lists them all. */
const MOST_NAMED = 20;

/** What a person at a terminal reads at the end, one line each. */
export function summaryOf(
  { read, judged, unconcerned, copies, broken, deals }: Findings,
  language: AuditLanguage,
): string[] {
  const say = sayIn(language);
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const numbers = new Intl.NumberFormat(language);
  const lines = [
    `${say("mailsRead")}: ${numbers.format(read)} · ${say("mailsJudged")}: ${numbers.format(judged)} · ${say("mailsUnconcerned")}: ${numbers.format(unconcerned)} · ${say("mailsCopies")}: ${numbers.format(copies)} · ${say("mailsBroken")}: ${numbers.format(broken.total)}`,
  ];
  for (const { deal, tally } of deals) {
    const share = shareOf(tally.counts);
    const told =
      share === null ? say("noShare") : `${percents.format(share)} (${figures(tally.counts, say)})`;
    lines.push(
      `${visible(deal.name)}: ${say("share")} ${told}, ${say("bypass")} ${numbers.format(tally.counts.bypass)}`,
    );
  }
  for (const [reason, count] of broken.reasons)
    lines.push(`${say(`broken.${reason}`)} ${numbers.format(count)}`);
  for (const { where, reason } of broken.listed.slice(0, MOST_NAMED)) {
    lines.push(`  ${visible(where)}: ${say(`broken.${reason}`)}`);
  }
  if (broken.total > MOST_NAMED) lines.push(`  ${say("more", { count: broken.total - MOST_NAMED })}`);
  return lines;
}
