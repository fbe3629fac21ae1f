// A program of the bench: the floor under tcp and http. `node bare-client.ts tcp|http PORT RATE`: as many connects or
// requests a second with nothing around them, until its input ends.
import { Agent, get } from 'node:http';
import { connect } from 'node:net';

const [kind, port, rate] = process.argv.slice(2);
const agent = new Agent({ keepAlive: false });

const work: Readonly<Record<string, () => void>> = {
  tcp: () => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.destroy());
    socket.on('error', fail);
  },
  http: () => void get({ host: '127.0.0.1', port, agent }, (response) => response.resume()).on('error', fail),
};

function fail(error: Error): void {
  process.stderr.write(`${error}\n`);
  process.exit(1);
}

const one = work[kind ?? ''];
if (!one) throw new Error('Say tcp or http.');
// Twenty times a second as many as are due: a timer for each would be the larger part of the cost.
let [done, startedAt] = [0, performance.now()];
setInterval(() => {
  for (const due = ((performance.now() - startedAt) / 1_000) * Number(rate); done < due; done += 1) one();
}, 50);
process.stdin.on('end', () => process.exit(0)).resume();
