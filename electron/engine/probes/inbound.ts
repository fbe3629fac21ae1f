// Passive: another monitoring system says what is wrong, and when it is over; this repeats what it said last. The receiver
// makes these checks and runs them at once when something comes; between messages nothing is asked of anybody.
import { z } from 'zod';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { text } from './fields.ts';
import { type Beat, defineProbe } from './probe.ts';

export const inboundConfig = z.strictObject({
  source: text('', 'Source', 'The system that tells: the format its alerts come in.', 64),
  key: text('', 'Name over there', 'What the alert is told apart by in that system.', 512),
  links: z
    .record(
      z.string().min(1).max(140),
      z
        .string()
        .max(2_048)
        .regex(/^https?:\/\/\S+$/i, 'must be an http or https address'),
    )
    .default({})
    .meta({
      title: 'Links',
      description: 'Where to look over there: a title and an address each; a new alert replaces them.',
    }),
  startsAt: z
    .int()
    .nullable()
    .default(null)
    .meta({ title: 'Began', description: 'When it began over there, epoch milliseconds; empty when it did not say.' }),
});
export type InboundConfig = z.output<typeof inboundConfig>;

export const inbound = defineProbe({
  kind: 'inbound',
  title: 'Inbound alert',
  about: 'Stands for an alert that another system sends to the receiver; made, opened and closed by its messages.',
  config: inboundConfig,
  metrics: [],
  defaults: { intervalMs: 300_000, timeoutMs: 5_000 },
  canBeAlive: false,
  // It repeats a word.
  concurrency: 1_024,
  async run(config, { signal, lastBeat }) {
    signal.throwIfAborted();
    return inboundVerdict(config, lastBeat);
  },
});

/** What was told last; before anything was, nothing is wrong. */
export function inboundVerdict(config: InboundConfig, last: Beat | null): ProbeOutcome {
  if (!last) return { status: 'ok', summary: 'Nothing was told yet', metrics: [] };
  const since = last.status !== 'ok' && config.startsAt !== null ? `, there since ${utc(config.startsAt)}` : '';
  const links = Object.entries(config.links).map(([title, url]) => `${title}: ${url}`);
  return {
    status: last.status,
    summary: last.message,
    detail: `told by ${config.source || 'another system'} at ${utc(last.at)}${since}`,
    output: [last.detail ?? '', ...links].filter((line) => line !== '').join('\n'),
    metrics: [],
  };
}

/** '2026-11-20 02:00 UTC' */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
