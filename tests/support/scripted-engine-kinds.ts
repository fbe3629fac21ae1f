// Two probe kinds as the engine would describe them, for forms that draw themselves.
import type { ProbeKindInfo } from '../../electron/contract/model/kind.ts';

export const KINDS: readonly ProbeKindInfo[] = [
  {
    kind: 'ping',
    title: 'Ping',
    about: 'Sends ICMP echo requests and measures what comes back. The usual way to tell whether a host is up.',
    schema: {
      type: 'object',
      properties: {
        packets: { type: 'integer', minimum: 1, maximum: 20, default: 5, title: 'Packets' },
        loss: { type: 'string', default: '20', title: 'Warning over, % lost' },
      },
    },
    metrics: [
      { name: 'rtt.avg', label: 'Round trip', unit: 'ms' },
      { name: 'loss', label: 'Packets lost', unit: '%' },
    ],
    defaults: { intervalMs: 60_000, timeoutMs: 10_000 },
    canBeAlive: true,
  },
  {
    kind: 'tcp',
    title: 'TCP port',
    about: 'Opens a connection and measures how long that takes.',
    schema: {
      type: 'object',
      properties: { port: { type: 'integer', minimum: 1, maximum: 65_535, title: 'Port' } },
      required: ['port'],
    },
    metrics: [{ name: 'connect', label: 'Connect time', unit: 'ms' }],
    defaults: { intervalMs: 60_000, timeoutMs: 5_000 },
    canBeAlive: true,
  },
];
