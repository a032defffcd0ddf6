import { expect, it } from 'vitest';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();
const WANTED = 'it wants a sign-in of the last quarter of an hour';

it.each(['/app/settings/people', '/app/settings/keys'])(
  '%s says before its form is filled in that the sign-in is too old for it, and afterwards on a page with a heading',
  async (path) => {
    const owner = await signedIn(host.app, 'owner');
    expect((await owner.get(path)).text).not.toContain(WANTED);
    host.app.clock.now += 16 * 60_000;
    const { text } = await owner.get(path);
    expect(text).toContain(WANTED);
    expect(text).toContain(`href="/app/sign-in?again=1&amp;next=${encodeURIComponent(path)}"`);
    const refused = await owner.submit(path, 'add', { email: 'lea@example.com', name: 'n', role: 'reader' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('<h1>Please sign in again</h1>');
  },
);
