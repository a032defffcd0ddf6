import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The yardstick: what node:http alone does with a 302 and nothing else. Prints its port. */
const server = createServer((_incoming, outgoing) => {
  outgoing.writeHead(302, { location: 'https://shop.example/socks', 'content-length': 0 }).end();
});
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
