import { createHash } from 'node:crypto';

/**
 * The optional script of the brand's own shop, first party, no cookie. Keeps the last 20 click ids that led to this
 * browser, hands them out as `vouch.clickIds()` for the order call, takes the id out of the address bar (every other byte of it stays), and tells us
 * three things. An address was passed on: its click id is older than ten minutes (the time lies in bytes 7 to 12) and
 * this browser never had it. A page that was fetched ahead is now shown. The page stands in Telegram's window.
 * A page that is prerendered does none of this until somebody looks at it. `data-keep-address` leaves the address as it
 * is.
 */
export const SITE_SCRIPT = `(function(w,d){"use strict";var K="vouch",s,l,u,c,q,m=d.currentScript;
try{s=JSON.parse(w.localStorage.getItem(K)||"{}")}catch(e){s={}}
l=Array.isArray(s.l)?s.l.filter(function(x){return typeof x=="string"}):[];
w.vouch={clickIds:function(){return l.slice()}};
function at(){var b=atob(c.slice(4).replace(/-/g,"+").replace(/_/g,"/")),n=0,i=7;for(;i<13;i++)n=n*256+b.charCodeAt(i);return n}
function tell(e){e.clickId=c;var t=JSON.stringify(e),o=new URL(m.src).origin+"/e";
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

export const SITE_SCRIPT_HEADERS: Record<string, string> = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Cache-Control': 'public, max-age=3600',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  ETag: `"${createHash('sha256').update(SITE_SCRIPT).digest('base64url').slice(0, 22)}"`,
};
