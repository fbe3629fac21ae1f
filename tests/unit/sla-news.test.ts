// The turns of the watch, at any moments and in any order: nothing is said twice, and a breach is said exactly once for each
// promise it broke.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { clocksOf } from '../../electron/engine/core/sla.ts';
import { slaTurn } from '../../electron/engine/core/sla-news.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { at, incident, MINUTE, milestone, promise } from './sla-makers.ts';

const T0 = at('2026-11-20T02:00Z');
const usual = promise();
const whole = (row: IncidentRow, now: number): Incident => ({ ...row, clocks: clocksOf(row, usual, now) });

type Act =
  | 'look'
  | 'acknowledge'
  | 'resolve'
  | 'reopen'
  | 'hold'
  | 'go on'
  | 'word'
  | 'sev1'
  | 'sev2'
  | 'sev4'
  | 'cancel';

function done(row: IncidentRow, act: Act, now: number): IncidentRow {
  const opening = Math.max(...row.milestones.map((one) => one.opening));
  const step = (
    kind: 'acknowledged' | 'resolved' | 'closed' | 'detected',
    status: IncidentRow['status'],
    place = opening,
  ) => ({
    ...row,
    status,
    milestones: [...row.milestones, milestone(kind, now, place)],
  });
  const isOver = row.status === 'resolved' || row.status === 'cancelled';
  if (act === 'reopen') return isOver ? step('detected', 'open', opening + 1) : row;
  if (isOver) return row;
  const isHeld = row.pauses.some(({ to }) => to === null);
  if (act === 'acknowledge') return row.status === 'open' ? step('acknowledged', 'acknowledged') : row;
  if (act === 'resolve') return step('resolved', 'resolved');
  if (act === 'cancel') return step('closed', 'cancelled');
  if (act === 'hold') return isHeld ? row : { ...row, pauses: [...row.pauses, { from: now, to: null }] };
  if (act === 'go on') return { ...row, pauses: row.pauses.map((one) => ({ ...one, to: one.to ?? now })) };
  if (act === 'word') return { ...row, lastWordAt: now };
  if (act === 'look') return row;
  return { ...row, severity: Number(act.slice(3)) as 1 | 2 | 4 };
}

const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act>(
      'look',
      'look',
      'acknowledge',
      'resolve',
      'reopen',
      'hold',
      'go on',
      'word',
      'sev1',
      'sev2',
      'sev4',
      'cancel',
    ),
    after: fc.integer({ min: 0, max: 90 }).map((minutes) => minutes * MINUTE),
  }),
  { maxLength: 25 },
);

it('a turn taken again has no news, and no promise is broken twice', () => {
  fc.assert(
    fc.property(acts, (shift) => {
      let row = incident(T0);
      let now = T0;
      let since: string[] = [];
      for (const { act, after } of shift) {
        now += after;
        row = done(row, act, now);
        const turn = slaTurn(whole(row, now), now);
        for (const { event, clock, at: when } of turn.news) {
          expect(when).toBeLessThanOrEqual(now);
          const name = `${clock.kind} ${event} ${clock.startedAt}`;
          if (event === 'restarted') since = since.filter((one) => !one.startsWith(`${clock.kind} `));
          if (event === 'missed' || event === 'at risk' || event === 'started') {
            // Of the updates a change of severity is a new promise too, without a word of its own.
            if (clock.kind !== 'update') expect(since).not.toContain(name);
            since.push(name);
          }
        }
        row = { ...row, slaSaid: turn.said, promised: turn.promised };
        const again = slaTurn(whole(row, now), now);
        expect(again).toMatchObject({ news: [], isNew: false });
        // What is kept and read back from a file is the same.
        const read = JSON.parse(JSON.stringify(row)) as IncidentRow;
        expect(slaTurn(whole(read, now), now).isNew).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

it('an imported incident that ended elsewhere is not judged here', () => {
  const row = incident(T0, {
    status: 'closed',
    milestones: [milestone('detected', T0), milestone('resolved', T0 + 90 * MINUTE)],
    importedFrom: { number: 'INC-2025-0007', at: T0 + 900 * MINUTE, by: 'Ada', head: '0'.repeat(64) },
  });
  expect(slaTurn(whole(row, T0 + 900 * MINUTE), T0 + 900 * MINUTE).news).toEqual([]);
});
