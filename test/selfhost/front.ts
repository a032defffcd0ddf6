import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { PROJECT_ROOT } from '../../infra/build/bundle.ts';

/** A web server of the kit, as Debian has it, running selfhost's own file on ports of this test. */
export type Front = {
  name: string;
  port: number;
  plain: number;
  certificate: string;
  stop: () => Promise<void>;
};
type Place = { folder: string; tls: number; plain: number; upstream: number };
type Kind = { binary: string; run: (place: Place) => { args: string[]; certificate?: string } };

const HOST = 'go.example.com';
const kit = (name: string): string => readFileSync(join(PROJECT_ROOT, 'selfhost', name), 'utf8');

/** Puts this test's ports and certificate into the file; whatever is not found any more fails here. */
function placed(text: string, changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((before, [was, is]) => {
    const after = before.replaceAll(typeof was === 'string' ? was : new RegExp(was, 'g'), is);
    if (after === before) throw new Error(`the kit's file holds no ${was}`);
    return after;
  }, text);
}

export const KINDS: Record<'nginx' | 'caddy' | 'haproxy' | 'apache', Kind> = {
  nginx: {
    binary: '/usr/sbin/nginx',
    run({ folder, tls, plain, upstream }) {
      const site = placed(kit('nginx.conf'), [
        ['listen [::]:80;', ''],
        ['listen [::]:443 ssl http2;', ''],
        ['listen 80;', `listen 127.0.0.1:${plain};`],
        ['listen 443 ssl http2;', `listen 127.0.0.1:${tls} ssl http2;`],
        ['/etc/letsencrypt/live/go.example.com/fullchain.pem', join(folder, 'cert.pem')],
        ['/etc/letsencrypt/live/go.example.com/privkey.pem', join(folder, 'key.pem')],
        ['127.0.0.1:8787', `127.0.0.1:${upstream}`],
      ]);
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join('\n');
      // Where we are root its workers would be nobody, who may not enter this test's folder.
      const user = process.getuid?.() === 0 ? 'user root; ' : '';
      const text = `${user}pid ${folder}/pid; error_log stderr; daemon off; worker_processes 1;\nevents {}\nhttp { ${paths}\n${site} }`;
      writeFileSync(join(folder, 'nginx.conf'), text);
      return { args: ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', 'stderr'] };
    },
  },
  caddy: {
    binary: '/usr/bin/caddy',
    run({ folder, tls, plain, upstream }) {
      const site = placed(kit('Caddyfile'), [
        ['# tls internal', 'tls internal'],
        ['\t\ton_demand\n', '\t\ton_demand\n\t\tissuer internal\n'],
        ['{$VOUCH_HOST:go.example.com}', HOST],
        ['{$VOUCH_UPSTREAM:127.0.0.1:8787}', `127.0.0.1:${upstream}`],
      ]);
      const options = `admin off\nskip_install_trust\nhttp_port ${plain}\nhttps_port ${tls}\ndefault_bind 127.0.0.1\nstorage file_system ${folder}/caddy\n`;
      writeFileSync(
        join(folder, 'Caddyfile'),
        placed(site, [['on_demand_tls {', `${options}on_demand_tls {`]]),
      );
      const certificate = join(folder, 'caddy/pki/authorities/local/root.crt');
      return { args: ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], certificate };
    },
  },
  haproxy: {
    binary: '/usr/sbin/haproxy',
    run({ folder, tls, plain, upstream }) {
      writeFileSync(
        join(folder, 'both.pem'),
        readFileSync(join(folder, 'cert.pem'), 'utf8') + readFileSync(join(folder, 'key.pem'), 'utf8'),
      );
      const text = placed(kit('haproxy.cfg'), [
        ['bind :80', `bind 127.0.0.1:${plain}`],
        ['bind :443', `bind 127.0.0.1:${tls}`],
        ['/etc/haproxy/go.example.com.pem', join(folder, 'both.pem')],
        ['127.0.0.1:8787', `127.0.0.1:${upstream}`],
      ]);
      writeFileSync(join(folder, 'haproxy.cfg'), text);
      return { args: ['-f', join(folder, 'haproxy.cfg'), '-db'] };
    },
  },
  apache: {
    binary: '/usr/sbin/apache2',
    run({ folder, tls, plain, upstream }) {
      const site = placed(kit('apache.conf'), [
        ['*:80', `127.0.0.1:${plain}`],
        ['*:443', `127.0.0.1:${tls}`],
        ['/etc/letsencrypt/live/go.example.com/fullchain.pem', join(folder, 'cert.pem')],
        ['/etc/letsencrypt/live/go.example.com/privkey.pem', join(folder, 'key.pem')],
        ['127.0.0.1:8787', `127.0.0.1:${upstream}`],
      ]);
      const modules = [
        'mpm_event',
        'authz_core',
        'alias',
        'headers',
        'proxy',
        'proxy_http',
        'socache_shmcb',
        'ssl',
      ]
        .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
        .join('\n');
      const head = `ServerRoot ${folder}\nPidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nMutex sem\nServerName localhost\nUser www-data\nGroup www-data\nErrorLog ${folder}/error.log\n${modules}\n`;
      const listening = `Listen 127.0.0.1:${plain}\nListen 127.0.0.1:${tls}\n`;
      writeFileSync(join(folder, 'apache.conf'), head + listening + site);
      return { args: ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'] };
    },
  },
};
export type FrontName = keyof typeof KINDS;

export const isInstalled = (name: FrontName): boolean => existsSync(KINDS[name].binary);

/** Runs the front before what listens on `upstream`; resolves once it takes connections. */
export async function startFront(name: FrontName, upstream: number): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), `vouch-${name}-`));
  certify(folder);
  const [tls, plain] = [await freePort(), await freePort()];
  const { binary, run } = KINDS[name];
  const { args, certificate = join(folder, 'cert.pem') } = run({ folder, tls, plain, upstream });
  const child = spawn(binary, args, {
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
      return existsSync(certificate) && (await shakesHands(tls, readFileSync(certificate, 'utf8')));
    });
  } catch (reason) {
    await stop();
    throw reason;
  }
  return { name, port: tls, plain, certificate: readFileSync(certificate, 'utf8'), stop };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A certificate for the kit's host name, its own authority. */
function certify(folder: string): void {
  const told = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${HOST} -addext subjectAltName=DNS:${HOST} -keyout key.pem -out cert.pem`;
  const made = spawnSync('openssl', told.split(' '), { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr ?? made.error}`);
}

/** A port that nobody has at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Caddy's authority exists a moment before the certificate that it signs. */
function shakesHands(port: number, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: HOST, ca }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function until(isSo: () => Promise<boolean>, seconds = 15): Promise<void> {
  for (const began = Date.now(); Date.now() - began < seconds * 1_000; await sleep(25))
    if (await isSo()) return;
  throw new Error('the front did not come up');
}
