import { type Counts, shareOf, type Tally } from "../../src/domain/voice/tally.ts";
import { DIRECTIONS, type Direction, KINDS, type Reason } from "../../src/domain/voice/verdict.ts";
import type { AuditDeal } from "./deals.ts";
import { html, type Markup } from "./markup.ts";
import type { Say } from "./texts.ts";
import { figures, type Percent, weekChart } from "./week-chart.ts";
import { writerChart, writersOf } from "./writer-chart.ts";

/** How the report speaks. */
export type Voice = { say: Say; percent: Percent };

const MOST_WRITERS = 100;

/** Everything that the report says of one deal. `number` tells the deals of one page apart. */
export function dealSection(deal: AuditDeal, tally: Tally, number: number, voice: Voice): Markup {
  const { say } = voice;
  const id = `deal-${number}`;
  const people = [...new Set(deal.table.turns.map(({ spokesperson }) => spokesperson))].join(", ");
  return html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h"><bdi>${deal.name}</bdi></h2>
<p><bdi>${deal.account}</bdi>${deal.account === "" ? null : " · "}${say("spokespersons")}: <bdi>${people}</bdi> · ${say("share")}: ${shareCell(tally.counts, voice)}</p>
${kindTable(tally, say)}
<h3>${say("byWeek")}</h3>${weekPart(deal, tally, id, voice)}
<h3>${say("byWriter")}</h3>${writerPart(deal, tally, id, voice)}
<h3>${say("byReason")}</h3>${reasonTable(tally, say)}${examples(tally, say)}</section>`;
}

/** "83 % (5 of 6 mails)", or that no mail counts. */
export function shareCell(counts: Counts, { say, percent }: Voice): Markup {
  const share = shareOf(counts);
  if (share === null) return html`${say("noShare")}`;
  return html`<strong>${percent(share)}</strong> (${figures(counts, say)})`;
}

function kindTable({ counts, directions }: Tally, say: Say): Markup {
  const rows = KINDS.map((kind) => {
    const each = DIRECTIONS.map((direction: Direction) => html`<td>${directions[direction][kind]}</td>`);
    return html`<tr><th scope="row">${say(kind)}</th>${each}<td>${counts[kind]}</td></tr>`;
  });
  const heads = DIRECTIONS.map((direction) => html`<th scope="col">${say(direction)}</th>`);
  return html`<table><caption>${say("mails")}</caption><thead><tr><th scope="col">${say("kind")}</th>${heads}<th scope="col">${say("all")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function weekPart(deal: AuditDeal, tally: Tally, id: string, { say, percent }: Voice): Markup {
  const chart = weekChart(tally, deal.name, `${id}-w`, say, percent);
  if (chart === null) return html`<p>${say("noWeeks")}</p>`;
  const weeks = [...tally.weeks].sort(([one], [other]) => (one < other ? -1 : 1));
  const undated: [string, Counts][] =
    shareOf(tally.undated) === null ? [] : [[say("undated"), tally.undated]];
  const rows = [...weeks, ...undated].map(([week, counts]) => {
    const share = shareOf(counts);
    const cells = KINDS.filter((kind) => kind !== "outside").map((kind) => html`<td>${counts[kind]}</td>`);
    return html`<tr><th scope="row">${week}</th><td>${share === null ? "–" : percent(share)}</td>${cells}</tr>`;
  });
  const heads = KINDS.filter((kind) => kind !== "outside").map(
    (kind) => html`<th scope="col">${say(kind)}</th>`,
  );
  return html`<figure>${chart}<figcaption>${say("legend")}</figcaption></figure><details><summary>${say("weekFigures")}</summary><table><caption>${say("byWeek")}</caption><thead><tr><th scope="col">${say("week")}</th><th scope="col">${say("share")}</th>${heads}</tr></thead><tbody>${rows}</tbody></table></details>`;
}

function writerPart(deal: AuditDeal, tally: Tally, id: string, { say, percent }: Voice): Markup {
  const writers = writersOf(tally);
  if (writers.length === 0) return html`<p>${say("noWriters")}</p>`;
  const chart = writerChart(writers, deal.name, `${id}-p`, say);
  const rows = writers.slice(0, MOST_WRITERS).map(({ who, counts, firstBypass }) => {
    const share = shareOf(counts);
    return html`<tr><th scope="row"><bdi>${who}</bdi></th><td>${share === null ? "–" : percent(share)}</td><td>${counts.heard + counts.delegated}</td><td>${counts.bypass}</td><td>${firstBypass ?? "–"}</td></tr>`;
  });
  const more = writers.length > MOST_WRITERS ? say("more", { count: writers.length - MOST_WRITERS }) : null;
  return html`${chart === null ? null : html`<figure>${chart}<figcaption>${say("legend")}</figcaption></figure>`}<table><caption>${say("byWriter")}</caption><thead><tr><th scope="col">${say("writer")}</th><th scope="col">${say("share")}</th><th scope="col">${say("heard")}</th><th scope="col">${say("bypass")}</th><th scope="col">${say("since")}</th></tr></thead><tbody>${rows}</tbody></table>${more === null ? null : html`<p>${more}</p>`}`;
}

function reasonTable({ reasons }: Tally, say: Say): Markup {
  const sorted = [...reasons].sort(([, one], [, other]) => other - one);
  const rows = sorted.map(
    ([reason, count]) =>
      html`<tr><th scope="row"><code>${reason}</code></th><td>${count}</td><td class="words">${say(`why.${reason}`)}</td></tr>`,
  );
  return html`<table><caption>${say("byReason")}</caption><thead><tr><th scope="col">${say("reason")}</th><th scope="col">${say("number")}</th><th scope="col">${say("meaning")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function examples(tally: Tally, say: Say): Markup[] {
  return [...tally.examples].map(([reason, ids]: [Reason, string[]]) => {
    const items = ids.map((id) => html`<li><code><bdi>${id}</bdi></code></li>`);
    return html`<h4>${say("examplesOf", { reason: say(`why.${reason}`).replace(/\.$/, "") })}</h4><ul>${items}</ul>`;
  });
}
