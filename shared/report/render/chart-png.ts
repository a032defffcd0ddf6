import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { LIGHT } from './palette.ts';

/** SVG text in, PNG bytes out; the same bytes on every machine, as the font comes with us. */
export type ChartPainter = (svg: string) => Uint8Array;

let started: Promise<void> | undefined;

/** Starts the WebAssembly painter once per process (about 60 ms) with the shipped font; the machine's fonts are not read. */
export async function startPainter(wasm: Uint8Array, font: Uint8Array): Promise<ChartPainter> {
  // The wrapper refuses to start twice, so everybody waits for the one start.
  started ??= initWasm(wasm);
  await started;
  return (svg) => {
    const resvg = new Resvg(svg, {
      background: LIGHT.card,
      fitTo: { mode: 'zoom', value: 2 },
      font: { fontBuffers: [font], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
    });
    const image = resvg.render();
    const png = image.asPng();
    image.free();
    resvg.free();
    return png;
  };
}

/** The painter from a checkout; a bundled function passes the paths of the two files that lie beside it. */
export async function loadPainter(
  wasmUrl: URL | string = new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')),
  fontUrl: URL | string = new URL('../../assets/DejaVuSans.ttf', import.meta.url),
): Promise<ChartPainter> {
  const [wasm, font] = await Promise.all([readFile(wasmUrl), readFile(fontUrl)]);
  return startPainter(wasm, font);
}
