import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { sheetNames, sheetsWith } from '../brand-colour.ts';
import { DARK, GROUP_DARK, GROUP_LIGHT, LIGHT, variables } from '../palette.ts';

const groups = (colors: Record<string, string>): string =>
  variables(Object.fromEntries(Object.entries(colors).map(([name, color]) => [`group-${name}`, color])));
const light = `${variables(LIGHT)};${groups(GROUP_LIGHT)}`;
const dark = `${variables(DARK)};${groups(GROUP_DARK)}`;

/** A table wider than its frame has a shade at the side where more of it is: what moves along with it hides that at the end. */
const hidesAtEnd = (degrees: 90 | 270): string =>
  `linear-gradient(${degrees}deg,var(--card) 12px,transparent) ${degrees === 90 ? 0 : '100%'} 0/24px 100% no-repeat local`;
const saysMore = (degrees: 90 | 270): string =>
  `linear-gradient(${degrees}deg,var(--muted),transparent) ${degrees === 90 ? 0 : '100%'} 0/6px 100% no-repeat`;

/** The only style sheet of our pages. No style attribute exists anywhere: the policy below would refuse it. */
export const PAGE_CSS = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;-webkit-text-size-adjust:100%}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:12px;background:var(--card);padding:8px 14px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
main,header.top,footer{max-width:860px;margin:0 auto;padding:0 28px;overflow-wrap:anywhere}
header.top{padding-top:40px}
h1{font-size:clamp(1.7rem,5vw,2.3rem);line-height:1.15;margin:2px 0 4px;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 10px;text-wrap:balance}
p{margin:0 0 12px;max-width:68ch;text-wrap:pretty}
.muted{color:var(--muted)}
.weeks{display:flex;flex-wrap:wrap;gap:0 20px;margin:8px 0 0;font-size:.9rem}
.weeks a{white-space:nowrap}
.note{font-size:.87rem;margin:12px 0 0}
p.banner{max-width:none;background:var(--soft);border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:16px 0 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:4px 28px;margin:28px 0 0;padding:0}
.tiles>div{border-top:2px solid var(--ink);padding:10px 0 0}
.tiles dt{color:var(--muted);font-size:.9rem}
.tiles dd{margin:0;font-size:.87rem;line-height:1.4}
.tiles dd.figure{font-size:1.6rem;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums;white-space:nowrap}
.action{background:var(--card);border-left:5px solid var(--accent);border-radius:0 10px 10px 0;padding:16px 22px;margin:26px 0 0}
.action strong{color:var(--accent);font-size:.9rem;display:block}
.action p{font-size:1.13rem;margin:0}
.action p+p{font-size:1rem;margin:6px 0 0}
section{background:var(--card);border-radius:12px;padding:26px 28px 20px;margin:22px 0 0}
ul{margin:0 0 12px;padding-left:1.2em}
li{margin:0 0 5px;max-width:68ch}
.scroll{overflow-x:auto;margin:0 0 14px;background:${hidesAtEnd(90)},${hidesAtEnd(270)},${saysMore(90)},${saysMore(270)}}
@media (forced-colors:active){.scroll{background:none}}
table{border-collapse:collapse;width:100%;overflow-wrap:break-word;font-size:.94rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);font-size:.9rem;padding:6px 0}
th,td{border-bottom:1px solid var(--line);padding:8px 0 8px 16px;vertical-align:top;text-align:left;font-weight:400}
th:not(.right),td:not(.right){padding-left:24px}
th:first-child,td:first-child{padding-left:0}
thead th{color:var(--muted);font-size:.85rem;vertical-align:bottom}
tbody th{min-width:9em}
.right{text-align:right}
td.right{white-space:nowrap}
tr.total td,tr.total th{font-weight:650;border-bottom:0}
.detail{display:block;white-space:normal;color:var(--muted);font-size:.82rem;font-weight:400}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
.bar{display:block;width:72px;height:6px;margin:5px 0 0 auto}
.bar .track{fill:var(--line)}
.bar .share{fill:var(--mark)}
figure{margin:18px 0 14px}
.chart{display:block;width:100%;height:auto}
.chart text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
.chart .ink{fill:var(--ink)}
.chart .muted{fill:var(--muted)}
.chart .grid{stroke:var(--line)}
.chart .axis{stroke:var(--muted)}
.chart circle.mark{fill:var(--mark)}
.chart line.mark{stroke:var(--mark)}
.chart .line{stroke:var(--accent)}
.chart .band{fill:var(--mark)}
.chart .seen,.chart .before{stroke:var(--ink)}
.chart .mark-line{stroke:var(--mark)}
.chart rect{stroke:var(--card)}
${Object.keys(GROUP_LIGHT)
  .map((name) => `.chart .group-${name}{fill:var(--group-${name})}`)
  .join('\n')}
.narrow{display:none}
summary{cursor:pointer;color:var(--accent);font-size:.92rem;padding:4px 0;width:fit-content}
@supports selector(::details-content){@media (min-width:641px){
.fold>summary{display:none}
.fold::details-content{content-visibility:visible;block-size:auto}
}}
footer{color:var(--muted);font-size:.87rem;padding-top:22px;padding-bottom:48px}
@media (max-width:640px){
main,header.top,footer{padding-left:16px;padding-right:16px}
.weeks a{padding:10px 0}
summary{padding:11px 0}
header.top{padding-top:24px}
section{padding:20px 16px 12px;margin-left:-16px;margin-right:-16px;border-radius:0}
.action{padding:14px 16px}
.tiles{grid-template-columns:1fr 1fr;gap:16px 20px}
.tiles dd.figure{font-size:1.4rem}
thead th{font-size:.74rem}
th,td{padding-left:8px}
th:not(.right),td:not(.right){padding-left:8px}
th:first-child,td:first-child{padding-left:0}
tbody th{min-width:0}
table{font-size:.8rem}
.detail{font-size:.75rem}
.bar{width:48px}
.optional{display:none}
.wide{display:none}
.narrow{display:block}
}
@media (max-width:400px){th,td{padding-left:6px}th:not(.right),td:not(.right){padding-left:6px}th:first-child,td:first-child{padding-left:0}}
@media print{
:root{${light}}
body{background:#fff;font-size:10.5pt}
section,.action{break-inside:avoid;border:0;padding:10px 0;margin:10px 0 0}
section:has(table){break-inside:auto}
tr,figure,table:not(:has(tbody tr:nth-child(8))){break-inside:avoid}
tr.total,tbody tr:first-child{break-before:avoid}
footer{display:none}
h2,caption,figcaption{break-after:avoid}
table{font-size:9pt}
.detail,caption,thead th{font-size:8pt}
th,td{padding:4px 0 4px 10px}
th:not(.right),td:not(.right){padding-left:14px}
th:first-child,td:first-child{padding-left:0}
.tiles{grid-template-columns:repeat(4,1fr)}
.skip,details:not(.fold),.fold>summary,.weeks{display:none}
.fold::details-content{content-visibility:visible;block-size:auto}
main,header.top,footer{max-width:none;padding:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/**
 * Exactly these style sheets, nothing else from anywhere: no script, no picture, no form, no frame around us.
 */
const policyOf = (sheets: readonly string[]): string =>
  `default-src 'none'; style-src ${sheetNames(sheets)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const PAGE_CSP = policyOf([PAGE_CSS]);

/** For every page that shows a report: its address is its key, so it must not travel on in a Referer or a cache. */
export const reportPageHeaders = ({ brand }: Pick<ReportSnapshot, 'brand'>): Record<string, string> => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policyOf(sheetsOf(brand)),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cache-Control': 'private, no-store',
});

export const sheetsOf = ({ colour }: ReportSnapshot['brand']): string[] => sheetsWith(PAGE_CSS, colour);
