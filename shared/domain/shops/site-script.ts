import { createHash } from 'node:crypto';

/**
 * The optional script of the brand's own shop, first party, no cookie. Keeps the last 20 click ids that led to this
 * browser, hands them out as `vouch.clickIds()` for the order call, takes the id out of the address bar (every other
 * byte of it stays), says by `vouch.check()`, when somebody asks in the console, that it is there, and tells us three
 * things. An address was passed on: its click id is older than ten minutes (the time lies in bytes 7 to 12) and
 * this browser never had it. A page that was fetched ahead is now shown. The page stands in Telegram's window.
 * A page that is prerendered does none of this until somebody looks at it. `data-keep-address` leaves the address as it
 * is.
 */
export const SITE_SCRIPT = `(function(w,d){"use strict";var K="vouch",s,l,u,c,q,m=d.currentScript;
try{s=JSON.parse(w.localStorage.getItem(K)||"{}")}catch(e){s={}}
l=Array.isArray(s.l)?s.l.filter(function(x){return typeof x=="string"}):[];
w.vouch={clickIds:function(){return l.slice()},check:check};
function at(){var b=atob(c.slice(4).replace(/-/g,"+").replace(/_/g,"/")),n=0,i=7;for(;i<13;i++)n=n*256+b.charCodeAt(i);return n}
function src(){return m&&m.src||""}
function check(){var i=l[l.length-1];if(i)tell({kind:"check",script:src().slice(-60),page:w.location.host},i);
return{clickIds:l.slice(),script:src(),told:!!i&&!w.navigator.globalPrivacyControl}}
function tell(e,i){e.clickId=i||c;var t=JSON.stringify(e),o=new URL(m.src).origin+"/e";
if(!(w.navigator.sendBeacon&&w.navigator.sendBeacon(o,t)))w.fetch(o,{method:"POST",body:t,keepalive:true,mode:"no-cors"})}
function ahead(){var n=w.performance.getEntriesByType("navigation")[0]||{};return n.activationStart>0||n.deliveryType=="navigational-prefetch"}
function seen(){var k=[];if(ahead())k.push("shown");if(w.TelegramWebview||w.TelegramWebviewProxy||w.TelegramWebviewProxyProto)k.push("telegram");
if(k.length)tell({kind:"seen",marks:k})}
function reshare(){var y=new Date().toISOString().slice(0,10);
if(s.y!==y||!s.v){s.y=y;s.v=Array.from(w.crypto.getRandomValues(new Uint8Array(8)),function(x){return(x+256).toString(16).slice(1)}).join("")}
tell({kind:"reshare",visitor:s.v})}
function run(){u=/^([^?#]*)\\?([^#]*)(.*)$/.exec(w.location.href);c=u&&(/(?:^|&)vclid=(clk_[\\w-]{43})(?:&|$)/.exec(u[2])||[])[1];
if(!c)return;
try{if(l.indexOf(c)<0&&!w.navigator.globalPrivacyControl)Date.now()-at()>6e5?reshare():seen()}catch(e){}
l=l.filter(function(x){return x!==c});l.push(c);l=l.slice(-20);s.l=l;
try{w.localStorage.setItem(K,JSON.stringify(s))}catch(e){}
if(!(m&&m.hasAttribute("data-keep-address"))&&w.history.replaceState){
q=u[2].split("&").filter(function(p){return!/^vclid(=|$)/.test(p)}).join("&");
w.history.replaceState(w.history.state,"",u[1]+(q&&"?"+q)+u[3])}}
if(d.prerendering)d.addEventListener("prerenderingchange",run,{once:true});else run()
})(window,document);
`;

const headersOf = (script: string, cacheControl: string): Readonly<Record<string, string>> => ({
  'Content-Type': 'text/javascript; charset=utf-8',
  'Cache-Control': cacheControl,
  // An integrity hash on another origin's script needs CORS.
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  ETag: `"${versionOf(script)}"`,
});

const digest = (text: string, algorithm: string, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(text).digest(encoding);
const versionOf = (text: string): string => digest(text, 'sha256', 'hex').slice(0, 16);

/** At `/v.js`: whatever is newest, within the hour. */
export const SITE_SCRIPT_HEADERS = headersOf(SITE_SCRIPT, 'public, max-age=3600');

/** At its own address: never anything else. */
export const versionedHeaders = (script: string) => headersOf(script, 'public, max-age=31536000, immutable');

/** The path of exactly this script, and what a browser checks its bytes against (Subresource Integrity). */
export const SITE_SCRIPT_PATH = `/v/${versionOf(SITE_SCRIPT)}.js`;
export const SITE_SCRIPT_INTEGRITY = `sha384-${digest(SITE_SCRIPT, 'sha384', 'base64')}`;

/**
 * Texts that were served under an address and hash of their own before: shops have both in their pages, so a changed
 * script leaves its former text here for good.
 */
const FORMER_SCRIPTS: readonly string[] = [];

/** The script of an address, as it always was; `undefined`: no version of ours. */
export const scriptAt = (path: string): string | undefined =>
  [SITE_SCRIPT, ...FORMER_SCRIPTS].find((text) => path === `/v/${versionOf(text)}.js`);

/** What a shop pastes into the head of every page. */
export const siteScriptTag = (publicUrl: string): string =>
  `<script src="${publicUrl}${SITE_SCRIPT_PATH}" integrity="${SITE_SCRIPT_INTEGRITY}" crossorigin="anonymous"></script>`;
