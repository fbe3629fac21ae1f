// What became of what was handed over, in words: the hand-over beside what really happened next. Times are UTC.
import type { HandoffAftermath, ItemWords } from '../../contract/model/handoff.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { Occurrence } from '../../contract/model/maintenance.ts';
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import type { Run } from '../../contract/model/run.ts';
import { spell } from './briefing-words.ts';
import { clock } from './review-reaction.ts';

/** What became of an item, and when, epoch ms; `at` null: nothing yet. */
export type Became = Pick<HandoffAftermath, 'became' | 'at'>;

/** What is asked of everything: when it was handed over, and what time it is, epoch ms. */
export interface Looking {
  readonly handedAt: number;
  readonly now: number;
}

const still = (words: string): Became => ({ became: `still ${words}`, at: null });

/** 'resolved 07:12, 72 min later by A. Brandt'; with the date where it was another day. */
function happened(what: string, at: number, { handedAt }: Looking, by = ''): Became {
  const later = at >= handedAt ? `${spell(at - handedAt)} later` : `${spell(handedAt - at)} before it was handed over`;
  return { became: `${what} ${clock(at)}, ${later}${by === '' ? '' : ` by ${by}`}`, at };
}

export function incidentBecame(
  incident: Pick<Incident, 'status' | 'milestones' | 'mergedInto'>,
  mergedInto: string,
  looking: Looking,
): Became {
  const { status, milestones } = incident;
  const reopened = milestones.findLast(({ kind, opening }) => kind === 'detected' && opening > 1);
  const last = milestones.findLast(({ kind }) => kind !== 'impact' && kind !== 'detected');
  if (incident.mergedInto !== null && last) {
    return happened(
      mergedInto === '' ? 'merged into another one' : `merged into ${mergedInto}`,
      last.at,
      looking,
      last.source,
    );
  }
  if (status === 'open') {
    if (reopened && reopened.at > looking.handedAt)
      return happened('opened again', reopened.at, looking, reopened.source);
    return still('open, nobody has acknowledged it');
  }
  const ended = milestones.findLast(({ kind }) => kind === 'resolved' || kind === 'closed');
  if (status === 'cancelled' && last) return happened('cancelled as a false alarm', last.at, looking, last.source);
  if ((status === 'resolved' || status === 'closed') && ended) {
    // When it was over counts; that it was closed a day later is paper.
    const first = milestones.find(({ kind, opening }) => kind === 'resolved' && opening === ended.opening) ?? ended;
    return happened(first.kind, first.at, looking, first.source);
  }
  return last && last.at > looking.handedAt ? happened(status, last.at, looking, last.source) : still(status);
}

export function problemBecame(
  problem: { readonly status: ProblemStatus; readonly closedAt: number | null; readonly ackBy: string } | null,
  looking: Looking,
): Became {
  if (!problem) return { became: 'its check was removed', at: null };
  if (problem.closedAt !== null) return happened('ended', problem.closedAt, looking);
  return still(problem.ackBy === '' ? problem.status : `${problem.status}, acknowledged by ${problem.ackBy}`);
}

const OUTCOMES: Readonly<Record<NonNullable<Run['outcome']>, string>> = {
  green: 'ended green',
  skips: 'ended with skipped steps',
  unverified: 'ended without proof',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

export function runBecame(
  { endedAt, outcome, phase }: Pick<Run, 'endedAt' | 'outcome' | 'phase'>,
  looking: Looking,
): Became {
  if (endedAt === null || outcome === null) return still(phase === 'interrupted' ? 'interrupted' : 'under way');
  return happened(OUTCOMES[outcome], endedAt, looking);
}

export function windowBecame(occurrence: Occurrence | null): Became {
  if (!occurrence) return { became: 'taken off the calendar', at: null };
  const { state, from, to } = occurrence;
  switch (state) {
    case 'called-off':
      return { became: 'called off', at: null };
    case 'over':
      return { became: `took place ${clock(from)} to ${clock(to)}`, at: to };
    case 'active':
      return still(`under way, since ${clock(from)}`);
    case 'waiting':
      return still('waiting for its first problem');
    case 'planned':
      return { became: `not begun yet, planned for ${clock(from)}`, at: null };
    default:
      return state satisfies never;
  }
}

/** Something that was to fill up. */
export interface Filled {
  readonly limit: number;
  readonly unit: string;
  /** When it was said to be full, epoch ms. */
  readonly saidAt: number | null;
  /** When it was first at its limit since, epoch ms; null: it was not. */
  readonly fullAt: number | null;
  /** As it is now; null: nobody measures it any more. */
  readonly value: number | null;
}

export function capacityBecame({ limit, unit, saidAt, fullAt, value }: Filled, looking: Looking): Became {
  if (fullAt !== null) return happened('full', fullAt, looking);
  if (value === null) return { became: 'not measured any more', at: null };
  const share = unit === '%' ? `${one(value)} %` : `${one((100 * value) / limit)} % of its limit`;
  return saidAt !== null && saidAt <= looking.now
    ? { became: `did not fill up: ${share}`, at: null }
    : still(`filling: ${share}`);
}

const one = (value: number): string => String(Math.round(value * 10) / 10);

/** How long after the said time it is still as said. */
const GRACE_MS = 15 * 60_000;

/**
 * Whether what was to be done next was done when it was to be done, as far as a record can tell: somebody did something
 * about it by then, or it was over by then. Null: no time was named, or it has not come.
 */
export function wentAsSaid(
  words: Pick<ItemWords, 'nextAt'> | undefined,
  done: { readonly firstActAt: number | null; readonly overAt: number | null },
  { now }: Looking,
): boolean | null {
  const nextAt = words?.nextAt ?? null;
  if (nextAt === null) return null;
  const by = nextAt + GRACE_MS;
  const soon = [done.firstActAt, done.overAt].some((at) => at !== null && at <= by);
  return soon ? true : now > by ? false : null;
}

/** Until when an act counts as the next one, epoch ms. */
export const actUntil = (nextAt: number): number => nextAt + GRACE_MS;
