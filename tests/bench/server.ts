// A program of the bench: a TCP and an HTTP server on this machine, in a process of their own, so that what they cost is
// nobody's. Prints the two ports, ends with its input.
import { createServer as createWeb } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

const BODY = `${JSON.stringify({ status: 'ok', version: '1.0.0', checks: [{ name: 'database', state: 'ok' }] })}\n`;

const tcp = createServer((socket) => socket.on('error', () => {}).resume());
const web = createWeb((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(BODY);
});
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
tcp.listen({ host: '127.0.0.1', port: 0, backlog: 511 }, () => {
  web.listen({ host: '127.0.0.1', port: 0, backlog: 511 }, () => {
    process.stdout.write(`${JSON.stringify({ tcp: portOf(tcp), http: portOf(web) })}\n`);
  });
});
process.stdin.on('end', () => process.exit(0)).resume();
