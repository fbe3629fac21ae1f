// Made-up incidents by the hundred: a bad night with all of them standing, and years of ended ones.
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { chance, HOUR, MINUTE } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { aDozen, endedClock, made, runningClock } from './worlds-incidents-list.ts';

const DAY = 24 * HOUR;

const TITLES = [
  'Latency over limit',
  'Power feed lost',
  'Replication behind',
  'Disk nearly full',
  'Link flaps',
  'No answer',
];

/** `count` incidents of a made-up past, each with its own number, newest first. */
export function madeUpEnded(count: number, now: number): readonly Incident[] {
  return Array.from({ length: count }, (_, at) => {
    const serial = 50_000 - at;
    const agoMs = 2 * DAY + at * 40 * MINUTE;
    const severity = (1 + Math.floor(chance('sev', at) * 4)) as Incident['severity'];
    const missed = chance('late', at) < 0.1;
    return made(now, {
      serial,
      agoMs,
      severity,
      title: `site${String(1 + (at % 40)).padStart(2, '0')}: ${TITLES[at % TITLES.length]}`,
      status: chance('end', at) < 0.08 ? 'cancelled' : 'closed',
      lead: at % 3 === 0 ? 'M. Okafor' : 'J. Lindqvist',
      resolution: 'Part changed, watched for an hour',
      clocks: [endedClock('resolve', 4 * HOUR, missed ? 5 * HOUR : HOUR, now - agoMs + HOUR)],
    });
  });
}

/** A bad night: `standing` incidents at once, every state among them, beside the dozen. */
export function incidentsStorm(now: number, standing = 500): Snapshot {
  const states = ['open', 'acknowledged', 'acknowledged', 'mitigated', 'resolved'] as const;
  const more = Array.from({ length: standing - 8 }, (_, at) => {
    const elapsed = Math.floor(chance('gone', at) * 4.4 * HOUR);
    const status = states[at % states.length] ?? 'open';
    return made(now, {
      serial: 500 + at,
      agoMs: elapsed,
      status,
      severity: (1 + Math.floor(chance('sev', at) * 4)) as Incident['severity'],
      title: `site${String(1 + (at % 40)).padStart(2, '0')}: ${TITLES[at % TITLES.length]}, ${3 + (at % 90)} hosts behind`,
      lead: status === 'open' ? '' : 'M. Okafor',
      lastWordAt: now - Math.floor(elapsed / 2),
      clocks: [runningClock(status === 'open' ? 'acknowledge' : 'resolve', 4 * HOUR, elapsed, now)],
    });
  });
  return { ...designNight(now), incidents: [...aDozen(now), ...more] };
}
