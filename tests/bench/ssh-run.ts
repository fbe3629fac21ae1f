// A command over SSH: what it costs on our side of the wire, beside ssh2 bare: connecting for each, and over a kept
// connection. One at a time, a real sshd.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import ssh2 from 'ssh2';
import { ssh } from '../../electron/engine/probes/ssh.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { median } from './figures.ts';
import type { Row } from './table.ts';
import { type Bench, inTurns } from './turns.ts';

/** Milliseconds of our CPU a run, and of its duration the median. */
interface Cost {
  readonly cpuMs: number;
  readonly p50Ms: number;
}

async function costOf(times: number, run: () => Promise<unknown>): Promise<Cost> {
  // The first few are compiled and connected.
  for (let n = 0; n < times / 4; n += 1) await run();
  const durations: number[] = [];
  const before = process.cpuUsage();
  for (let n = 0; n < times; n += 1) {
    const startedAt = performance.now();
    await run();
    durations.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000 / times, p50Ms: median(durations) };
}

function openBare({ port, user, keyFile }: Sshd): Promise<ssh2.Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('ready', () => resolve(client));
    client.on('error', reject);
    const sock = connect({ host: '127.0.0.1', port, noDelay: true });
    client.connect({ sock, username: user, privateKey: readFileSync(keyFile) });
  });
}

const execBare = (client: ssh2.Client): Promise<void> =>
  new Promise((resolve, reject) => {
    client.exec('true', (error, channel) => {
      if (error) return reject(error);
      channel.on('close', () => resolve()).resume();
    });
  });

const ended = (client: ssh2.Client): Promise<void> =>
  new Promise((resolve) => {
    client.once('close', () => resolve());
    client.end();
  });

export async function measureSsh(bench: Bench): Promise<Row[]> {
  const sshd = await startSshd();
  const times = bench.short ? 100 : 400;
  const durations: number[] = [];
  try {
    const { user, port, keyFile } = sshd;
    const config = ssh.config.parse({ user, port, auth: 'key', keyFile, command: 'true' });
    const cpu = await inTurns(bench, 'SSH command', {
      probe: async () => {
        const { cpuMs, p50Ms } = await costOf(times, async () => {
          const { status, summary } = await ssh.run(config, probeContext());
          if (status !== 'ok') throw new Error(`The SSH check failed: ${summary}`);
        });
        durations.push(p50Ms);
        return cpuMs;
      },
      connecting: async () => {
        const one = async (): Promise<void> => {
          const client = await openBare(sshd);
          await execBare(client);
          await ended(client);
        };
        return (await costOf(times / 10, one)).cpuMs;
      },
      kept: async () => {
        const client = await openBare(sshd);
        try {
          return (await costOf(times, () => execBare(client))).cpuMs;
        } finally {
          await ended(client);
        }
      },
    });
    return [
      {
        what: 'SSH command, ms of our CPU',
        measured: cpu.probe,
        peer: { what: 'ssh2, a connection each', value: cpu.connecting },
        floor: { what: 'ssh2, kept connection', value: cpu.kept },
        most: 0.5,
      },
      { what: '  its duration, p50, ms', measured: median(durations), below: 5 },
    ];
  } finally {
    await ssh.close?.();
    await sshd.stop();
  }
}
