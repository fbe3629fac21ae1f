// Passive: something elsewhere (a nightly job, a host behind a firewall) says that it lives; here only the silence is
// noticed. Whoever takes the beats runs this check at once when one comes.
import { heartbeatConfig, heartbeatVerdict } from './heartbeat-verdict.ts';
import { defineProbe } from './probe.ts';

export const heartbeat = defineProbe({
  kind: 'heartbeat',
  title: 'Heartbeat',
  about: 'Waits for a sign of life that something else sends, and alerts when none came in time.',
  config: heartbeatConfig,
  metrics: [{ name: 'age', label: 'Time since the last beat', unit: 's' }],
  defaults: { intervalMs: 60_000, timeoutMs: 5_000 },
  canBeAlive: true,
  // It looks at a clock.
  concurrency: 1_024,
  async run(config, { signal, clock, lastBeat, watchedSince, deafMs }) {
    signal.throwIfAborted();
    const since = lastBeat?.at ?? watchedSince;
    return heartbeatVerdict(config, { lastBeat, watchedSince, now: clock.now(), deafMs: deafMs?.(since) ?? 0 });
  },
});
