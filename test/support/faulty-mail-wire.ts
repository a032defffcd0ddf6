import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a mail server says after which the wire breaks, or what it is asked. */
export type Stage =
  | 'greeting'
  | 'EHLO'
  | 'STARTTLS'
  | 'handshake'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'dot';
/** How: the line goes dead, is cut, or an answer comes in the server's stead. */
export type Fault = 'silence' | 'cut' | `${number} ${string}`;

/**
 * A wire to a mail server on this machine that is whole until `stage` and then broken: neither that command nor anything
 * after it reaches the server; only the letter does before `dot`, whose answer is lost.
 */
export async function faultyMailWire(port: number, stage: Stage, fault: Fault) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    const say = () => {
      if (fault === 'cut') client.destroy();
      else if (fault !== 'silence') client.write(`${fault}\r\n`);
    };
    if (stage === 'greeting') return say();
    carry(client, upstream, stage, say);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Line by line upstream until the stage's own line; the server is not asked for more than one answer at a time. */
function carry(client: Socket, upstream: Socket, stage: Stage, say: () => void): void {
  let isText = false;
  let rest = '';
  upstream.on('data', (answer: Buffer) => {
    if (isText && stage === 'dot') return say();
    isText = String(answer).startsWith('354 ');
    if (stage === 'handshake' && String(answer).startsWith('220 Ready')) client.once('data', say);
    client.write(answer);
  });
  client.on('data', (bytes: Buffer) => {
    rest += bytes.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end + 2);
      rest = rest.slice(end + 2);
      if (!isText && line.toUpperCase().startsWith(stage)) return say();
      upstream.write(line, 'latin1');
    }
  });
}
