// Which entries belong to a timeline, case by case. (spec: incidents, "Timeline")
import { expect, test } from 'vitest';
import type { CheckId, HostId, IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import { incidentFields } from '../../electron/contract/model/incident.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import { type About, concerns, factsOf, LEAD_IN_MS } from '../../electron/engine/core/timeline-links.ts';
import { createStanding } from '../../electron/engine/services/incidents/timeline-standing.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';

const IMPACT = Date.UTC(2026, 10, 22, 2, 14);
const MINUTE = 60_000;

function row(id: string, more: Partial<IncidentRow> = {}): IncidentRow {
  return {
    ...incidentFields.parse({ title: 'The shop is down' }),
    id: id as IncidentId,
    number: 'INC-2026-0001',
    status: 'open',
    onHold: null,
    severity: 2,
    impact: 'high',
    urgency: 'medium',
    computedSeverity: 2,
    severityReason: '',
    openedAt: IMPACT + 5 * MINUTE,
    openedBy: 'Ada',
    policy: '',
    roles: { lead: '', scribe: '', operator: '', liaison: '', next: '' },
    milestones: [{ kind: 'impact', at: IMPACT, source: 'check web1 http', opening: 1 }],
    problems: [
      {
        problemId: 'p1' as ProblemId,
        hostId: 'web1' as HostId,
        checkId: 'web1-http' as CheckId,
        host: 'web1',
        check: 'http',
        alive: false,
        status: 'critical',
        openedAt: IMPACT,
        closedAt: null,
      },
    ],
    followUps: [],
    tickets: [],
    pauses: [],
    lastWordAt: IMPACT,
    mergedInto: null,
    mergedFrom: [],
    splitFrom: null,
    importedFrom: null,
    ...more,
  };
}

const closed = (at: number): Partial<IncidentRow> => ({
  status: 'closed',
  milestones: [
    { kind: 'impact', at: IMPACT, source: 'check web1 http', opening: 1 },
    { kind: 'closed', at, source: 'Ada', opening: 1 },
  ],
});

function entry(kind: Entry['kind'], more: Partial<Entry> = {}): Entry {
  const at = more.occurredAt ?? IMPACT + MINUTE;
  const own = { seq: 7, uuid: 'u', recordedAt: at, prevHash: '', hash: '', occurredAt: at };
  return { ...own, kind, actor: { type: 'engine' }, text: '', data: {}, ...more };
}

const http = { hostId: 'web1' as HostId, checkId: 'web1-http' as CheckId };
const disk = { hostId: 'web1' as HostId, checkId: 'web1-disk' as CheckId };
const placeOf = (id: HostId) => (id === 'web1' ? { site: 'ams1', tags: ['shop'] } : undefined);

const belongs = (one: Entry, of: IncidentRow = row('i1'), about: Partial<About> = {}): boolean =>
  concerns(factsOf(of), one, { problemIds: one.problemId ? [one.problemId] : [], scope: null, ...about }, placeOf);

test('a state of its check belongs from ten minutes before the impact until it ended', () => {
  const ended = row('i1', closed(IMPACT + 60 * MINUTE));
  const at = (occurredAt: number) => belongs(entry('check-state', { ...http, occurredAt }), ended);
  expect(at(IMPACT - LEAD_IN_MS)).toBe(true);
  expect(at(IMPACT - LEAD_IN_MS - 1)).toBe(false);
  expect(at(IMPACT + 60 * MINUTE)).toBe(true);
  expect(at(IMPACT + 60 * MINUTE + 1)).toBe(false);
});

test('another check of its host belongs only when the host itself is concerned', () => {
  expect(belongs(entry('check-state', disk))).toBe(false);
  expect(belongs(entry('host-state', { hostId: 'web1' as HostId }))).toBe(true);
  expect(belongs(entry('check-state', disk), row('i1', { hostIds: ['web1' as HostId] }))).toBe(true);
  expect(belongs(entry('check-state', disk), row('i1', { rootHostId: 'web1' as HostId }))).toBe(true);
});

test('what happened to its problem belongs however late it comes; the alert of another does not', () => {
  const ended = row('i1', closed(IMPACT + MINUTE));
  const late = { occurredAt: IMPACT + 600 * MINUTE };
  expect(belongs(entry('alert', { ...http, ...late, problemId: 'p1' as ProblemId }), ended)).toBe(true);
  expect(belongs(entry('alert', { ...http, problemId: 'p2' as ProblemId }))).toBe(false);
  expect(belongs(entry('delivery', late), ended, { problemIds: ['p9', 'p1'] as ProblemId[] })).toBe(true);
  expect(belongs(entry('inventory', http))).toBe(false);
});

test('what was said in an incident belongs to that one alone', () => {
  const said = entry('note', { incidentId: 'i2' as IncidentId, problemId: 'p1' as ProblemId, ...http });
  expect(belongs(said)).toBe(false);
  expect(belongs(said, row('i2'))).toBe(true);
});

test('a mute or a window belongs when it covers one of its hosts, by name, tag or site', () => {
  const scope = { hostIds: [], checkIds: [], tags: [], sites: [] };
  expect(belongs(entry('maintenance'), row('i1'), { scope: { ...scope, sites: ['ams1'] } })).toBe(true);
  expect(belongs(entry('mute'), row('i1'), { scope: { ...scope, tags: ['shop'] } })).toBe(true);
  expect(belongs(entry('mute'), row('i1'), { scope: { ...scope, tags: ['db'] } })).toBe(false);
  expect(belongs(entry('mute', disk))).toBe(false);
  expect(belongs(entry('maintenance', { hostId: 'web1' as HostId }))).toBe(true);
  expect(belongs(entry('maintenance'))).toBe(false);
});

test('a blind time belongs when it overlaps: told afterwards, or begun long before and not over', () => {
  const from = IMPACT - 60 * MINUTE;
  const slept = { occurredAt: IMPACT + 5 * MINUTE, data: { from, to: IMPACT + 5 * MINUTE } };
  expect(belongs(entry('not-monitored', slept))).toBe(true);
  expect(belongs(entry('not-monitored', { occurredAt: from, data: { from: from - 1, to: from } }))).toBe(false);
  expect(belongs(entry('isolation', { occurredAt: from, data: { state: 'isolated', since: from } }))).toBe(true);
  const ended = row('i1', closed(IMPACT + MINUTE));
  expect(belongs(entry('not-monitored', { occurredAt: IMPACT + 9 * MINUTE, data: { from: IMPACT } }), ended)).toBe(
    true,
  );
  expect(belongs(entry('clock-jump', { occurredAt: IMPACT + 9 * MINUTE }), ended)).toBe(false);
});

test('of one brought in from elsewhere only what comes after it is added', () => {
  const importedFrom = { number: 'INC-2026-0009', at: IMPACT + 30 * MINUTE, by: 'Ada', head: '' };
  const imported = row('i1', { importedFrom });
  expect(belongs(entry('check-state', http), imported)).toBe(false);
  expect(belongs(entry('check-state', { ...http, occurredAt: IMPACT + 31 * MINUTE }), imported)).toBe(true);
});

test('a problem that two incidents know belongs to the one that stands, else to the one that ended last', () => {
  const old = factsOf(row('i1', closed(IMPACT + MINUTE)));
  const later = factsOf(row('i2', closed(IMPACT + 2 * MINUTE)));
  const standing = factsOf(row('i3'));
  const problemIds = ['p1' as ProblemId];
  const owners = (facts: Parameters<typeof createStanding>[0]) =>
    [...createStanding(facts).candidates(entry('alert'), problemIds)].map(([{ incidentId }]) => incidentId);
  expect(owners([old, later])).toEqual(['i2']);
  expect(owners([old, standing, later])).toEqual(['i3']);
});

test('what ended is let go after a day, and nothing of it is looked at any more', () => {
  const shelf = createStanding([factsOf(row('i1', closed(IMPACT)))]);
  shelf.letGo(IMPACT);
  expect(shelf.isEmpty()).toBe(false);
  shelf.letGo(IMPACT + 1);
  expect(shelf.isEmpty()).toBe(true);
  expect([...shelf.candidates(entry('check-state', http), ['p1' as ProblemId])]).toEqual([]);
});
