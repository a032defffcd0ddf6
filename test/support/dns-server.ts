import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet';

/** `'none'`: no such name; `'fails'`: the server's own trouble; `'silent'`: no answer at all. */
type Said = string[] | 'none' | 'fails' | 'silent';

/** A real small DNS server on loopback: what it says is told by name and type, as in `TXT _vouch.go.example`. */
export async function startDns() {
  const zone = new Map<string, Said>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const packet = decode(message);
    const [question] = packet.questions ?? [];
    if (!question) return;
    const name = `${question.type} ${question.name.toLowerCase()}`;
    asked.push(name);
    const said = zone.get(name) ?? 'none';
    if (said !== 'silent') answer(packet, question.name, question.type, said, from);
  });

  function answer(packet: Packet, name: string, type: string, said: Exclude<Said, 'silent'>, to: RemoteInfo) {
    const answers = Array.isArray(said)
      ? said.map((data) => ({ type, name, ttl: 60, data: type === 'TXT' ? [data] : data }) as Answer)
      : [];
    const code = said === 'fails' ? 2 : said === 'none' ? 3 : 0;
    const questions = packet.questions ?? [];
    const head = { id: packet.id ?? 0, type: 'response' as const, flags: RECURSION_AVAILABLE | code };
    socket.send(encode({ ...head, questions, answers }), to.port, to.address);
  }

  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    says: (name: string, said: Said) => void zone.set(name, said),
    asked,
    stop: () => socket.close(),
  };
}
export type DnsServer = Awaited<ReturnType<typeof startDns>>;
