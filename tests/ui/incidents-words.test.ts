// What the screens say of incidents, without a screen: which promise is next, how it stands, what is suggested, what a
// typed time means, and that no row moves by itself.
import { describe, expect, it } from 'vitest';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { hasWords, periodFrom } from '../../renderer/features/incidents/list/list-filter.ts';
import { arranged, kept, pendingWords } from '../../renderer/features/incidents/list/list-order.ts';
import { behind, suggest } from '../../renderer/features/incidents/open/suggest.ts';
import { parsePast, pastText, wrongPast } from '../../renderer/features/incidents/past-time.ts';
import { moveInput, movesFrom, wrongMove } from '../../renderer/features/incidents/status-moves.ts';
import { fromSnapshot } from '../../renderer/store/apply.ts';
import { clockWords, followUpsDue, standingWords } from '../../renderer/store/incident-words.ts';
import { isUnhandled, nextClock, selectIncidentOf, selectStanding } from '../../renderer/store/incidents.ts';
import { checkIdOf, HOUR, hostIdOf, MINUTE, problemIdOf, SECOND } from '../support/worlds-build.ts';
import { designNight } from '../support/worlds-design-night.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';
import { endedClock, incidentsList, pausedClock, runningClock } from '../support/worlds-incidents-list.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const world = (snapshot = incidentsList(NOW)) =>
  fromSnapshot({ type: 'snapshot', seq: 1, engineId: 'e', at: NOW, world: snapshot });
const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('promises', () => {
  it('the one that is due first is looked at; what is over comes last, the latest of it first', () => {
    const clocks = [
      endedClock('acknowledge', HOUR, 2 * MINUTE, NOW - HOUR),
      runningClock('resolve', 4 * HOUR, 91 * MINUTE, NOW),
      runningClock('update', 30 * MINUTE, 9 * MINUTE, NOW),
    ];
    expect(nextClock(madeUpIncident({ clocks }))?.kind).toBe('update');
    expect(nextClock(madeUpIncident({ clocks: clocks.slice(0, 2) }))?.kind).toBe('resolve');
    expect(nextClock(madeUpIncident({ clocks: clocks.slice(0, 1) }))?.kind).toBe('acknowledge');
    expect(nextClock(madeUpIncident())).toBeNull();
  });

  it('says how it stands at this second, not as it stood when the engine last spoke', () => {
    const clock = runningClock('acknowledge', 15 * MINUTE, 14 * MINUTE, NOW);
    expect(plain(clockWords(clock, NOW, null))).toBe('1 min 00 s left of 15 min');
    expect(plain(clockWords(clock, NOW + 90 * SECOND, null))).toBe('MISSED by 30 s');
    expect(plain(clockWords(endedClock('resolve', 4 * HOUR, HOUR, NOW), NOW + HOUR, null))).toBe('kept, in 1 h');
    expect(plain(clockWords(endedClock('resolve', HOUR, 70 * MINUTE, NOW), NOW + HOUR, null))).toBe(
      'missed by 10 min 00 s',
    );
    const paused = pausedClock('resolve', 4 * HOUR, HOUR, NOW);
    expect(plain(clockWords(paused, NOW, NOW - 190 * MINUTE))).toBe('paused 3 h 10 min');
    const night = { ...runningClock('resolve', 4 * HOUR, HOUR, NOW), counting: false };
    expect(plain(clockWords(night, NOW + 5 * HOUR, null))).toBe('3 h 00 min left of 4 h, outside its hours');
  });

  it('is lit while nobody has it, and again when a promise breaks while the page is open', () => {
    const clocks = [runningClock('resolve', 4 * HOUR, 3 * HOUR, NOW)];
    const inHand = madeUpIncident({ status: 'acknowledged', clocks });
    expect(isUnhandled(madeUpIncident({ clocks }), NOW)).toBe(true);
    expect(isUnhandled(inHand, NOW)).toBe(false);
    expect(isUnhandled(inHand, NOW + HOUR + 1)).toBe(true);
    expect(isUnhandled({ ...inHand, status: 'closed' }, NOW + HOUR + 1)).toBe(false);
  });
});

describe('the order', () => {
  it('is by severity, then by what is due first, and what is over is not in it', () => {
    const standing = selectStanding(world());
    expect(standing.map(({ number }) => number.slice(-3))).toEqual([
      '414',
      '413',
      '411',
      '409',
      '412',
      '408',
      '405',
      '410',
    ]);
    expect(standing.some(({ status }) => status === 'closed')).toBe(false);
  });

  it('is kept when one comes in or is over; only sorting moves a row', () => {
    const ids = (...names: readonly string[]) => names as readonly IncidentId[];
    const before = arranged(ids('a', 'b', 'c'));
    expect(kept(before, ids('a', 'b', 'c'))).toBe(before);
    const after = kept(before, ids('new', 'b', 'a'));
    expect(after.ids).toEqual(['a', 'b', 'c', 'new']);
    expect([...after.fresh]).toEqual(['new']);
    expect(pendingWords(after, ids('new', 'b', 'a'))).toBe('1 new came in, order kept.');
    expect(pendingWords(before, ids('b', 'a', 'c'))).toBe('Changed, order kept.');
    expect(pendingWords(before, ids('a', 'b', 'c'))).toBe('');
  });

  it('finds by number, host, person and tag, every word of what was typed', () => {
    const [one] = incidentsList(NOW).incidents;
    expect(hasWords(one as Incident, '0411')).toBe(true);
    expect(hasWords(one as Incident, 'lon3-web-13 okafor')).toBe(true);
    expect(hasWords(one as Incident, 'lon3-web-13 brandt')).toBe(false);
    expect(periodFrom('all', NOW)).toBeNull();
    expect(periodFrom('day', NOW)).toBe(Date.UTC(2026, 10, 19, 2));
  });
});

describe('what it says', () => {
  it('waits for whom and why, who spoke when, and what put it right', () => {
    const words = (part: Partial<Incident>) =>
      plain(standingWords(madeUpIncident({ openedAt: NOW - HOUR, ...part }), NOW));
    const onHold = { since: NOW - 3 * HOUR, by: 'Ada', waitsFor: 'vendor' as const, reason: 'part on Friday\ngate 4' };
    expect(words({ onHold })).toBe('open, on hold 3 h 00 min, waits for a vendor: part on Friday');
    expect(words({})).toBe('open, nobody has acknowledged it, nothing said yet');
    expect(words({ status: 'mitigated', lastWordAt: NOW - 4 * MINUTE })).toBe('mitigated, last word 4 min 00 s ago');
    expect(words({ status: 'closed', resolution: 'Fan 2 swapped' })).toBe('closed: Fan 2 swapped');
    expect(words({ status: 'closed', mergedInto: 'x' as IncidentId })).toBe('closed: it went into another incident');
  });

  it('counts follow-ups that are still to be done, and those past their day', () => {
    const one = { text: 'x', owner: '', doneBy: '', doneAt: null };
    const followUps = [
      { ...one, id: '1', dueOn: '2026-11-19' },
      { ...one, id: '2', dueOn: '2026-11-20' },
      { ...one, id: '3', dueOn: '' },
      { ...one, id: '4', dueOn: '2026-11-01', doneAt: NOW },
    ];
    expect(followUpsDue(madeUpIncident({ followUps }), '2026-11-20')).toEqual({ open: 3, late: 1 });
  });

  it('a problem is in the standing incident that has it, not in one that is over', () => {
    const incidentOf = selectIncidentOf(world());
    expect(incidentOf.get(problemIdOf('fra2-db-07', 'replication lag'))?.number).toBe('INC-2026-0413');
    const over = incidentsList(NOW).incidents.map((one) => ({ ...one, status: 'closed' as const }));
    expect(selectIncidentOf(world({ ...incidentsList(NOW), incidents: over })).size).toBe(0);
  });
});

describe('what is suggested', () => {
  const of = (...ids: readonly (readonly [string, string])[]) => {
    const known = world(designNight(NOW));
    const problems = ids.map(([host, check]) => known.problems.get(problemIdOf(host, check))!);
    return { ...suggest(problems, known, null), behind: behind(problems, known).length };
  };

  it('a dead switch with what it took along, dated from the first bad result', () => {
    expect(of(['ams1-dist-sw02', 'ping'])).toEqual({
      title: 'ams1-dist-sw02 down, 38 hosts behind',
      impact: 'high',
      urgency: 'medium',
      rootHostId: hostIdOf('ams1-dist-sw02'),
      firstBadAt: NOW - 106 * SECOND,
      behind: 38,
    });
  });

  it('the same when what hangs behind was chosen with it', () => {
    expect(of(['ams1-dist-sw02', 'ping'], ['ams1-k8s-01', 'ping'])).toMatchObject({
      title: 'ams1-dist-sw02 down, 38 hosts behind',
      behind: 37,
    });
  });

  it('a check says what it said, several say how many and where', () => {
    expect(of(['fra2-db-07', 'replication lag']).title).toBe('fra2-db-07 replication lag: 412 s behind fra2-db-01');
    expect(of(['lon3-k8s-23', 'kubelet'], ['lon3-k8s-24', 'kubelet'])).toMatchObject({
      title: 'lon3: kubelet warning on 2 hosts',
      rootHostId: null,
    });
    expect(of(['fra2-db-07', 'replication lag'], ['lon3-hyp-09', 'disk /var']).title).toBe('2 problems on 2 hosts');
  });

  it('from nothing suggests nothing but the middle of the matrix', () => {
    const known = world(designNight(NOW));
    expect(suggest([], known, null)).toMatchObject({
      title: '',
      impact: 'medium',
      urgency: 'medium',
      firstBadAt: null,
    });
    expect(suggest([], known, hostIdOf('fra2-db-07'))).toMatchObject({ rootHostId: hostIdOf('fra2-db-07') });
    expect(known.checks.has(checkIdOf('fra2-db-07', 'ping'))).toBe(true);
  });
});

describe('a time that is over', () => {
  it('a clock time is the last one, a date is that one, a span is that long ago', () => {
    expect(parsePast('02:14', NOW)).toBe(Date.UTC(2026, 10, 20, 2, 14));
    expect(parsePast('23:50', NOW)).toBe(Date.UTC(2026, 10, 19, 23, 50));
    expect(parsePast('2026-11-18 09:05:07', NOW)).toBe(Date.UTC(2026, 10, 18, 9, 5, 7));
    expect(parsePast('12 min', NOW)).toBe(NOW - 12 * MINUTE);
    expect(parsePast('2 h ago', NOW)).toBe(NOW - 2 * HOUR);
    expect(parsePast(pastText(NOW), NOW)).toBe(NOW);
  });

  it.each(['', '5', 'yesterday', '25:00', '02:60', '2026-02-30 10:00', '2026-13-01 10:00'])('"%s" is none', (typed) => {
    expect(parsePast(typed, NOW)).toBeNull();
    expect(wrongPast(typed, NOW)).toMatch('must be a time');
  });

  it('what is still to come is refused', () => {
    expect(wrongPast('2026-11-20 02:33', NOW)).toBe('lies in the future');
    expect(wrongPast('2026-11-20 02:32', NOW)).toBeUndefined();
  });
});

describe('going on', () => {
  const text = { to: 'closed' as const, at: '', reason: '', resolution: '', rootCause: '' };

  it('leads ahead, back only by re-opening, and out as a false alarm until it is over', () => {
    expect(movesFrom('open')).toEqual(['acknowledged', 'mitigated', 'resolved', 'closed', 'cancelled']);
    expect(movesFrom('resolved')).toEqual(['closed', 'open', 'cancelled']);
    expect(movesFrom('closed')).toEqual(['open']);
    expect(movesFrom('cancelled')).toEqual(['open']);
  });

  it('closing wants resolution and root cause, re-opening and a false alarm want a reason', () => {
    expect(wrongMove(text, NOW).map(({ path }) => path)).toEqual(['resolution', 'rootCause']);
    expect(wrongMove({ ...text, resolution: 'Fan', rootCause: 'unknown' }, NOW)).toEqual([]);
    expect(wrongMove({ ...text, to: 'open' }, NOW)).toMatchObject([{ path: 'reason' }]);
    expect(wrongMove({ ...text, to: 'cancelled', reason: 'a drill' }, NOW)).toEqual([]);
  });

  it('sends a time only when one was typed, and closing words only with closing', () => {
    const id = 'i' as IncidentId;
    expect(moveInput(id, { ...text, to: 'mitigated' }, NOW)).toEqual({
      incidentId: id,
      status: 'mitigated',
      reason: '',
    });
    expect(moveInput(id, { ...text, at: '02:30', rootCause: 'unknown' }, NOW)).toEqual({
      incidentId: id,
      status: 'closed',
      reason: '',
      at: Date.UTC(2026, 10, 20, 2, 30),
      resolution: '',
      rootCause: 'unknown',
    });
  });
});
