import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Debian's php-cli; `.ci/run` installs it. */
const php = [process.env['VOUCH_PHP'] ?? '', '/usr/bin/php'].find((place) => place && existsSync(place));

const page = readFileSync(new URL('../../docs/shops/woocommerce.md', import.meta.url), 'utf8');
const snippet = /^```php\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';

/** What of WordPress and WooCommerce the snippet calls, and a shop that has one order. */
const SHOP = `<?php
$heard = [];
function add_action($name, $what, $when = 10) { global $heard; $heard[$name] = $what; }
function wp_unslash($text) { return stripslashes($text); }
class Order {
  public $meta = []; public $saved = 0;
  function update_meta_data($name, $value) { $this->meta[$name] = $value; }
  function save() { $this->saved++; }
}
?>`;
const CHECKOUT = `<?php
ob_start(); $heard['wp_head'](); $head = ob_get_clean();
$orders = [];
foreach (json_decode($argv[1]) as $cookie) {
  if ($cookie === null) unset($_COOKIE['vouch_vclids']); else $_COOKIE['vouch_vclids'] = $cookie;
  foreach (['woocommerce_checkout_create_order', 'woocommerce_store_api_checkout_update_order_meta'] as $name) {
    $order = new Order(); $heard[$name]($order); $orders[] = [(object) $order->meta, $order->saved];
  }
}
echo json_encode([$head, $orders]);`;

const run = (args: string[], input: string) =>
  execFileSync(php ?? '', ['-d', 'display_errors=stderr', '-d', 'error_reporting=-1', ...args], {
    input,
    encoding: 'utf8',
  });

describe.skipIf(!php)(
  'the PHP of docs/shops/woocommerce.md, in the real PHP (skipped where none is found)',
  () => {
    it('parses', () => {
      expect(run(['-l'], snippet)).toContain('No syntax errors');
      expect(() => run(['-l'], snippet.replace('});', '}'))).toThrow();
    });

    it('prints the script into the head, and puts the cookie’s clicks on the order of either checkout', () => {
      const cookies = ['clk_a.clk_B-1', null, '', 'clk_a"><script>.\\\\;DROP'];
      const told = run(['--', JSON.stringify(cookies)], `${SHOP}${snippet}?>${CHECKOUT}`);
      const [head, orders] = JSON.parse(told) as [string, [object, number][]];
      expect(head).toContain("document.cookie = 'vouch_vclids='");
      const of = (meta: object) => [
        [meta, 0],
        [meta, 1],
      ];
      expect(orders).toEqual([
        ...of({ vclids: 'clk_a,clk_B-1' }),
        ...of({}),
        ...of({}),
        ...of({ vclids: 'clk_ascript,DROP' }),
      ]);
    });
  },
);
