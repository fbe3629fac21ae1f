// SLA figures for a report: the clocks as they stand, and where the incident is over what the timeline says of them.
import type { Incident, Milestone, MilestoneKind } from '../../contract/model/incident.ts';
import { CLOCK_KINDS, type ClockKind } from '../../contract/model/sla.ts';
import type { ExportSource } from './exporter.ts';
import { bothText, spanText, timesText } from './times.ts';

export const SLA_HEADINGS = ['Promise', 'Target', 'Taken', 'Due', 'Verdict'] as const;

const NAMES: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'Acknowledge',
  resolve: 'Resolve',
  update: 'Word to others',
};

/** One row for each promise, under `SLA_HEADINGS`; empty when none was made. */
export function slaRows(source: ExportSource): readonly (readonly string[])[] {
  const { incident, zone } = source;
  const standing = incident.clocks.map((clock): readonly string[] => [
    NAMES[clock.kind],
    spanText(clock.targetMs),
    spanText(clock.elapsedMs),
    clock.dueAt === null ? 'not while it is paused' : bothText(clock.dueAt, zone),
    verdict(clock.state, clock.elapsedMs, clock.targetMs),
  ]);
  const told = CLOCK_KINDS.filter((kind) => !incident.clocks.some((clock) => clock.kind === kind));
  return [...standing, ...told.flatMap((kind) => fromTimeline(source, kind))];
}

function verdict(state: string, elapsedMs: number, targetMs: number): string {
  if (state === 'missed') return `missed, by ${spanText(Math.max(0, elapsedMs - targetMs))}`;
  return state === 'kept' ? `kept, with ${spanText(targetMs - elapsedMs)} left` : state;
}

/** What the last entry about a clock said that ended it. A breach is not undone by a late act. */
function fromTimeline({ entries, zone }: ExportSource, kind: ClockKind): readonly (readonly string[])[] {
  const about = entries.filter(({ kind: of, data }) => of === 'sla' && data.clock === kind);
  const missed = about.findLast(({ data }) => data.event === 'missed');
  const last = about.findLast(({ data }) => data.event === 'kept') ?? missed;
  if (!last) return [];
  if (kind === 'update') return [wordsMissed(about, zone)];
  const { targetMs, elapsedMs, dueAt } = (missed ?? last).data;
  const taken = typeof last.data.elapsedMs === 'number' ? last.data.elapsedMs : elapsedMs;
  if (typeof targetMs !== 'number' || typeof taken !== 'number') return [];
  const due = typeof dueAt === 'number' ? bothText(dueAt, zone) : '';
  return [
    [NAMES[kind], spanText(targetMs), spanText(taken), due, verdict(missed ? 'missed' : 'kept', taken, targetMs)],
  ];
}

/** Each word to others made the clock before void: how often one came too late is what can be said of them together. */
function wordsMissed(about: ExportSource['entries'], zone: string): readonly string[] {
  const missed = about.filter(({ data }) => data.event === 'missed');
  const { targetMs, dueAt } = missed.at(-1)?.data ?? {};
  const target = typeof targetMs === 'number' ? spanText(targetMs) : '';
  const due = typeof dueAt === 'number' ? bothText(dueAt, zone) : '';
  return [NAMES.update, target, '', due, `missed ${timesText(missed.length)}`];
}

const STRETCHES: readonly (readonly [label: string, from: MilestoneKind, to: MilestoneKind])[] = [
  ['From impact to detection', 'impact', 'detected'],
  ['From detection to acknowledgement', 'detected', 'acknowledged'],
  ['From detection to mitigation', 'detected', 'mitigated'],
  ['From detection to resolution', 'detected', 'resolved'],
  ['From impact to resolution', 'impact', 'resolved'],
];

/** Wall time from the first of a kind on; to the first as well, but to the last resolution: what was opened again was not over. */
export function stretches({ milestones }: Incident): readonly (readonly [label: string, value: string])[] {
  return STRETCHES.flatMap(([label, from, to]) => {
    const isEnd = (one: Milestone): boolean => one.kind === to;
    const start = milestones.find(({ kind }) => kind === from);
    const end = to === 'resolved' ? milestones.findLast(isEnd) : milestones.find(isEnd);
    return start && end && end.at >= start.at ? [[label, spanText(end.at - start.at)] as const] : [];
  });
}
