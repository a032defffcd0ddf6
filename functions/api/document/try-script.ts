/**
 * The script of /docs/try, inlined and allowed by its hash. The key is read from its field when a call is sent and stands
 * nowhere else: not in storage, not in an address, not in curl's line. Nothing is written as HTML, so that nothing an answer says can run.
 */
export const TRY_SCRIPT = String.raw`(function(){'use strict';
const at=function(id){return document.getElementById(id)};
const calls=JSON.parse(at('calls').textContent);
const chosen=at('call'),key=at('key'),form=at('form'),more=at('more');
let call,fields=[],turn=0;

const put=function(name,facts,children){
  const made=document.createElement(name);
  Object.entries(facts).forEach(function(pair){
    if(pair[1]===true)made.setAttribute(pair[0],'');
    else if(pair[1]!==false&&pair[1]!==undefined)made.setAttribute(pair[0],pair[1]);});
  made.append.apply(made,children||[]);
  return made};

const fieldOf=function(told,n){
  const id='field-'+n,facts={id:id,required:told.required,'aria-describedby':id+'-words'};
  const made=told.values
    ?put('select',facts,[''].concat(told.values).map(function(value){return put('option',{value:value},[value])}))
    :put('input',Object.assign(facts,{type:'text',autocomplete:'off',autocapitalize:'none',spellcheck:'false',
      placeholder:told.example,pattern:told.in==='path'?'(?!\\.{1,2}$).+':undefined}));
  fields.push({told:told,made:made});
  return put('div',{class:'field'},[
    put('label',{for:id},[told.name+(told.required?'':' (if you like)')]),
    put('span',{class:'hint',id:id+'-words'},[told.words||'']),made])};

const show=function(){
  call=calls.find(function(one){return '#'+one.id===location.hash})||calls[0];
  chosen.value=call.id;
  fields=[];
  const all=call.parameters.map(function(told,n){return {told:told,row:fieldOf(told,n)}});
  const first=function(one){return one.told.required||one.told.name==='limit'};
  at('fields').replaceChildren.apply(at('fields'),all.filter(first).map(function(one){return one.row}));
  const rest=all.filter(function(one){return !first(one)}).map(function(one){return one.row});
  more.hidden=rest.length===0;
  more.open=false;
  more.querySelector('summary').textContent='More that may be told ('+rest.length+')';
  at('others').replaceChildren.apply(at('others'),rest);
  at('method').textContent=call.method;
  at('path').textContent=call.path;
  at('words').replaceChildren.apply(at('words'),call.words.map(function(text){return put('p',{},[text])}));
  at('changes').hidden=!call.changes;
  at('send').textContent=call.changes?'Send it: this changes what is stored':'Send';
  at('body-part').hidden=call.body===undefined;
  at('body').value=call.body||'';
  at('body').rows=Math.min(24,at('body').value.split('\n').length+1);
  key.required=call.needsKey;
  at('key-part').hidden=!call.needsKey;
  turn++;
  at('answer').hidden=true;
  at('said').textContent='';
  tellCurl()};

const told=function(place){return fields.filter(function(one){return one.told.in===place&&one.made.value!==''})};
const addressOf=function(){
  const path=fields.filter(function(one){return one.told.in==='path'}).reduce(function(text,one){
    return text.replace('{'+one.told.name+'}',one.made.value===''?'{'+one.told.name+'}':encodeURIComponent(one.made.value))},call.path);
  const query=new URLSearchParams(told('query').map(function(one){return [one.told.name,one.made.value]})).toString();
  return path+(query&&'?'+query)};
const ownHeaders=function(){
  return told('header').map(function(one){return [one.told.name,one.made.value]})
    .concat(call.body===undefined?[]:[['Content-Type','application/json']])};
const quoted=function(text){return "'"+text.replaceAll("'","'\\''")+"'"};
const tellCurl=function(){
  at('curl').textContent=['curl '+(call.method==='get'?'':'-X '+call.method.toUpperCase()+' ')+quoted(location.origin+addressOf())]
    .concat(call.needsKey?['-H "Authorization: Bearer $VOUCH_API_KEY"']:[])
    .concat(ownHeaders().map(function(pair){return '-H '+quoted(pair.join(': '))}))
    .concat(call.body===undefined?[]:['-d '+quoted(at('body').value)]).join(' \\\n  ')};

const THAT_MATTER=['x-request-id','content-type','content-disposition','location','retry-after','ratelimit','etag','allow','preference-applied'];
const MOST_SHOWN=200000;
const spoken=async function(answer){
  const type=answer.headers.get('content-type')||'';
  if(type&&!/json|^text\/|^message\//.test(type))return (await answer.blob()).size+' bytes of '+type;
  const text=await answer.text();
  let shown=text;
  try{if(/json/.test(type))shown=JSON.stringify(JSON.parse(text),null,2)}catch(e){}
  return shown.length>MOST_SHOWN?shown.slice(0,MOST_SHOWN)+'\n… '+(shown.length-MOST_SHOWN)+' more characters: curl brings them all.':shown};

const send=async function(){
  const own=++turn,since=performance.now();
  at('answer').hidden=true;
  at('said').textContent='Asking …';
  let said,body='',headers=[];
  try{
    const answer=await fetch(addressOf(),{
      method:call.method.toUpperCase(),
      headers:ownHeaders().concat(call.needsKey?[['Authorization','Bearer '+key.value.trim()]]:[]),
      body:call.body===undefined?undefined:at('body').value,
      credentials:'omit',cache:'no-store',redirect:'manual',referrerPolicy:'no-referrer'});
    body=await spoken(answer);
    said=answer.type==='opaqueredirect'
      ?'It leads somewhere else, where a page may not look: curl shows where to.'
      :answer.status+' '+answer.statusText+', after '+Math.round(performance.now()-since)+' ms';
    headers=THAT_MATTER.filter(function(name){return answer.headers.has(name)})
      .map(function(name){return [put('dt',{},[name]),put('dd',{},[answer.headers.get(name)])]}).flat();
  }catch(e){said='No answer: '+e.message}
  if(own!==turn)return;
  at('said').textContent=said;
  at('headers').replaceChildren.apply(at('headers'),headers);
  at('told').textContent=body;
  at('told').hidden=body==='';
  at('answer').hidden=headers.length===0};

chosen.addEventListener('change',function(){history.replaceState(null,'','#'+chosen.value);show()});
addEventListener('hashchange',show);
form.addEventListener('input',tellCurl);
form.addEventListener('submit',function(e){e.preventDefault();send()});
// Whoever leaves the page leaves no key in the tab, Back's memory of pages included.
addEventListener('pagehide',function(){key.value=''});
at('no-script').hidden=true;
form.hidden=false;
show()})();`;
