import type { Colour } from '../../../shared/domain/colour.ts';
import { sheetHash, sheetNames, sheetsWith } from '../../../shared/report/render/brand-colour.ts';
import { PAGE_CSS } from '../../../shared/report/render/page/page-style.ts';
import { SCRIPT } from './script.ts';

/** The report's sheet, and what pages with forms need besides; no colour of their own. */
const APP_CSS = `
.bar-top{background:var(--card);border-bottom:1px solid var(--line)}
.bar-top nav{max-width:1080px;margin:0 auto;padding:0 28px;display:flex;align-items:center;gap:4px 18px;min-height:48px;flex-wrap:wrap}
.bar-top a,.bar-top summary{color:var(--ink);text-decoration:none;padding:12px 2px;font-size:.94rem;white-space:nowrap}
.bar-top a[aria-current],.bar-top details:has(a[aria-current]:not(.narrow-nav))>summary{font-weight:650;box-shadow:inset 0 -2px var(--accent)}
.bar-top details{position:relative}
.bar-top details>div{position:absolute;z-index:2;right:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 16px;display:grid;min-width:13em}
.bar-top details>div a{padding:10px 0}
.bar-top .who{margin-left:auto;color:var(--muted);font-size:.9rem}
.app main{max-width:1080px}
.app footer{max-width:1080px}
.head{padding-top:28px}
.app.form main,.app.form footer{max-width:656px}
.app h1{overflow-wrap:anywhere}
.app .tiles{grid-template-columns:repeat(4,1fr)}
.app .tiles dd.figure a,.app td a,.app th a{text-decoration-thickness:1px;text-underline-offset:3px}
.app thead th{line-height:24px}
.app thead a{color:inherit}
.app [aria-sort] a::after{content:"\\a0↑";content:"\\a0↑" / ""}
.app [aria-sort=descending] a::after{content:"\\a0↓";content:"\\a0↓" / ""}
.app td a,.app thead a,.app tbody th a{display:inline-block;min-height:24px;min-width:24px}
.app section,.app .card{overflow-wrap:anywhere}
.app .scroll{padding:5px;margin:-5px -5px 9px}
.cols{display:grid;grid-template-columns:3fr 2fr;gap:0 22px}
.cols>section{min-width:0}
.todo{list-style:none;padding:0;margin:0}
.todo li{display:flex;align-items:center;gap:8px 16px;justify-content:space-between;border-bottom:1px solid var(--line);padding:8px 0;max-width:none}
.todo li:last-child{border:0}
[hidden]{display:none!important}
button,.button{display:inline-block;font:inherit;font-weight:600;flex:none;white-space:nowrap;min-height:44px;padding:9px 18px;border-radius:8px;border:1px solid var(--accent);background:var(--card);color:var(--accent);text-decoration:none;cursor:pointer}
button.main,.button.main{background:var(--accent);color:var(--card)}
button.quiet{border-color:var(--muted);color:var(--ink);font-weight:400}
button.danger{border-color:var(--bad);color:var(--bad)}
.small{min-height:36px;padding:5px 12px}
label,legend{display:block;font-weight:600;font-size:.94rem;margin:16px 0 2px;padding:0}
label .muted,legend .muted{font-weight:400}
.hint{display:block;color:var(--muted);font-size:.87rem;margin:0 0 4px}
.error{display:block;color:var(--bad);font-weight:600;font-size:.9rem;margin:0 0 4px}
input,select,textarea{width:100%;min-height:44px;padding:8px 12px;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:8px}
input[type=checkbox],input[type=radio]{width:24px;min-height:24px;height:24px;margin:0;flex:none;accent-color:var(--accent)}
input[type=color]{padding:4px;max-width:72px}
.check{display:flex;gap:10px;align-items:center;min-height:44px;font-weight:400;margin:0}
fieldset{border:0;padding:0;margin:16px 0 0}
.choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));gap:0 16px}
form>div:first-of-type>label:first-child,section>label:first-child{margin-top:0}
.filters details{flex-basis:100%;max-width:none}
.filters .filters{margin:4px 0 8px}
textarea{min-height:7em}
textarea.table{font-family:ui-monospace,monospace;font-size:.87rem;white-space:pre;overflow-x:auto}
[aria-invalid]{border-color:var(--bad);border-width:2px}
.summary{border:2px solid var(--bad);border-radius:8px;padding:12px 18px;margin:16px 0;background:var(--card)}
.summary h2{font-size:1.05rem;margin:0 0 4px}
.saved{border-left:5px solid var(--good);background:var(--card);padding:12px 18px;margin:16px 0;border-radius:0 8px 8px 0}
.acts{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:16px 0 8px}
.acts form{display:contents}
.acts+p{margin-top:16px}
.views{margin:12px 0 0}
.app main>details{margin:14px 0}
.filters{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;margin:14px 0 0}
.filters+p{margin-top:10px}
.filters>div{flex:1 1 auto;min-width:130px;max-width:210px}
.filters label{margin:0 0 2px;font-size:.82rem;font-weight:400;color:var(--muted)}
.filters input,.filters select,.filters button{min-height:40px;padding:6px 8px}
.filters button{padding:6px 14px}
.chips{display:flex;flex-wrap:wrap;gap:8px;margin:12px 0 0;padding:0;list-style:none}
.chips a{display:inline-block;border:1px solid var(--muted);border-radius:8px;padding:4px 10px;color:var(--ink);text-decoration:none;font-size:.87rem;min-height:32px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 16px;align-items:end}
.facts{display:grid;grid-template-columns:fit-content(17em) 1fr;gap:6px 16px;margin:0 0 12px}
.facts dt{color:var(--muted);font-size:.9rem}
.facts dd{margin:0}
.link-box{display:flex;gap:8px;align-items:center;margin:0 0 12px}
.link-box input{font-weight:600}
.qr{background:#fff;padding:0;border:1px solid var(--line);border-radius:8px;width:196px;height:196px}
.tag{border:1px solid var(--muted);border-radius:6px;padding:0 6px;font-size:.82rem;white-space:nowrap}
.tag.bad{border-color:var(--bad)}
.new th{box-shadow:inset 2px 0 var(--accent);padding-left:8px}
.chart .so-far{fill:none;stroke:var(--mark);stroke-dasharray:4 3}
.chart .before{fill:none;stroke:var(--muted)}
.chart .mark-line{fill:none;stroke:var(--mark)}
.chart .band{fill:var(--mark)}
.chart .seen{fill:none;stroke:var(--ink)}
.chart .mark-bar{fill:var(--mark);stroke:none}
.app section>figure{max-width:660px}
.app figcaption{font-size:.9rem}
.whole{white-space:nowrap}
.together{display:inline-block;max-width:100%;font-size:.85em}
.next-page{margin:8px 0}
.acts-cell{white-space:nowrap}
.app tr:has(button)>*{vertical-align:middle}
@media (forced-colors:active){.app section{border:1px solid}.bar-top :is(a[aria-current],details:has(a[aria-current])>summary){text-decoration:underline;text-underline-offset:6px}}
@media (max-width:900px){.cols{grid-template-columns:1fr}.app .tiles{grid-template-columns:1fr 1fr}}
@media (max-width:640px){
.bar-top nav{padding:0 14px;gap:0 9px;flex-wrap:nowrap}
.bar-top a,.bar-top summary{font-size:.9rem}
:is(:lang(fr),:lang(es)) .bar-top :is(a,summary){font-size:clamp(.72rem,3.4vw,.9rem)}
.bar-top .wide-nav{display:none}
.bar-top .who{display:none}
.bar-top details{margin-left:auto}
.bar-top details:has(a.narrow-nav[aria-current])>summary{font-weight:650;box-shadow:inset 0 -2px var(--accent)}
.pair{grid-template-columns:1fr}
.facts{grid-template-columns:1fr;gap:0}
.facts dd{margin:0 0 8px}
.app tbody th:has(a){overflow-wrap:anywhere;min-width:8em}
.app td:not(.right) a{overflow-wrap:anywhere}
.small,.filters input,.filters select,.filters button,.chips a{min-height:44px}
.filters>div{flex:1 1 calc(50% - 6px);min-width:0;max-width:none}
.small{padding:9px 12px}
.tag{white-space:normal;display:inline-block}
.acts button,.acts .button{white-space:normal;overflow-wrap:normal;max-width:100%}
.filters select{padding-right:2px}
.filters>div:has(>#f-interval,>#f-basis,>#f-compare,>#f-channel){flex-basis:100%;max-width:none}
.app summary,.bar-top details>div a{padding:11px 0}
.chips a{padding-top:9px}
.skip{padding:10px 14px}
.acts>a:not(.button){padding:10px 0}
:is(.head,.views,.todo) a:not(.button){padding:13px 0}
.head>.muted:has(a+a){line-height:2.75}
.todo .detail{margin-top:4px}
.link-box{flex-wrap:wrap}
.link-box input{font-weight:400;flex-basis:100%}
.right+:not(.right){padding-left:16px}
}
@media (min-width:641px){.narrow-nav{display:none!important}}
.app figure>.narrow{max-width:440px}
@media (min-width:560px) and (max-width:640px){.app figure>.wide{display:block}.app figure>.narrow{display:none}}
@media print{.bar-top,.app form,.app section:not(:has(table)):has(>form),.app .acts,.app button,.app .button,.chips,.next-page{display:none}.app main{max-width:none}}
`;

/** Ours, and behind it the brand's colour, as in mails and reports. */
export const sheetsFor = (colour: Colour | undefined): string[] =>
  sheetsWith(`${PAGE_CSS}${APP_CSS}`, colour);

export const policyFor = (colour: Colour | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${sheetNames(sheetsFor(colour))}`,
    `script-src ${sheetHash(SCRIPT)}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** `same-origin`, because `no-referrer` makes browsers send `Origin: null` with every form. */
export const headersFor = (isHttps: boolean): Record<string, string> => ({
  'content-security-policy': policyFor(undefined),
  'referrer-policy': 'same-origin',
  'cache-control': 'private, no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});
