/**
 * Search engines. The long tail is Matomo's searchengine-and-social-list (SearchEngines.yml, CC0), each host once:
 * what a parent already covers is left out, so is `www.cnn.com` (a newspaper that once had a search box).
 *
 * One line: `app host host …`; `-` names the app after the host; a name without a dot is under .com; `~x` is short for
 * `search.x`; `x.*` is x under any country's domain. Longest suffix wins, so `mail.google.com` may lie in another table.
 */
export const SEARCH_HOSTS = `
google com.google.android.googlequicksearchbox wwwgoogle.* gogole.* gppgle.* googel.* ~darkoogle darkoogle google.interia.pl
bing ~msn msnbc.msn.com dizionario.it.msn.com enciclopedia.it.msn.com
yahoo ~yahoo-net.jp
yandex ya.ru
duckduckgo ddg.gg duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion
startpage ixquick.* startpagel6srwcjlue4zgq3zevrujfaow726kjytqbbjyrswwmjzcqd.onion
petal petalsearch
mailru go.mail.ru
ask ask.reference.com
zapmeta zapmetasearch.*
marginalia marginalia-search
- setooz sm.cn inspsearch wedoo 1.cz 118700.se 123people.* 1881.no abacho.*
- abcsok.no acoon.de alexa alicesuche.aol.* alicesuchet.aol.* all.by allaverksamheter.se
- allesklar.* alltheinternet alltheweb alohafind altavista.* andisearch
- aolbusqueda.aol.* aolimages.aol.* aolrecherche.aol.* aolrecherches.aol.* aolsearch.aol.* apollo.lv
- apollo7.de arama arcor.de ariadna.elmundo.es arianna arianna.libero.it ask.co.uk ask askkids austronaut.at
- baidu.co.jp baidu.co.th baidu benefind.de bing blekko blogdigger blogpulse
- blogs.icerocket.com brisbane.t-online.de busca.orange.es busca.uol.com.br buscador.terra.cl
- buscador.terra.com.br buscador.terra.es cc.bingj.com cercato.it cgi.search.biglobe.ne.jp
- cgi2.nintendo.co.jp charter.net chercherfr.aguea.com claro-search coccoc crawler cuil
- daemon-search dasoertliche.de dastelefonbuch.de de.aolsearch.com delta-search dmoz.org
- dogpile duckduckgo ecosia.org eniro.se entireweb eo.st epicsearch.in
- eurip euroseek everyclick exalead.* excite.co.jp extern.peoplecheck.de
- fastbrowsersearch fastweb.it find.tdc.dk find.web.aol.com findhurtig.dk fireball.* firstsfind
- fixsuche.de flix.de forestle.mobi forestle.org fr.dir.com freespoke friendfeed
- gais.cs.ccu.edu.tw geona.net gfsoso gibiru gigablast gnadenmeer.de gomeo google.* googlesyndicatedsearch
- gooofullsearch goyellow.de gulesider.no haosou highbeam hit-parade
- hledani.tiscali.cz holmes.ge home.kingsoft.jp home.speedbit.com hooseek hotbot icq ilse.nl
- images.search.biglobe.ne.jp inbox info infospace isearch.avg.com isearch.babylon.com isearch.glarysoft.com
- isodelen.se it.luna.tv jp.hao123.com jungle-spider.de junglekey.* juniorsafesearch
- jwsearch.jword.jp jyxo.1188.cz k9safesearch kadaza kagi karmasearch.org kataweb.it kensaq
- kiddle.co kidrex.org ko.search.need2find.com kvasir.no
- kwzf.net laban.vn latne.lv lemoteur.fr lemoteur.ke.voila.fr lemoteur.orange.fr lo.st localmoxie lookany
- looksmart lycos.* maailm mamma marginalia.nu meinestadt.de meta.rrzn.uni-hannover.de
- meta.ua metacrawler metacrawler.de metager.de metager2.de mister-wong.* virgilio.it
- mojeek monstercrawler monumentbrowser morfeo.centrum.cz mozbot.* msxml.excite.com
- myprivatesearch mysearch najdi.si naver navigationshilfe.t-online.de neti.ee netlavis.azione.jp nigma.ru
- nova.rambler.ru o2suche.aol.* oceanhero.today ocnsearch.goo.ne.jp online.no only-search optuszoo.com.au
- otsing.delfi.ee p.zhongsou.com paperball.de pesquisa.clix.pt pesquisa.sapo.pt picsearch plazoo plusnetwork
- poisk.ru presearch privacywall.org qbyrd qualigo.* quendu
- qwant recherche.aol.* recherche.francite.com rechercher.aliceadsl.fr ricerca.virgilio.it
- riksdelen.se rpmfind.net
- safesearch.avira.com scour search-dyn.tiscali.it
- search-intl.netscape.com search-results
- searchalot
- searchassist.babylon.com searchatlas.centrum.cz searchcanvas searchencrypt searches.f-secure.com
- searches.safehomepage.com searches.vi-view.com searches3.globososo.com searchlock searchmobileonline
- searchqu searchresults.verizon.com searchservice.myspace.com searchy.co.uk searchya searx.be searx.space
- seznam.cz sharelook.fr skynet.be sm.aport.ru sm.de smart.delfi.lv so-net.ne.jp so.360.cn so sogou soso sou
- sputnik.ru start.facemoods.com start.funmoods.com start.iplay.com start.lenovo.com
- startab.me startgoogle.startpagina.nl startpage startsiden.no stract suche.1und1.de suche.aol.*
- suche.aolsvc.de suche.freenet.de suche.gmx.net suche.info suche.t-online.de suche.web.de sucheaol.aol.*
- suchet2.aol.* suchmaschine suchnase.de surfcanyon swiggle.org.uk swisscows szukaj.onet.pl szukaj.wp.pl
- talimba talktalk.co.uk tarmot tattoodle technorati teoma tixuma.de toile toolbarhome toppreise.ch torry.io
- trouvez trovarapido trusted-search tusksearch twingly url.org
- videa.seznam.cz videosearch.nifty.com vinden.nl vindex.nl vuhuv walhello.*
- web.canoe.ca web.nl web.volny.cz webcache.googleusercontent.com webcrawler webfetch
- weborama.fr websearch websearch.cs.com websearch.rakuten.co.jp witch.de wolframalpha woopie.jp wow
- x-recherche yahoo.* yandex.* yasni.* yatedo.* yellowmap.de
- yep yongzin youcare.world yougoo.fr ys.mirostart.com zapmeta.* zoek.nl zoeken.nl zoohoo.cz zoznam.sk zxuso
- ~1und1.de ~abv.bg ~alot ~aol.* auone.jp ~avast ~avg ~avira ~avira.net ~azby.fmworld.net ~b1.org ~babylon
- ~bluewin.ch ~brave ~bt ~centrum.cz search.ch ~chatzum ~chedot search ~comcast.net ~conduit ~daum.net
- ~disconnect.me ~dolphin-browser.jp ~earthlink.net ~excite.co.uk ~excite.de ~excite.es ~excite.fr
- ~excite.it ~excite.nl ~f-secure ~fbdownloader ~fooooo ~foxtab ~free.fr search1-1.free.fr search1-2.free.fr ~freecause ~frontier ~genieo ~gmx
- ~goo.ne.jp ~handycafe ~hiyo ~hp.my.aol.* ~imesh ~iminent ~incredibar incredimail ~juno ~ke.voila.fr
- ekoru.org lilo.org ~kiwee ~leonardo.it ~lilo.org ~lookseek ~magentic myway ~mywebsearch ~nan.so ~nate ~nifty ~offerbox
- ~peoplepc ~qip.ru ~rr ~searchcompletion ~seesaa.jp ~seznam.cz ~smartaddressbar ~smartshopping
- ~smt.docomo.ne.jp ~snap.do ~softonic ~sweetim ~tiscali.it ~trustnav ~v9 ~walla.co.il ~webssearches ~winamp
- ~www.ee ~xfinity ~yam ~yippy ~zonealarm ~zum
`;
