import type { Temporal } from "temporal-polyfill";
import { dealSection, shareCell, type Voice } from "./deal-section.ts";
import { html, Markup } from "./markup.ts";
import type { Findings } from "./run-audit.ts";
import { type AuditLanguage, sayIn } from "./texts.ts";

const STYLE = new Markup(`
:root { color-scheme: light dark; --on: #1f6f8b; --off: #f6d9b8; --hatch: #a3480a; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --on: #5db3d1; --off: #4a2c12; --hatch: #f0a35e; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
table { border-collapse: collapse; margin: .75rem 0; display: block; overflow-x: auto; }
caption { text-align: start; font-weight: 600; padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem; text-align: end; vertical-align: top; }
th:first-child, td.words { text-align: start; }
td { white-space: nowrap; } td.words { white-space: normal; }
td { font-variant-numeric: tabular-nums; }
tbody th { font-weight: 400; }
section { border-top: 2px solid var(--line); margin-top: 2.5rem; }
figure { margin: .5rem 0; }
svg { width: 100%; height: auto; max-width: 60rem; }
code { overflow-wrap: anywhere; }
.on { fill: var(--on); } .off { fill: var(--off); } .hatch { fill: var(--hatch); }
.grid { stroke: var(--line); } .axis { fill: currentColor; font-size: 12px; }
@media print { section { break-before: page; } details::details-content { content-visibility: visible; } }
`);

/** The whole report as one page that asks nothing of any network. `madeAt` stands in it. */
export function writePage(findings: Findings, language: AuditLanguage, madeAt: Temporal.Instant): string {
  const say = sayIn(language);
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const voice: Voice = { say, percent: (share) => percents.format(share) };
  const made = madeAt.toZonedDateTimeISO("UTC").toPlainDateTime().toString({ smallestUnit: "minute" });
  const sections = findings.deals.map(({ deal, tally }, i) => dealSection(deal, tally, i + 1, voice));
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><title>${say("title")}</title><style>${STYLE}</style></head>
<body><main><h1>${say("title")}</h1><p>${say("intro")}</p>
<p>${say("made", { at: made.replace("T", " ") })}</p>
${mailTable(findings, voice)}
${dealTable(findings, voice)}
<h2>${say("howCounted")}</h2><p>${say("counting")}</p>
${sections}
${brokenSection(findings, voice)}</main></body></html>
`.text;
}

function mailTable({ read, judged, unconcerned, copies, broken }: Findings, { say }: Voice): Markup {
  const row = (name: string, value: number) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
  return html`<table><caption>${say("mails")}</caption><tbody>${[
    row(say("mailsRead"), read),
    row(say("mailsJudged"), judged),
    row(say("mailsUnconcerned"), unconcerned),
    row(say("mailsCopies"), copies),
    row(say("mailsBroken"), broken.total),
  ]}</tbody></table>`;
}

function dealTable({ deals }: Findings, voice: Voice): Markup {
  const { say } = voice;
  const rows = deals.map(
    ({ deal, tally: { counts } }, i) =>
      html`<tr><th scope="row"><a href="#deal-${i + 1}"><bdi>${deal.name}</bdi></a></th><td>${shareCell(counts, voice)}</td><td>${counts.bypass}</td><td>${counts.unclear}</td><td>${counts.vacant}</td></tr>`,
  );
  return html`<h2>${say("contents")}</h2><table><caption>${say("contents")}</caption><thead><tr><th scope="col">${say("deal")}</th><th scope="col">${say("share")}</th><th scope="col">${say("bypass")}</th><th scope="col">${say("unclear")}</th><th scope="col">${say("vacant")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function brokenSection({ broken: { total, listed } }: Findings, { say }: Voice): Markup {
  const rows = listed.map(
    ({ where, reason }) =>
      html`<tr><th scope="row"><code><bdi>${where}</bdi></code></th><td class="words">${say(`broken.${reason}`)}</td></tr>`,
  );
  const table = html`<table><caption>${say("brokenTitle")}</caption><thead><tr><th scope="col">${say("where")}</th><th scope="col">${say("reason")}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const more = total > listed.length ? html`<p>${say("more", { count: total - listed.length })}</p>` : null;
  return html`<section id="broken"><h2>${say("brokenTitle")}</h2>${total === 0 ? html`<p>${say("noBroken")}</p>` : table}${more}</section>`;
}
