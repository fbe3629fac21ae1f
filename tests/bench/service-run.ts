// tcp and http: a server of our own on this machine, asked by the whole engine, by blackbox_exporter (as Prometheus asks
// it: one /probe each), and by bare Node, at the same rate.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedPort } from '../support/lab/tcp-server.ts';
import { measureLoad } from './engine-load.ts';
import { blackbox } from './peers.ts';
import { cpuPerThousand, end, firstLine, start, startOwn } from './programs.ts';
import type { Row } from './table.ts';
import type { Bench } from './turns.ts';

const HOSTS = 1_000;
const INTERVAL_MS = 10_000;
const RATE = HOSTS / (INTERVAL_MS / 1_000);

const MODULES = `modules:
  tcp: { prober: tcp, timeout: 5s, tcp: { preferred_ip_protocol: ip4 } }
  http: { prober: http, timeout: 5s, http: { preferred_ip_protocol: ip4 } }
`;

const goals = { tcp: 0.1, http: 0.2 } as const;
type Kind = keyof typeof goals;

export async function measureService(bench: Bench, kind: Kind): Promise<Row[]> {
  const server = startOwn(new URL('./server.ts', import.meta.url));
  try {
    const port: number = JSON.parse(await firstLine(server))[kind];
    const measureMs = bench.short ? 5_000 : 10_000;
    const times = { warmUpMs: 4_000, measureMs };
    return await measureLoad(bench, {
      title: `${kind} 100/s (1,000 checks every 10 s)`,
      hosts: HOSTS,
      intervalMs: INTERVAL_MS,
      check: { kind, config: { port }, address: '127.0.0.1' },
      goal: goals[kind],
      peer: blackbox.here() ? { what: blackbox.name, measure: () => runBlackbox(kind, port, times) } : null,
      floor: { what: 'bare Node', measure: () => runBare(kind, port, times) },
    });
  } finally {
    await end(server);
  }
}

interface Times {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** CPU seconds per 1,000. It catches up with its rate and ends at the first error, so what is due is done. */
async function runBare(kind: Kind, port: number, times: Times): Promise<number> {
  const client = startOwn(new URL('./bare-client.ts', import.meta.url), kind, String(port), String(RATE));
  try {
    return await cpuPerThousand(client, times, () => (performance.now() / 1_000) * RATE);
  } finally {
    await end(client);
  }
}

/** CPU seconds per 1,000 probes that succeeded. */
async function runBlackbox(kind: Kind, port: number, times: Times): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  const config = join(folder, 'blackbox.yml');
  writeFileSync(config, MODULES);
  const own = await closedPort();
  const exporter = start('prometheus-blackbox-exporter', [
    `--config.file=${config}`,
    `--web.listen-address=127.0.0.1:${own}`,
    '--log.level=error',
  ]);
  exporter.stdout?.resume();
  const target = kind === 'http' ? `http://127.0.0.1:${port}/` : `127.0.0.1:${port}`;
  const asking = askAtRate(`http://127.0.0.1:${own}/probe?module=${kind}&target=${encodeURIComponent(target)}`);
  try {
    return await cpuPerThousand(exporter, times, asking.good);
  } finally {
    asking.stop();
    await end(exporter);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks over kept connections, as Prometheus does, `RATE` times a second. */
function askAtRate(url: string) {
  const agent = new Agent({ keepAlive: true });
  let [asked, good] = [0, 0];
  let stopped = false;
  const one = (): void => {
    const request = get(url, { agent }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      if (body.includes('\nprobe_success 1\n')) good += 1;
    });
    // Before it listens, and when it is ended, nobody answers; what counts is how many were answered.
    request.on('error', () => {});
  };
  const loop = async (): Promise<void> => {
    for (const startedAt = performance.now(); !stopped; await sleep(50))
      for (const due = ((performance.now() - startedAt) / 1_000) * RATE; asked < due; asked += 1) one();
  };
  void loop();
  return {
    /** Probes so far that succeeded. */
    good: () => good,
    stop(): void {
      stopped = true;
      agent.destroy();
    },
  };
}
