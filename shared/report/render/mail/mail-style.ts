import type { Colour } from '../../../domain/colour.ts';
import { DARK, LIGHT } from '../palette.ts';
import type { Tone } from '../present/view.ts';

export const COLORS = LIGHT;

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** Inline; these four end where the accent's colour begins. */
export const accented = (style: 'action' | 'actionTitle' | 'button' | 'link', accent: Colour): string =>
  STYLE[style] + accent;

/** The accent in the dark, for clients that read style sheets. */
export const accentCss = (accent: Colour): string =>
  `@media (prefers-color-scheme:dark){.accent{color:${accent}!important}.button{background:${accent}!important}.action{border-left-color:${accent}!important}}`;

/** Inline, since some clients drop the style sheet; short, since a mail over 102 KB is clipped. */
export const STYLE = {
  body: `margin:0;padding:0;background:${LIGHT.ground};${FONT};-webkit-text-size-adjust:100%`,
  ground: `background:${LIGHT.ground}`,
  card: `width:100%;max-width:600px;background:${LIGHT.card};border-radius:10px`,
  preheader: 'display:none;max-height:0;overflow:hidden;mso-hide:all',
  eyebrow: `color:${LIGHT.muted};font-size:13px;line-height:18px;overflow-wrap:anywhere`,
  h1: `color:${LIGHT.ink};font-size:25px;line-height:31px;font-weight:650;margin:2px 0 2px`,
  h2: `color:${LIGHT.ink};font-size:17px;line-height:23px;font-weight:650;margin:0 0 6px`,
  small: `color:${LIGHT.muted};font-size:13px;line-height:18px`,
  tiny: `color:${LIGHT.muted};font-size:12px;line-height:16px`,
  banner: `background:${LIGHT.soft};color:${LIGHT.ink};font-size:14px;line-height:20px;padding:10px 14px;border-radius:6px;margin:12px 0 0`,
  figure: `color:${LIGHT.ink};font-size:25px;line-height:31px;font-weight:650;font-variant-numeric:tabular-nums`,
  action: `background:${LIGHT.soft};padding:13px 16px;border-radius:0 6px 6px 0;border-left:4px solid `,
  actionTitle: 'font-size:12px;line-height:16px;font-weight:650;color:',
  actionText: `color:${LIGHT.ink};font-size:16px;line-height:23px;overflow-wrap:anywhere`,
  /** The button is 44 px high, for thumbs; links 30, or the mail is longer than two screens. This one's border takes the colour of its text, in the dark too. */
  link: 'display:inline-block;margin:3px 0 0;padding:5px 12px;border:1px solid;border-radius:6px;font-size:14px;line-height:18px;font-weight:600;text-decoration:none;color:',
  button: `display:inline-block;color:${LIGHT.card};font-size:15px;line-height:20px;font-weight:650;text-decoration:none;padding:12px 18px;border-radius:8px;background:`,
  name: `color:${LIGHT.ink};text-decoration:underline`,
  section: `padding:20px 32px 0`,
  text: `color:${LIGHT.ink};font-size:14px;line-height:21px;margin:0 0 8px;overflow-wrap:anywhere`,
  caption: `color:${LIGHT.muted};font-size:13px;line-height:18px;text-align:left;padding:8px 0 2px;overflow-wrap:anywhere`,
  table: `color:${LIGHT.ink};font-size:13px;line-height:18px;font-variant-numeric:tabular-nums;border-collapse:collapse;margin:0 0 6px`,
  th: `color:${LIGHT.muted};font-size:12px;line-height:16px;font-weight:400;padding:5px 0 5px 8px;border-bottom:1px solid ${LIGHT.line};vertical-align:bottom`,
  td: `padding:6px 0 6px 8px;border-bottom:1px solid ${LIGHT.line};vertical-align:top`,
  /** Below its figure, flush with it: a floating table would sit beside it wherever there is room. */
  bar: `width:64px;margin:3px 0 0 auto`,
  foot: `padding:24px 32px 28px`,
  footText: `color:${LIGHT.muted};font-size:12px;line-height:18px;margin:0 0 6px;overflow-wrap:anywhere`,
};

export const toneColor = (tone: Tone | undefined): string =>
  tone === 'good' ? LIGHT.good : tone === 'bad' ? LIGHT.bad : LIGHT.muted;

/** Dark and narrow, for clients that read style sheets; the others show the light, wide mail. */
export const MAIL_CSS = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:520px){
.pad{padding-left:16px!important;padding-right:16px!important}
.outer{padding:0!important}
.card{border-radius:0!important}
.wide{display:none!important}
.cell{padding-left:5px!important;font-size:12px!important}
.first{min-width:76px;padding-left:0!important}
.tiles{padding-left:8px!important;padding-right:8px!important}
.figure{font-size:22px!important}
}
@media (prefers-color-scheme:dark){
.ground{background:${DARK.ground}!important}
.card{background:${DARK.card}!important}
.soft{background:${DARK.soft}!important}
.ink,.cell{color:${DARK.ink}!important}
.muted{color:${DARK.muted}!important}
.button{color:${DARK.card}!important}
.good{color:${DARK.good}!important}
.bad{color:${DARK.bad}!important}
.cell,.head{border-bottom-color:${DARK.line}!important}
.bar{background:${DARK.bar}!important}
.rail{background:${DARK.line}!important}
}
`.replaceAll('\n', '');
