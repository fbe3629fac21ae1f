// A made-up shift that was: a stream with reactions, fast and slow ones, the facts of it, and what came after its hand-over.

import { summaryOf } from '../../electron/contract/model/handoff.ts';
import type { HandoffId, HostId, IncidentId, ProblemId, RunId } from '../../electron/contract/model/ids.ts';
import type { Actor, EntryKind } from '../../electron/contract/model/journal.ts';
import type {
  HandoffInReview,
  Reaction,
  ReviewBar,
  ReviewEntry,
  ReviewFacts,
} from '../../electron/contract/model/review.ts';
import type { Severity } from '../../electron/contract/model/severity-of.ts';
import { spreadOf } from '../../electron/engine/core/spread.ts';
import type { World } from '../../renderer/store/world.ts';
import { pastHandoffs } from './scripted-engine-handoffs.ts';
import { madeEntry } from './scripted-engine-history.ts';
import { chance, MINUTE } from './worlds-build.ts';

const PEOPLE = ['M. Okafor', 'A. Brandt', 'J. Lindqvist'] as const;
const operator = (name: string): Actor => ({ type: 'operator', name });

interface Told extends Reaction {
  readonly hostId: HostId;
}

/** Every so many minutes people are told of something; every fifth nobody takes. */
function toldIn(world: World, from: number, to: number): readonly Told[] {
  const hosts = [...world.hosts.values()];
  const many = Math.max(1, Math.floor((to - from) / (34 * MINUTE)));
  return Array.from({ length: many }, (_, at) => {
    const host = hosts[Math.floor(chance('told', at, 'host') * hosts.length)];
    const toldAt = Math.floor((from + ((at + 0.2 + chance('told', at)) / (many + 1)) * (to - from)) / 1_000) * 1_000;
    const took = Math.round(30_000 + chance('took', at) ** 4 * 40 * MINUTE);
    const isTaken = at % 5 !== 3;
    return {
      problemId: `p-told-${at}` as ProblemId,
      hostId: (host?.id ?? 'none') as HostId,
      subject: `${host?.name ?? 'host'} ${['ping', 'http /healthz', 'disk /var'][at % 3]}`,
      severity: (1 + (at % 3)) as Severity,
      toldAt,
      takenAt: isTaken ? toldAt + took : null,
      takenBy: isTaken ? (PEOPLE[at % 2] ?? '') : '',
      endedAt: toldAt + Math.round((0.4 + chance('end', at)) * 50 * MINUTE),
    };
  });
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

type Draft = readonly [
  at: number,
  kind: EntryKind,
  text: string,
  more?: Parameters<typeof madeEntry>[4],
  item?: Partial<ReviewEntry>,
];

/** Of a note or a decision the words are its body, as the engine has it; null: they were redacted. */
const STORY: readonly (readonly [share: number, kind: EntryKind, text: string | null, who?: string])[] = [
  [0, 'shift', 'Night A has begun: M. Okafor.'],
  [0.02, 'handoff', 'Handed over by J. Lindqvist, accepted by M. Okafor.', 'M. Okafor'],
  [0.31, 'maintenance', 'CHG-20931 lon3 kernel patching has begun: 14 hosts.'],
  [
    0.36,
    'note',
    'The carrier says the **second fibre** is cut too:\n\n- they ring back at 06:40\n- ticket `88213`',
    'M. Okafor',
  ],
  [0.4, 'note', null, 'M. Okafor'],
  [0.55, 'run', '"Uplink failover" started on ams1-dist-sw02.', 'M. Okafor'],
  [0.58, 'step', 'Step 3 of 9, What does the core side say?: exit 0 in 1.84 s', 'M. Okafor'],
  [0.66, 'decision', 'Row C stays on the old uplink until the optic is swapped.', 'A. Brandt'],
  [0.9, 'settings', 'Quiet hours changed: Night holds back SEV3 and SEV4.', 'A. Brandt'],
  [0.99, 'handoff', 'Ready, frozen by M. Okafor.', 'M. Okafor'],
];

const isWritten = (kind: EntryKind): boolean => kind === 'note' || kind === 'decision';

/** So many entries in [from, to), oldest first; what the story does not fill are states of checks. */
export function madeStream(world: World, from: number, to: number, many: number): readonly ReviewEntry[] {
  const told = toldIn(world, from, to);
  const drafts: Draft[] = STORY.map(([share, kind, text, who]) => [
    from + share * (to - from),
    kind,
    isWritten(kind) ? `${kind === 'note' ? 'Note' : 'Decision'} by ${who}` : (text ?? ''),
    {
      ...(who ? { actor: operator(who) } : {}),
      ...(kind === 'run' || kind === 'step' ? { runId: 'run-night' as RunId } : {}),
    },
    isWritten(kind) ? { body: text } : {},
  ]);
  for (const one of told) {
    const about = { hostId: one.hostId, problemId: one.problemId };
    drafts.push([
      one.toldAt,
      'alert',
      `${one.subject} is critical: 3 of 3 bad`,
      { ...about, data: { status: 'critical' } },
      { subject: one.subject },
    ]);
    if (one.takenAt !== null && one.takenAt < to) {
      drafts.push([
        one.takenAt,
        'acknowledgement',
        'acknowledged: looking at it',
        { ...about, actor: operator(one.takenBy) },
        { subject: one.subject, reactionMs: one.takenAt - one.toldAt, answers: `told ${clock(one.toldAt)}` },
      ]);
    }
  }
  const hosts = [...world.hosts.values()];
  for (let at = drafts.length; at < many; at += 1) {
    const host = hosts[Math.floor(chance('state', at) * hosts.length)];
    const status = at % 2 === 0 ? 'warning' : 'ok';
    drafts.push([
      from + chance('state', at, 'when') * (to - from),
      'check-state',
      `${host?.name} disk /var ${status}: ${88 + (at % 9)} % of 480 GB used`,
      { ...(host ? { hostId: host.id } : {}), data: { status } },
      { subject: `${host?.name} disk /var` },
    ]);
  }
  return drafts
    .toSorted((a, b) => a[0] - b[0])
    .map(([at, kind, text, more = {}, item = {}], place) => ({
      entry: madeEntry(17_000 + place, kind, Math.round(at), text, more),
      subject: '',
      reactionMs: null,
      answers: '',
      ...item,
    }));
}

const BARS: readonly (readonly [
  lane: ReviewBar['lane'],
  label: string,
  from: number,
  to: number | null,
  severity: Severity | null,
])[] = [
  ['incident', '0412, SEV1, open', 0.56, null, 1],
  ['incident', '0411, SEV2', 0.39, 0.56, 2],
  ['incident', '0409, SEV3, waits', 0.08, 0.38, 3],
  ['run', 'Uplink failover', 0.55, 0.64, null],
  ['run', 'Replica rebuild', 0.7, 0.76, null],
  ['maintenance', 'lon3 kernel patching, CHG-20931', 0.31, 0.75, null],
];

export function madeFacts(world: World, from: number, to: number): ReviewFacts {
  const told = toldIn(world, from, to);
  const took = told.flatMap(({ toldAt, takenAt }) => (takenAt === null ? [] : [takenAt - toldAt]));
  const slots = Array.from({ length: Math.ceil((to - from) / (10 * MINUTE)) }, (_, at) => from + at * 10 * MINUTE);
  const alerts = slots.map((start, at) =>
    at === Math.floor(slots.length * 0.57) ? 13 : Math.floor(chance(start, 'slot') * 3.2),
  );
  const total = alerts.reduce((sum, many) => sum + many, 0);
  const named = [...world.shifts.plans];
  return {
    from,
    to,
    shifts: [{ name: named[0]?.name ?? 'Night A', people: ['M. Okafor'] }],
    people: [...PEOPLE],
    figures: {
      from,
      to,
      alerts: total,
      operators: 1,
      perHour: Math.round((total / ((to - from) / 3_600_000)) * 10) / 10,
      peakTenMinutes: Math.max(...alerts),
      timeToAcknowledge: spreadOf(took),
      unacknowledged: told.length - took.length,
      timeToResolve: spreadOf(told.map(({ toldAt, endedAt }) => (endedAt ?? toldAt) - toldAt)),
      incidentsOpened: 3,
      incidentsClosed: 1,
      sla: { kept: 2, of: 3 },
      slots: { startsAt: slots, alerts },
    },
    reactions: told
      .map(({ hostId: _, ...one }) => one)
      .toSorted((a, b) => (b.takenAt ?? 0) - b.toldAt - ((a.takenAt ?? 0) - a.toldAt)),
    bars: BARS.map(([lane, label, begin, end, severity]) => ({
      lane,
      label,
      from: from + begin * (to - from),
      to: end === null ? null : from + end * (to - from),
      severity,
      ...(lane === 'incident' ? { incidentId: `i-${label.slice(1, 4)}` as IncidentId } : {}),
    })),
    unwatched: [{ from: from + 40 * MINUTE, to: from + 52 * MINUTE }],
    handoffs: pastHandoffs().map(summaryOf).slice(0, 1),
  };
}

const BECAME: readonly (readonly [words: string, asSaid: boolean | null])[] = [
  ['resolved 38 min later by A. Brandt', true],
  ['still open; rebuilt from base backup 2 h 10 min later', false],
  ['recovered by itself 12 min later', null],
  ['done 11 min later', true],
];

export function madeAftermath(_: World, handoffId: HandoffId, now: number): HandoffInReview {
  const handoff = pastHandoffs().find(({ id }) => id === handoffId);
  if (!handoff) throw new Error('There is no such hand-over any more.');
  const items = handoff.briefing?.sections.flatMap((section) => section.items) ?? [];
  return {
    handoff: summaryOf(handoff),
    aftermath: items.map(({ key }, at) => {
      const [became, asSaid] = BECAME[at % BECAME.length] ?? ['still open', null];
      return { key, became, at: now, asSaid };
    }),
  };
}
