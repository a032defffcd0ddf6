import { contentAddress } from '../../../shared/domain/report/content-address.ts';
import { renderEml } from '../../../shared/report/render/mail/mime.ts';
import { aSnapshot } from '../../support/report-builders.ts';

/** Prints the address of the mail's bytes: run by mime.test.ts in other time zones. */
const bytes = await renderEml({
  snapshot: aSnapshot(),
  deliveryId: 'dlv_0001',
  from: 'reports@vouch.example',
  to: 'ann@example.com',
  recipient: {
    locale: 'en-GB',
    reportUrl: 'https://vouch.example/r/tok',
    unsubscribeUrl: 'https://vouch.example/u/tok',
  },
  unsubscribeMailto: 'unsubscribe+tok@vouch.example',
  host: 'vouch.example',
  dateMs: Date.parse('2026-11-16T06:00:00Z'),
});
console.log(contentAddress(bytes.toString('base64')));
