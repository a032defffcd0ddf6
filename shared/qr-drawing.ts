import type { QRCodeToBufferOptions, QRCodeToStringOptions } from 'qrcode';

// As the default: in a bundle a dynamically loaded CommonJS package has no other name.

/** A QR code of a text as SVG. The library is loaded with the first code: most processes draw none. */
export async function drawQrSvg(text: string, options: QRCodeToStringOptions): Promise<string> {
  const { default: qrCode } = await import('qrcode');
  return qrCode.toString(text, { ...options, type: 'svg' });
}

/** The same as PNG. */
export async function drawQrPng(
  text: string,
  options: Omit<QRCodeToBufferOptions, 'type'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: qrCode } = await import('qrcode');
  return new Uint8Array(await qrCode.toBuffer(text, { ...options, type: 'png' } as QRCodeToBufferOptions));
}
