// What ping is asked and what its answers mean. Pure, and the same for one host by `ping` and for thousands by `fping`.
import { z } from 'zod';
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { limitMs, percent } from './fields.ts';
import { formatMs, round3, trim } from './format.ts';

export const pingConfig = z.strictObject({
  packets: z.int().min(1).max(20).default(3).meta({
    title: 'Packets',
    description: 'Echo requests sent in one run.',
  }),
  spacingMs: z.int().min(10).max(10_000).default(500).meta({
    title: 'Spacing',
    description: 'Time from one packet to the next.',
    unit: 'ms',
  }),
  replyWithinMs: z.int().min(10).max(60_000).default(1_000).meta({
    title: 'Reply within',
    description: 'A packet whose answer takes longer counts as lost.',
    unit: 'ms',
  }),
  warnRttMs: limitMs('Warning over', 'Average round-trip time above which the check is a warning. Empty: no limit.'),
  critRttMs: limitMs('Critical over', 'Average round-trip time above which the check is critical. Empty: no limit.'),
  warnLossPercent: percent(20, 'Warning from loss', 'Share of lost packets from which the check is a warning.'),
  critLossPercent: percent(100, 'Critical from loss', 'Share of lost packets from which the check is critical.'),
});
export type PingConfig = z.output<typeof pingConfig>;

/** What one run does, milliseconds. Checks with the same plan can share a process. */
export interface PingPlan {
  readonly packets: number;
  readonly spacingMs: number;
  readonly waitMs: number;
}

/** Fits the run into the caller's timeout: what is too long is shortened in proportion, never cut off by the timeout. */
export function pingPlan(config: PingConfig, timeoutMs: number): PingPlan {
  const { packets, spacingMs, replyWithinMs } = config;
  const needMs = (packets - 1) * spacingMs + replyWithinMs;
  // A tenth is kept for starting the process and reading its answer.
  const share = Math.min(1, (timeoutMs * 0.9) / needMs);
  return {
    packets,
    spacingMs: Math.max(1, Math.floor(spacingMs * share)),
    waitMs: Math.max(1, Math.floor(replyWithinMs * share)),
  };
}

/**
 * Judges one run. `times` holds the round-trip times of the packets that came back, milliseconds; `sent` how many
 * went out; `complaint` what the program said about it, if anything.
 */
export function pingVerdict(config: PingConfig, sent: number, times: readonly number[], complaint = ''): ProbeOutcome {
  const lost = sent - times.length;
  const loss = Math.round((lost / sent) * 1_000) / 10;
  const lossMetric: Metric = {
    name: 'loss',
    value: loss,
    unit: '%',
    warn: `@${config.warnLossPercent}:`,
    crit: `@${config.critLossPercent}:`,
    min: 0,
    max: 100,
  };
  if (times.length === 0) {
    return {
      status: 'critical',
      summary: `Down: ${lost} of ${sent} packets lost`,
      ...(complaint !== '' && { detail: complaint }),
      metrics: [lossMetric],
    };
  }
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  let sum = 0;
  for (const time of times) {
    if (time < min) min = time;
    if (time > max) max = time;
    sum += time;
  }
  const avg = round3(sum / times.length);
  const { status, detail } = judgePing(config, loss, avg);
  return {
    status,
    summary: `${formatMs(avg)}, ${trim(loss, 0)} % loss`,
    ...(detail !== '' && { detail }),
    metrics: [
      { name: 'rtt.min', value: round3(min), unit: 'ms' },
      {
        name: 'rtt.avg',
        value: avg,
        unit: 'ms',
        ...(config.warnRttMs !== undefined && { warn: String(config.warnRttMs) }),
        ...(config.critRttMs !== undefined && { crit: String(config.critRttMs) }),
      },
      { name: 'rtt.max', value: round3(max), unit: 'ms' },
      lossMetric,
    ],
  };
}

function judgePing(config: PingConfig, loss: number, avg: number): { status: Status; detail: string } {
  const { warnRttMs = Number.POSITIVE_INFINITY, critRttMs = Number.POSITIVE_INFINITY } = config;
  // No loss is never too much, also where the limit is 0.
  if (loss > 0 && loss >= config.critLossPercent) {
    return { status: 'critical', detail: `critical from ${config.critLossPercent} % loss` };
  }
  if (avg > critRttMs) return { status: 'critical', detail: `critical over ${critRttMs} ms` };
  if (loss > 0 && loss >= config.warnLossPercent) {
    return { status: 'warning', detail: `warning from ${config.warnLossPercent} % loss` };
  }
  if (avg > warnRttMs) return { status: 'warning', detail: `warning over ${warnRttMs} ms` };
  return { status: 'ok', detail: '' };
}

/** The host's name is no address: nothing was measured, and it is not the host's fault. */
export function unresolved(name: string, reason: string): ProbeOutcome {
  return {
    status: 'unknown',
    summary: `Name does not resolve: ${name}`,
    detail: `${reason}. Check the spelling of the address and the name server of this machine.`,
    metrics: [],
  };
}
