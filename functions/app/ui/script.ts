/**
 * The only script of our pages, inlined and allowed by its hash. Everything works without it; it saves a selection
 * (copy), a reload (live) and a walk (keys).
 */
export const SCRIPT = `(function(){
document.querySelectorAll('[data-copy]').forEach(function(b){b.hidden=false;b.addEventListener('click',function(){
var f=document.getElementById(b.dataset.copy);f.select();
var said=function(){b.textContent=b.dataset.done};
var old=function(){if(document.execCommand('copy'))said();};
if(navigator.clipboard)navigator.clipboard.writeText(f.value).then(said,old);else old();});});
var live=document.querySelector('[data-live]');
if(live){var timer,status=document.getElementById('live-status');
var ask=function(){clearTimeout(timer);if(document.visibilityState!=='visible')return;
var u=new URL(live.dataset.live,location.href);u.searchParams.set('since',live.dataset.version);
fetch(u,{headers:{accept:'text/html'}}).then(function(r){if(r.status===200){live.dataset.version=r.headers.get('x-version')||'';
return r.text().then(function(t){var d=new DOMParser().parseFromString(t,'text/html');live.replaceChildren.apply(live,[].slice.call(d.body.childNodes));
var s=live.querySelector('[data-said]');if(status&&s)status.textContent=s.dataset.said;});}
if(r.status===401||r.status===403)location.reload();}).catch(function(){}).then(function(){timer=setTimeout(ask,10000);});};
timer=setTimeout(ask,10000);
document.addEventListener('visibilitychange',ask);
addEventListener('pageshow',function(e){if(e.persisted)ask();});}
var g=0;addEventListener('keydown',function(e){if(e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName))return;
if(e.key==='/'){var q=document.querySelector('input[name=q]');if(q){e.preventDefault();q.focus();}}
if(e.key==='w'&&Date.now()-g<1000)location.href='/app';
if(e.key==='g')g=Date.now();});
})();`;
