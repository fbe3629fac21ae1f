// How an incident goes on: forward, on hold, over, and open again.
import { describe, expect, test } from 'vitest';
import type { IncidentStatus } from '../../electron/contract/model/incident.ts';
import { lastMilestone } from '../../electron/engine/core/incident-milestones.ts';
import { reopen } from '../../electron/engine/core/incident-reopening.ts';
import { goOn, hold, type Move, moveTo } from '../../electron/engine/core/incident-status.ts';
import type { IncidentBody } from '../../electron/engine/core/incident-words.ts';
import { ada, done, incident, MINUTE, problem, refused, T0, texts } from './incident-core-makers.ts';

const to = (status: IncidentStatus, more: Partial<Move> = {}): Move => ({ status, reason: '', ...more });
const WORDS = { resolution: 'cable replaced', rootCause: 'unknown' };
const moved = (row: IncidentBody, ...moves: readonly Move[]): IncidentBody =>
  moves.reduce((one, move, place) => done(moveTo(one, move, ada(T0 + (place + 1) * MINUTE))).after, row);
const milestones = (row: IncidentBody) =>
  row.milestones.map(({ kind, at, opening }) => `${kind} ${(at - T0) / MINUTE} (${opening})`);
const closed = () => moved(incident(), to('resolved'), to('closed', WORDS));
const cancelled = () => moved(incident(), to('cancelled', { reason: 'a drill' }));

describe('forward', () => {
  test('every step has its milestone, its time and its source', () => {
    const row = moved(incident(), to('acknowledged'), to('mitigated'), to('resolved'), to('closed', WORDS));
    expect(milestones(row)).toEqual([
      'impact 0 (1)',
      'detected 0 (1)',
      'acknowledged 1 (1)',
      'mitigated 2 (1)',
      'resolved 3 (1)',
      'closed 4 (1)',
    ]);
    expect(row.milestones.at(-1)).toMatchObject({ source: 'Ada' });
  });

  test('what is skipped has no milestone: none is made up', () => {
    expect(milestones(moved(incident(), to('resolved')))).toEqual(['impact 0 (1)', 'detected 0 (1)', 'resolved 1 (1)']);
  });

  test('one entry a step, that says from where to where and when', () => {
    const { said } = done(moveTo(incident(), to('acknowledged', { at: T0 }), ada(T0 + MINUTE)));
    expect(said).toEqual([
      expect.objectContaining({
        kind: 'status',
        at: T0,
        text: 'Incident acknowledged',
        data: { from: 'open', to: 'acknowledged', at: T0, opening: 1 },
      }),
    ]);
  });

  test('the same status again changes nothing and says nothing', () => {
    const row = moved(incident(), to('acknowledged'));
    expect(moveTo(row, to('acknowledged'), ada(T0 + 9 * MINUTE))).toEqual({ after: row, said: [] });
    expect(done(moveTo(row, to('acknowledged'), ada(T0 + 9 * MINUTE))).after).toBe(row);
  });

  test('the same status at another time is not silently dropped', () => {
    const row = moved(incident(), to('acknowledged'));
    const { code, path, message } = refused(moveTo(row, to('acknowledged', { at: T0 }), ada(T0 + 9 * MINUTE)));
    expect([code, path]).toEqual(['CONFLICT', 'at']);
    expect(message).toContain('acknowledged already, since 2026-11-20 02:01:00 UTC (Ada)');
  });

  test('it does not go back, except by re-opening', () => {
    const row = moved(incident(), to('resolved'));
    const { code, path, message } = refused(moveTo(row, to('acknowledged'), ada(T0 + 9 * MINUTE)));
    expect([code, path]).toEqual(['CONFLICT', 'status']);
    expect(message).toBe(
      'INC-2026-0001 is resolved, and does not go back to acknowledged; if it is wrong again, re-open it with a reason',
    );
  });
});

describe('times', () => {
  test('a time before the last milestone is refused, and both times are named', () => {
    const row = moved(incident(), to('acknowledged'));
    const { code, path, message } = refused(moveTo(row, to('resolved', { at: T0 + 30_000 }), ada(T0 + 9 * MINUTE)));
    expect([code, path]).toEqual(['INVALID', 'at']);
    expect(message).toContain(
      '2026-11-20 02:00:30 UTC lies before 2026-11-20 02:01:00 UTC, when INC-2026-0001 was acknowledged',
    );
  });

  test('a time in the future is refused, and both times are named', () => {
    const { path, message } = refused(
      moveTo(incident(), to('acknowledged', { at: T0 + 60 * MINUTE }), ada(T0 + MINUTE)),
    );
    expect(path).toBe('at');
    expect(message).toContain('2026-11-20 03:00:00 UTC lies in the future, it is 2026-11-20 02:01:00 UTC');
  });

  test('a late entry within the course of things is taken', () => {
    const row = moved(incident(), to('acknowledged'));
    expect(
      done(moveTo(row, to('resolved', { at: T0 + 2 * MINUTE }), ada(T0 + 60 * MINUTE))).after.milestones.at(-1)?.at,
    ).toBe(T0 + 2 * MINUTE);
  });

  test('a clock that was set back stops nobody: the step is dated like the last one', () => {
    const row = moved(incident(), to('acknowledged'));
    expect(milestones(done(moveTo(row, to('resolved'), ada(T0 - 60 * MINUTE))).after).at(-1)).toBe('resolved 1 (1)');
  });
});

describe('closing', () => {
  test('wants resolution and root cause, and names each field that is missing', () => {
    const answer = moveTo(incident(), to('closed'), ada(T0 + MINUTE));
    expect(answer).toMatchObject({ refused: 'INVALID', fields: [{ path: 'resolution' }, { path: 'rootCause' }] });
    expect(
      refused(moveTo(incident({ resolution: ' \n' }), to('closed', { rootCause: 'unknown' }), ada(T0 + MINUTE))).path,
    ).toBe('resolution');
  });

  test('takes what is there already, and "unknown" is an answer', () => {
    expect(moved(incident(WORDS), to('closed')).status).toBe('closed');
    expect(moved(incident(), to('closed', { resolution: 'unknown', rootCause: 'unknown' })).rootCause).toBe('unknown');
  });

  test('words that come with it are one entry each, in front of the status; empty ones erase nothing', () => {
    const { after: row, said } = done(
      moveTo(
        incident({ resolution: 'restarted' }),
        to('closed', { resolution: '', rootCause: 'a leak' }),
        ada(T0 + MINUTE),
      ),
    );
    expect(texts(said)).toEqual(['details: Root cause written', 'status: Incident closed']);
    expect(said[0]).toMatchObject({ body: 'a leak', data: { field: 'rootCause' } });
    expect(row).toMatchObject({ resolution: 'restarted', rootCause: 'a leak' });
  });

  test('when it is refused, the words are not kept either', () => {
    const row = incident();
    expect(moveTo(row, to('closed', { rootCause: 'a leak' }), ada(T0 + MINUTE))).not.toHaveProperty('after');
  });
});

describe('a false alarm', () => {
  test('can be cancelled from any status that is not over, with a reason', () => {
    for (const status of ['open', 'acknowledged', 'mitigated', 'resolved'] as const) {
      const row = status === 'open' ? incident() : moved(incident(), to(status));
      expect(refused(moveTo(row, to('cancelled'), ada(T0 + 9 * MINUTE))).path).toBe('reason');
      const { after: over, said } = done(
        moveTo(row, to('cancelled', { reason: 'a  drill\n of ours' }), ada(T0 + 9 * MINUTE)),
      );
      expect(over.status).toBe('cancelled');
      expect(over.milestones.at(-1)).toMatchObject({ kind: 'closed', at: T0 + 9 * MINUTE });
      expect(texts(said)).toEqual(['status: Incident cancelled: a drill of ours']);
    }
  });

  test('but not once it is closed', () => {
    const { code, message } = refused(moveTo(closed(), to('cancelled', { reason: 'a drill' }), ada(T0 + 9 * MINUTE)));
    expect(code).toBe('CONFLICT');
    expect(message).toBe('INC-2026-0001 is closed; re-open it with a reason to change its status');
  });
});

describe('open again', () => {
  const again = to('open', { reason: 'it leaks again' });

  test('from mitigated, resolved, closed and cancelled, with a reason: an opening is added, nothing is erased', () => {
    for (const row of [moved(incident(), to('mitigated')), moved(incident(), to('resolved')), closed(), cancelled()]) {
      expect(refused(moveTo(row, to('open'), ada(T0 + 9 * MINUTE))).path).toBe('reason');
      const { after: open, said } = done(moveTo(row, again, ada(T0 + 9 * MINUTE)));
      expect(open.status).toBe('open');
      expect(open.milestones.slice(0, -1)).toEqual(row.milestones);
      expect(open.milestones.at(-1)).toEqual({ kind: 'detected', at: T0 + 9 * MINUTE, source: 'Ada', opening: 2 });
      expect(open.lastWordAt).toBe(T0 + 9 * MINUTE);
      expect(texts(said)).toEqual(['status: Incident re-opened: it leaks again']);
    }
  });

  test('not from acknowledged: there is nothing to take up again', () => {
    const row = moved(incident(), to('acknowledged'));
    expect(refused(moveTo(row, again, ada(T0 + 9 * MINUTE)))).toMatchObject({ code: 'CONFLICT', path: 'status' });
  });

  test('steps of the new opening come after all of the old one', () => {
    const open = done(moveTo(closed(), again, ada(T0 + 9 * MINUTE))).after;
    const { message } = refused(moveTo(open, to('acknowledged', { at: T0 + 5 * MINUTE }), ada(T0 + 20 * MINUTE)));
    expect(message).toContain('2026-11-20 02:05:00 UTC lies before 2026-11-20 02:09:00 UTC');
    const row = done(moveTo(open, to('acknowledged'), ada(T0 + 20 * MINUTE))).after;
    expect(milestones(row).slice(-3)).toEqual(['closed 2 (1)', 'detected 9 (2)', 'acknowledged 20 (2)']);
  });

  test('one that went into another stays closed', () => {
    const row = { ...closed(), mergedInto: 'i2' as never };
    expect(refused(moveTo(row, again, ada(T0 + 9 * MINUTE))).message).toContain(
      'was merged into another one and stays closed',
    );
  });

  test('its problems are looked at again: what is over is over, what another one has stays there, in one entry', () => {
    const problems = [problem('web1'), problem('web2'), problem('web3')];
    const row = moved(incident({ problems }), to('resolved'));
    const turns = new Map([[problems[0]!.problemId, { closedAt: T0 + MINUTE }]]);
    const elsewhere = new Map([[problems[1]!.problemId, 'INC-2026-0007']]);
    const { after: open, said } = done(reopen(row, again, ada(T0 + 9 * MINUTE), { turns, elsewhere }));
    expect(open.problems.map(({ host, closedAt }) => [host, closedAt])).toEqual([
      ['web1', T0 + MINUTE],
      ['web3', null],
    ]);
    expect(texts(said)).toEqual(['status: Incident re-opened: it leaks again; web2 left to INC-2026-0007']);
  });
});

describe('on hold', () => {
  const vendor = { waitsFor: 'vendor', reason: 'carrier is on its way' } as const;
  const held = () => done(hold(incident(), vendor, ada(T0 + MINUTE))).after;

  test('stands beside the status, and a pause begins', () => {
    const { after: row, said } = done(hold(incident(), vendor, ada(T0 + MINUTE)));
    expect(row).toMatchObject({
      status: 'open',
      onHold: { ...vendor, since: T0 + MINUTE, by: 'Ada' },
      pauses: [{ from: T0 + MINUTE, to: null }],
    });
    expect(texts(said)).toEqual(['status: Incident on hold, waiting for the vendor: carrier is on its way']);
    expect(moved(row, to('acknowledged')).onHold).not.toBeNull();
  });

  test('held again with other words it waits since then; with the same words nothing changes', () => {
    const row = held();
    expect(done(hold(row, vendor, ada(T0 + 5 * MINUTE))).after).toBe(row);
    const other = done(hold(row, { waitsFor: 'caller', reason: 'asleep' }, ada(T0 + 5 * MINUTE)));
    expect(other.after).toMatchObject({
      onHold: { waitsFor: 'caller', since: T0 + MINUTE },
      pauses: [{ from: T0 + MINUTE, to: null }],
    });
    expect(other.said).toHaveLength(1);
  });

  test('going on ends the pause; where it is not on hold nothing changes', () => {
    const { after: row, said } = done(goOn(held(), 'parts are here', ada(T0 + 5 * MINUTE)));
    expect(row).toMatchObject({ onHold: null, pauses: [{ from: T0 + MINUTE, to: T0 + 5 * MINUTE }] });
    expect(texts(said)).toEqual([
      'status: Incident goes on after waiting since 2026-11-20 02:01:00 UTC: parts are here',
    ]);
    expect(done(goOn(row, '', ada(T0 + 6 * MINUTE))).after).toBe(row);
  });

  test('closing, cancelling and re-opening end it, within their one entry', () => {
    const moves = [to('closed', WORDS), to('cancelled', { reason: 'a drill' })];
    for (const move of moves) {
      const { after: row, said } = done(moveTo(held(), move, ada(T0 + 5 * MINUTE)));
      expect(row).toMatchObject({ onHold: null, pauses: [{ from: T0 + MINUTE, to: T0 + 5 * MINUTE }] });
      expect(said.filter(({ kind }) => kind === 'status')).toHaveLength(1);
      expect(said.at(-1)?.text).toContain('no longer on hold');
    }
    const mitigated = moved(held(), to('mitigated'));
    expect(done(moveTo(mitigated, to('open', { reason: 'again' }), ada(T0 + 9 * MINUTE))).after.onHold).toBeNull();
  });

  test('pauses never end before they began and never overlap, whatever the clock says', () => {
    const row = done(goOn(held(), '', ada(T0 - 60 * MINUTE))).after;
    expect(row.pauses).toEqual([{ from: T0 + MINUTE, to: T0 + MINUTE }]);
    expect(done(hold(row, vendor, ada(T0 - 30 * MINUTE))).after.pauses.at(-1)).toEqual({ from: T0 + MINUTE, to: null });
  });

  test('what is over waits for nobody', () => {
    for (const row of [closed(), cancelled()]) {
      expect(refused(hold(row, vendor, ada(T0 + 9 * MINUTE))).message).toBe(
        `INC-2026-0001 is ${row.status}; re-open it with a reason to change what it waits for`,
      );
      expect(refused(goOn(row, '', ada(T0 + 9 * MINUTE))).code).toBe('CONFLICT');
    }
  });
});

test('impact that was learned late does not stand in the way of the next step', () => {
  const row = moved(incident(), to('acknowledged'));
  const late = {
    ...row,
    milestones: [...row.milestones, { kind: 'impact', at: T0 - MINUTE, source: 'Ada', opening: 1 }],
  } as IncidentBody;
  expect(lastMilestone(late)?.kind).toBe('acknowledged');
});
