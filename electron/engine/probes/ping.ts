// ICMP echo: is the host there, how far away is it, how much gets lost.
import { createNames, NameError } from '../lib/names.ts';
import { createPingBatch } from './ping-many.ts';
import { pingOne } from './ping-single.ts';
import { pingConfig, unresolved } from './ping-verdict.ts';
import { defineProbe } from './probe.ts';

const names = createNames();

export const ping = defineProbe({
  kind: 'ping',
  title: 'Ping',
  about: 'Sends ICMP echo requests: is the host there, how far away, how much gets lost. The usual alive check.',
  config: pingConfig,
  metrics: [
    { name: 'rtt.min', label: 'Round trip, shortest', unit: 'ms' },
    { name: 'rtt.avg', label: 'Round trip, average', unit: 'ms' },
    { name: 'rtt.max', label: 'Round trip, longest', unit: 'ms' },
    { name: 'loss', label: 'Packets lost', unit: '%' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 5_000 },
  canBeAlive: true,
  concurrency: 16,
  async run(config, { address, signal, timeoutMs }) {
    try {
      return await pingOne(await names.resolve(address, signal), config, { timeoutMs, signal });
    } catch (error) {
      if (error instanceof NameError) return unresolved(error.host, error.message);
      throw error;
    }
  },
  batch: createPingBatch(names),
});
