import type { QRCodeToBufferOptions, QRCodeToStringOptions } from 'qrcode';

/** A QR code of a text as SVG. The library is loaded with the first code: most processes draw none. */
export async function drawQrSvg(text: string, options: QRCodeToStringOptions): Promise<string> {
  const { toString: toText } = await import('qrcode');
  return toText(text, { ...options, type: 'svg' });
}

/** The same as PNG. */
export async function drawQrPng(
  text: string,
  options: Omit<QRCodeToBufferOptions, 'type'>,
): Promise<Uint8Array> {
  const { toBuffer } = await import('qrcode');
  return new Uint8Array(await toBuffer(text, { ...options, type: 'png' } as QRCodeToBufferOptions));
}
