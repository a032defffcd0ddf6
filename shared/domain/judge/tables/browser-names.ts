/**
 * How browsers say that they are browsers: by their engine, or, those that begin like no other (text browsers, the ones
 * of old telephones, and UC's data-saving format), by their own or their telephone's name. One name between bars.
 */
export const ENGINES =
  'AppleWebKit|WebKit/|Gecko|KHTML|MSIE |Trident/|Presto/|Opera|Goanna/|Servo/|LibWeb|Ladybird/'.split('|');

export const OTHER_BROWSERS = [
  'Safari/|Chrome/|Firefox/|WebView|UCWEB|UCBrowser|UC Browser|UCPro/|NetFront|Obigo|Teleca|Dolfin|UP.Browser|Polaris',
  'Lynx/|Links (|Links/|ELinks|w3m/|Dillo/|NetSurf/|NCSA_Mosaic|iCab/|Amaya/|IBrowse/|Amiga|Voyager3|OneBrowser',
  'Profile/MIDP|profile/MIDP|BlackBerry|Nokia|SonyEricsson|MOT-|mot-|SAMSUNG-|SEC-SGH|LG-|DoCoMo/|KDDI-|SoftBank/|J-PHONE/',
  'Nintendo|PLAYSTATION|PlayStation 3|Fireweb Navigator|NetPositive|Charon;|Netscape|WAPCHOI|Novarra-Vision|Maemo|BOLT/|Skyfire/|Puffin/|OviBrowser',
].flatMap((line) => line.split('|'));

/** What only machines write, whatever browser or app they name beside it. */
export const MACHINE_NAMES = [
  // The systems' own fetching, for an app but not in its window.
  'CFNetwork|NetworkingExtension|okhttp|com.apple.WebKit.Networking|MozacFetch',
  // Documents without a screen.
  'jsdom/|HappyDOM|happy-dom|Zombie.js|HtmlUnit|Envjs|linkedom|PhantomJS|SlimerJS',
  // Shells and clients that borrow a browser's beginning.
  'PowerShell/|curl/|Wget/|python-requests|aiohttp|httpx/|urllib|libwww-perl|Go-http-client|node-fetch|axios/|undici',
  // What works for an assistant or looks for traps in mail, under a browser's whole name. Amzn-User fetches what Alexa was
  // asked for (developer.amazon.com/amazonbot, 2026-11); isbot 5.2.3 lists it among browsers.
  'NovaAct|Amzn-User|Barracuda Sentinel',
  'Apache-HttpClient|Java/|RestSharp|GuzzleHttp|Dart/|PostmanRuntime|Insomnia/|HTTPie/|Scrapy|LinkChecker|linkinator',
].flatMap((line) => line.split('|'));

/** Office looks at a link before it opens the browser; where Outlook draws a mail it names the engine and itself. */
export const OFFICE_NAMES = ['Microsoft Office', 'ms-office'];
