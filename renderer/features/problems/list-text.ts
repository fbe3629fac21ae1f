// Pure: problems as lines to paste into a message, and as a table for a spreadsheet.

import { toCsv } from '../../lib/csv.ts';
import { clock, duration } from '../../lib/time.ts';
import { ackWords, attemptWords, toldOrHeld } from '../../store/problem-words.ts';
import type { Subject } from './filter.ts';

const LETTERS = { down: 'D', critical: 'C', unreachable: 'U', unknown: '?', warning: 'W' } as const;
const GONE = { host: 'a removed host', check: 'a removed check' } as const;

/** 'C  fra2-db-07  replication lag: 412 s behind; since 02:19:32 UTC (13 min 22 s); told 02:19:34; nobody has it' */
export function textLine({ problem, host, check, state }: Subject, now: number): string {
  const hand = problem.ack ? `${problem.ack.by} has it: ${ackWords(problem.ack, now)}` : 'nobody has it';
  const since = `since ${instant(problem.openedAt)} UTC (${duration(now - problem.openedAt).replaceAll('\u00a0', ' ')})`;
  const what = state?.summary || problem.status;
  return `${LETTERS[problem.status]}  ${host?.name ?? GONE.host}  ${check?.name ?? GONE.check}: ${what}; ${since}; ${toldOrHeld(problem, now)}; ${hand}`;
}

/** As many lines as problems, under a heading that says of when they are. */
export const asText = (subjects: readonly Subject[], now: number): string =>
  [
    `${subjects.length} ${subjects.length === 1 ? 'problem' : 'problems'}, ${instant(now)} UTC`,
    ...subjects.map((each) => textLine(each, now)),
  ].join('\n');

const HEAD = [
  'status',
  'severity',
  'host',
  'address',
  'site',
  'role',
  'tags',
  'check',
  'summary',
  'detail',
  'opened (UTC)',
  'age (s)',
  'told (UTC)',
  'held',
  'caused by',
  'acknowledged by',
  'acknowledged (UTC)',
  'reason',
  'until (UTC)',
  'attempts',
  'flapping',
];

/** One row a problem, with a head; times ISO 8601 in UTC. `hostName` names the host that caused it. */
export function asCsv(subjects: readonly Subject[], now: number, hostName: (id: string) => string | undefined): string {
  return toCsv([HEAD, ...subjects.map((subject) => cells(subject, now, hostName))]);
}

function cells(
  { problem, host, check, state }: Subject,
  now: number,
  hostName: (id: string) => string | undefined,
): readonly string[] {
  const { ack, held, because } = problem;
  return [
    problem.status,
    `SEV${problem.severity}`,
    host?.name ?? GONE.host,
    host?.address ?? '',
    host?.site ?? '',
    host?.role ?? '',
    host?.tags.join(' ') ?? '',
    check?.name ?? GONE.check,
    state?.summary ?? '',
    state?.detail ?? '',
    iso(problem.openedAt),
    String(Math.max(0, Math.round((now - problem.openedAt) / 1_000))),
    iso(problem.toldAt),
    held ? `${held.reason}${held.by ? `, ${held.by}` : ''}` : '',
    because ? (hostName(because) ?? because) : '',
    ack?.by ?? '',
    iso(ack?.at ?? null),
    ack?.reason ?? '',
    iso(ack?.expiresAt ?? held?.until ?? null),
    attemptWords(state, check?.policy.maxAttempts),
    state?.flapping ? 'yes' : 'no',
  ];
}

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 10)} ${clock(at)}`;
