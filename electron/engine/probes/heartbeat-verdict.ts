// Whether a sign of life came in time. Pure: silence is counted only while somebody listened.
import { z } from 'zod';
import type { Metric, ProbeOutcome } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { formatAge } from './format.ts';
import type { Beat } from './probe.ts';

const MINUTE_MS = 60_000;
const MONTH_MINUTES = 31 * 24 * 60;

export const heartbeatConfig = z.strictObject({
  everyMinutes: z.number().positive().max(MONTH_MINUTES).default(60).meta({
    title: 'Expected every',
    description: 'How often whatever is watched sends its sign of life.',
    unit: 'min',
  }),
  graceMinutes: z.number().min(0).max(MONTH_MINUTES).default(5).meta({
    title: 'Grace',
    description: 'How much later than that is still in time.',
    unit: 'min',
  }),
  missing: z.enum(['critical', 'unknown']).default('critical').meta({
    title: 'Missing is',
    description: 'What it is when no sign of life came in time.',
  }),
  counts: z.enum(['as-sent', 'always-ok']).default('as-sent').meta({
    title: 'A beat counts',
    description: 'as-sent: with the status it brings; always-ok: whatever it brings, it came.',
  }),
});
export type HeartbeatConfig = z.output<typeof heartbeatConfig>;

export interface Heard {
  readonly lastBeat: Beat | null;
  /** When this check began to be watched, epoch ms. */
  readonly watchedSince: number;
  /** Epoch ms. */
  readonly now: number;
  /** Of the time since the last beat (without one: since `watchedSince`), in which nobody could be heard, ms. */
  readonly deafMs: number;
}

export function heartbeatVerdict(config: HeartbeatConfig, heard: Heard): ProbeOutcome {
  const { lastBeat, watchedSince, now, deafMs } = heard;
  const limitMs = (config.everyMinutes + config.graceMinutes) * MINUTE_MS;
  // A clock that was set back must not make an age below zero.
  const ageMs = Math.max(0, now - (lastBeat?.at ?? watchedSince));
  const isMissing = ageMs - deafMs > limitMs;
  const expected = `expected every ${formatAge(config.everyMinutes * 60)}, grace ${formatAge(config.graceMinutes * 60)}`;
  const age = formatAge(ageMs / 1_000);
  if (!lastBeat) {
    return {
      // Before its time is over nothing is missing: whoever adds such a check must not be called out of bed by it.
      status: isMissing ? config.missing : 'ok',
      summary: isMissing
        ? `No beat for ${age}, and none ever`
        : `No beat yet, one is awaited until ${utc(now + limitMs - ageMs + deafMs)}`,
      detail: expected,
      metrics: [],
    };
  }
  const metrics: readonly Metric[] = [
    {
      name: 'age',
      value: Math.round(ageMs / 1_000),
      unit: 's',
      ...(config.missing === 'critical' && { crit: String(limitMs / 1_000) }),
    },
  ];
  const said = cleanLine(lastBeat.message);
  if (isMissing) {
    const last = `last one ${utc(lastBeat.at)}${said === '' ? '' : `: ${said}`}`;
    return {
      status: config.missing,
      summary: `No beat for ${age}`,
      detail: cleanLine(`${expected}; ${last}`),
      metrics,
    };
  }
  // The engine or its machine was down for so long that a beat may have come to nobody.
  const missedUs = ageMs > limitMs ? `nobody listened for ${formatAge(deafMs / 1_000)} of that` : '';
  const overruled = config.counts === 'always-ok' && lastBeat.status !== 'ok' ? `it said ${lastBeat.status}` : '';
  return {
    status: config.counts === 'always-ok' ? 'ok' : lastBeat.status,
    summary: cleanLine(said === '' ? `Beat ${age} ago` : `${said} (beat ${age} ago)`),
    detail: [expected, missedUs, overruled].filter(Boolean).join('; '),
    metrics,
  };
}

/** '2026-11-20 02:00 UTC' */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
