import type { Context } from 'hono';
import { contrastRatio, lumaOf } from '../../../../shared/domain/colour.ts';
import type { Link } from '../../../../shared/domain/schema/programme/links.ts';
import { drawQrPng, drawQrSvg } from '../../../../shared/qr-drawing.ts';
import { type ChartPainter, loadPainter } from '../../../../shared/report/render/chart-png.ts';
import { addressesGiven } from '../../http/fields.ts';
import { page, type Visit } from '../../http/visit.ts';
import { CopyBox, Field, Form, formOf, Problems, Submit } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { doneAt, FactList, Saved, Section } from '../../ui/parts.tsx';

const SIZES = ['256', '512', '1024', '2048'] as const;
const HEX = /^#[0-9a-f]{6}$/i;

/** How a code is drawn, from the address: the same picture for the same address. */
type QrWish = { size: number; dark: string; light: string; letter: string };

const qrWishOf = (query: Readonly<Record<string, string>>): QrWish => ({
  size: Number(SIZES.find((size) => size === query.size) ?? '512'),
  dark: HEX.test(query.dark ?? '') ? (query.dark ?? '') : '#000000',
  light: HEX.test(query.light ?? '') ? (query.light ?? '') : '#ffffff',
  letter: [...(query.logo ?? '')].slice(0, 2).join('').trim(),
});

/** The address that asks for it. */
const askedOf = ({ size, dark, light, letter }: QrWish): string =>
  new URLSearchParams({ size: String(size), dark, light, ...(letter ? { logo: letter } : {}) }).toString();

/**
 * Of black on white the contrast is 21; scanners want 4 at least (ISO/IEC 15415 grades by it). And the dark one less than
 * half as bright: readers call a pixel dark by the half of what lies around it, which in a large picture is one colour
 * alone, so that with contrasts of 4 to 4.6 every seventh pair was blind to one of two readers at 24 pixels a module
 * (@zxing/library 0.21.3, jsQR 1.4.0).
 */
export const isScannable = ({ dark, light }: Pick<QrWish, 'dark' | 'light'>): boolean =>
  lumaOf(dark) <= 0.45 * lumaOf(light) && contrastRatio(dark, light) >= 4;

/** Four modules of quiet on every side, as the standard asks; level H where a letter covers the middle. */
const optionsOf = ({ dark, light, letter }: QrWish) =>
  ({ margin: 4, errorCorrectionLevel: letter ? 'H' : 'Q', color: { dark, light } }) as const;

const qrTarget = (link: Link): string => `${link.shortUrl}?qr=1`;

export async function qrSvg(link: Link, wish: QrWish): Promise<string> {
  const svg = await drawQrSvg(qrTarget(link), { width: wish.size, ...optionsOf(wish) });
  if (!wish.letter) return svg;
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 41);
  const box = side * 0.2;
  const at = (side - box) / 2;
  const shown = wish.letter.replace(/[<>&"]/g, '');
  const mark =
    `<rect x="${at}" y="${at}" width="${box}" height="${box}" rx="${box * 0.15}" fill="${wish.light}" shape-rendering="auto"/>` +
    `<text x="${side / 2}" y="${side / 2}" fill="${wish.dark}" font-family="sans-serif" font-weight="700" font-size="${box * 0.6}" text-anchor="middle" dominant-baseline="central">${shown}</text>`;
  return svg.replace('</svg>', `${mark}</svg>`);
}

/** With letters it is painted from the drawing, at its own size; the painter doubles. */
async function qrPng(link: Link, wish: QrWish, paint: () => Promise<ChartPainter>) {
  if (wish.letter)
    return new Uint8Array((await paint())(await qrSvg(link, { ...wish, size: wish.size / 2 })));
  return drawQrPng(qrTarget(link), { width: wish.size, ...optionsOf(wish) });
}

const one = page({
  path: '/app/links/:id',
  scope: 'links:read',
  async draw(visit) {
    const { api, say, id } = visit;
    const link = await api.get('/v1/links/{id}', { params: { id } });
    const title = say('Link {slug}', { slug: link.slug });
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {link.postId ? (
              <a href={`/app/posts/${link.postId}`}>{say('Its post')}</a>
            ) : (
              <a href="/app/links">{say('Links without a post')}</a>
            )}{' '}
            · <a href={`/app/clicks?linkId=${id}`}>{say('Its clicks')}</a>
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Address visit={visit} link={link} />
          <QrCode visit={visit} link={link} />
        </>
      ),
    };
  },
  acts: {
    pause: { scope: 'links:write', run: (visit) => setStatus(visit, 'paused') },
    resume: { scope: 'links:write', run: (visit) => setStatus(visit, 'active') },
    lead: {
      scope: 'links:write',
      async run({ api, id, path }, values) {
        await api.patch('/v1/links/{id}', {
          params: { id },
          body: addressesGiven(values, 'destination'),
        });
        return doneAt(path, 'saved');
      },
    },
  },
});

type OfLink<T = unknown> = { visit: Visit; link: Link } & T;

const Address = ({ visit, link }: OfLink) => {
  const { say, format, brand, may } = visit;
  return (
    <Section id="address" title={say('Address')}>
      <CopyBox visit={visit} id="url" label={say('Short link')} text={link.shortUrl} />
      <FactList
        facts={[
          [say('Leads to'), link.destination],
          [say('State'), say(link.status)],
          link.placement !== undefined && [say('Stands'), say(link.placement)],
          link.expiresAt !== undefined && [say('Ends'), format.moment(link.expiresAt, brand.timeZone)],
          link.clickLimit !== undefined && [say('Click limit'), format.count(link.clickLimit)],
          link.beforeVouch !== undefined && [say('Before Vouch'), format.count(link.beforeVouch.clicks)],
        ]}
      />
      {may('links:write') && <Changes visit={visit} link={link} />}
    </Section>
  );
};

/** Whether it leads anywhere, and where to. */
const Changes = ({ visit, link }: OfLink) => {
  const { say } = visit;
  const [isPaused, lead] = [link.status === 'paused', formOf(visit, 'lead')];
  return (
    <>
      <Form form={formOf(visit, isPaused ? 'resume' : 'pause')}>
        <div class="acts">
          <Submit quiet>{isPaused ? say('Let it lead on again') : say('Pause this link')}</Submit>
        </div>
      </Form>
      <details open={visit.problem !== undefined}>
        <summary>{say('Change where it leads')}</summary>
        <Form form={lead} submit={say('Save')}>
          <Field form={lead} name="destination" type="url" initial={link.destination} />
        </Form>
      </details>
    </>
  );
};

const QrCode = ({ visit, link }: OfLink) => {
  const { say, query } = visit;
  const wish = qrWishOf(query);
  const picture = (ending: 'svg' | 'png') => `/app/links/${link.id}/qr.${ending}?${askedOf(wish)}`;
  return (
    <Section id="qr" title={say('QR code')}>
      <img
        class="qr"
        src={picture('svg')}
        alt={say('QR code of {url}', { url: link.shortUrl })}
        width="196"
        height="196"
      />
      {!isScannable(wish) && (
        <p class="error">
          {say('These colours are too close to be scanned; the dark one must be much darker.')}
        </p>
      )}
      <QrWishes visit={visit} link={link} wish={wish} />
      {isScannable(wish) && (
        <div class="acts">
          <a class="button" href={picture('svg')} download={`${link.slug}.svg`}>
            SVG
          </a>
          <a class="button" href={picture('png')} download={`${link.slug}.png`}>
            PNG
          </a>
        </div>
      )}
    </Section>
  );
};

const QrWishes = ({ visit: { say }, link, wish }: OfLink<{ wish: QrWish }>) => (
  <form method="get" class="filters" action={`/app/links/${link.id}#qr`}>
    <div>
      <label for="size">{say('Size in pixels')}</label>
      <select id="size" name="size">
        {SIZES.map((size) => (
          <option selected={Number(size) === wish.size}>{size}</option>
        ))}
      </select>
    </div>
    <div>
      <label for="dark">{say('Dark')}</label>
      <input id="dark" name="dark" type="color" value={wish.dark} />
    </div>
    <div>
      <label for="light">{say('Light')}</label>
      <input id="light" name="light" type="color" value={wish.light} />
    </div>
    <div>
      <label for="logo">{say('Letters in the middle')}</label>
      <input id="logo" name="logo" maxlength={2} value={wish.letter} autocomplete="off" />
    </div>
    <button type="submit" class="quiet small">
      {say('Draw')}
    </button>
  </form>
);

async function setStatus({ api, id, path }: Visit, status: 'paused' | 'active'): Promise<string> {
  await api.patch('/v1/links/{id}', { params: { id }, body: { status } });
  return doneAt(path, status === 'paused' ? 'paused' : 'resumed');
}

/** A picture instead of a page: `draw` answers with its own response. */
const picture = (ending: 'svg' | 'png') =>
  page({
    path: `/app/links/:id/qr.${ending}`,
    scope: 'links:read',
    async draw({ api, id, query, deps }) {
      const link = await api.get('/v1/links/{id}', { params: { id } });
      const wish = qrWishOf(query);
      const body =
        ending === 'svg' ? await qrSvg(link, wish) : await qrPng(link, wish, deps.paint ?? loadPainter);
      const type = ending === 'svg' ? 'image/svg+xml' : 'image/png';
      return {
        respond: (c: Context) =>
          c.body(body, 200, { 'content-type': type, 'content-security-policy': PICTURE_CSP }),
      };
    },
  });
const PICTURE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const linkPages = [picture('svg'), picture('png'), one] as const;
