import { Resvg } from '@resvg/resvg-wasm';
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from '@zxing/library';
import jsqr from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPainter } from '../../../shared/report/render/chart-png.ts';
import { aPostedLink } from '../../support/api-builders.ts';
import { anApp, signedIn, type TestApp, type TestBrowser } from '../../support/app-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let app: TestApp;
let owner: TestBrowser;
let linkId: string;
let wanted: string;

beforeAll(async () => {
  // The wrapper refuses to start twice: the product's own painter starts it.
  await loadPainter();
  engine = await startEngine();
  app = await anApp(engine);
  owner = await signedIn(app, 'owner');
  const link = await aPostedLink(app);
  linkId = link.linkId;
  wanted = `https://vou.ch/${link.slug}?qr=1`;
});
afterAll(() => engine.stop());

type Picture = { width: number; height: number; rgba: Uint8ClampedArray };

function pixelsOf(svg: string): Picture {
  const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return { width: image.width, height: image.height, rgba: new Uint8ClampedArray(image.pixels) };
}
const ofPng = (png: Uint8Array, size: number): Picture =>
  pixelsOf(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><image width="${size}" height="${size}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/></svg>`,
  );

/** Two readers that share no code. */
function readTwice({ width, height, rgba }: Picture): (string | undefined)[] {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0; at < grey.length; at++)
    grey[at] = 0.3 * (rgba[at * 4] ?? 0) + 0.59 * (rgba[at * 4 + 1] ?? 0) + 0.11 * (rgba[at * 4 + 2] ?? 0);
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)));
  const read = jsqr as unknown as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null;
  return [read(rgba, width, height)?.data, new QRCodeReader().decode(bitmap).getText()];
}

/** Every pixel of the four outer modules has the light colour. */
function hasQuietZone({ width, rgba }: Picture, modules: number): boolean {
  const quiet = Math.floor((width / modules) * 4);
  const first = rgba.slice(0, 3).join();
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const isOutside = Math.min(x, y, width - 1 - x, width - 1 - y) < quiet - 1;
      const at = (y * width + x) * 4;
      if (isOutside && rgba.slice(at, at + 3).join() !== first) return false;
    }
  return true;
}

describe('a link’s QR code', () => {
  it.each([
    ['as it comes', ''],
    ['small', 'size=256'],
    ['large', 'size=1024'],
    ['in the brand’s colours', 'dark=%231d4d2b&light=%23fff4d6'],
    ['with letters in the middle', 'logo=W%26'],
    ['large, in colours that are only just apart', 'size=1024&dark=%235b3c8d&light=%239afd74'],
    ['with all of it', 'size=1024&dark=%234b3b73&light=%23f3f1ec&logo=Wo'],
  ])('%s is read by two readers, as SVG and as PNG, its quiet zone kept', async (_name, query) => {
    const svg = (await owner.get(`/app/links/${linkId}/qr.svg?${query}`)).text;
    const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const answer = await app.web.request(`https://vou.ch/app/links/${linkId}/qr.png?${query}`, {
      headers: { cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    const size = Number(new URLSearchParams(query).get('size') ?? 512);
    const png = ofPng(new Uint8Array(await answer.arrayBuffer()), size);
    for (const picture of [pixelsOf(svg), png]) {
      expect(readTwice(picture)).toEqual([wanted, wanted]);
      expect(hasQuietZone(picture, modules)).toBe(true);
    }
  });

  it('in colours that no camera tells apart is not offered for download', async () => {
    const close = await owner.get(`/app/links/${linkId}?dark=%23cccccc&light=%23ffffff`);
    expect(close.text).toContain('too close to be scanned');
    expect(close.text).not.toContain('download=');
    // Contrast 4.2, and yet one of two readers is blind to it once a module is larger than 20 pixels.
    const blind = await owner.get(`/app/links/${linkId}?dark=%23724eeb&light=%239afd74`);
    expect(blind.text).toContain('too close to be scanned');
    const turned = await owner.get(`/app/links/${linkId}?dark=%23ffffff&light=%23000000`);
    expect(turned.text).toContain('too close to be scanned');
    expect((await owner.get(`/app/links/${linkId}`)).text).toContain('download=');
  });
});
