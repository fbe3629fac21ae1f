// What a probe is given by its caller.

import { systemClock } from '../../../electron/engine/lib/clock.ts';
import type { HostKeyCheck, ProbeContext } from '../../../electron/engine/probes/probe.ts';

export function probeContext(parts: Partial<ProbeContext> = {}): ProbeContext {
  return {
    address: '127.0.0.1',
    hostName: 'lab',
    signal: AbortSignal.timeout(30_000),
    timeoutMs: 10_000,
    clock: systemClock,
    hostKeys: trusting,
    lastBeat: null,
    watchedSince: 0,
    ...parts,
  };
}

export const trusting: HostKeyCheck = { verify: () => 'trusted' };
