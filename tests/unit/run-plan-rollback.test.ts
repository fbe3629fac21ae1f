// Ways back: newest first, each confirmed and verified, and what is left behind is never called rolled back.
import { describe, expect, test } from 'vitest';
import { bookOf, change, runbook, type StepWords, work, world } from '../support/run-plan.ts';
import { BAD, Walk } from '../support/run-plan-walk.ts';

const walkOf = (steps: readonly StepWords[], says = world(), mode: 'live' | 'dry' | 'instruct' = 'live'): Walk =>
  new Walk(bookOf(runbook(steps)), says, mode);

describe('ways back', () => {
  const undo = (id: string, more: Partial<StepWords> = {}) => change(id, { aside: true, ...more });
  const steps = [
    change('one', { rollback: 'undo-one' }),
    change('two', { rollback: 'undo-two' }),
    change('three', { rollback: 'undo-three', onFailure: { do: 'rollback' } }),
    { id: 'last' },
    undo('undo-one', { verify: 'gone' }),
    undo('undo-two', { verify: 'gone' }),
    undo('undo-three', { verify: 'gone' }),
    work('gone', { aside: true }),
  ];

  test('newest first, the failed and the interrupted too, each confirmed and verified; then it is rolled back', () => {
    const walk = walkOf(steps);
    walk.run();
    walk.do('go');
    walk.happen({ type: 'engine-started' });
    walk.do('mark-done', { evidence: 'the file is there' });
    walk.run(BAD);
    expect(walk.view).toMatchObject({ at: 'undo-three', phase: 'ready', rollback: { left: ['three', 'two', 'one'] } });
    const seen: (string | null)[] = [];
    while (walk.view.phase !== 'ended') {
      seen.push(walk.view.at);
      walk.run();
    }
    expect(seen).toEqual(['undo-three', 'gone', 'undo-two', 'gone', 'undo-one', 'gone']);
    expect(walk.view.outcome).toBe('rolled-back');
    expect(walk.states).toMatchObject({ one: 'rolled-back', two: 'rolled-back', three: 'failed', last: 'passed' });
    expect(walk.step('undo-one').attempts[0]?.role).toBe('rollback');
  });

  test('what has no way back is said at the beginning, and the run ends failed', () => {
    const walk = walkOf([
      change('a', { rollback: 'none' }),
      change('b', { rollback: 'undo' }),
      { id: 'c' },
      undo('undo'),
    ]);
    walk.run();
    walk.run();
    walk.do('rollback', { reason: 'it got worse' });
    expect(walk.said('rollback-began')).toEqual([
      'Rollback begun by ada: it got worse. To be taken back, newest first: "b". Without a way back: "a".',
    ]);
    walk.run();
    expect(walk.view).toMatchObject({ outcome: 'failed', endReason: 'Not everything was taken back: "a".' });
  });

  test('a way back that changes something and is not proven does not make it rolled back', () => {
    const walk = walkOf([change('a', { rollback: 'undo' }), { id: 'b' }, undo('undo')]);
    walk.run();
    walk.do('rollback', { reason: 'x' });
    walk.run();
    expect(walk.view).toMatchObject({ outcome: 'failed', endReason: 'Taken back, but not proven to be: "a".' });
  });

  test('a way back that fails is retried, or given up: then what it was for stays', () => {
    const walk = walkOf([
      change('a', { rollback: 'undo' }),
      { id: 'b' },
      undo('undo', { onFailure: { do: 'continue' }, verify: 'gone' }),
      work('gone', { aside: true }),
    ]);
    walk.run();
    walk.do('rollback', { reason: 'x' });
    walk.run(BAD);
    expect(walk.view.phase).toBe('failed');
    walk.do('retry', { typed: 'web1' });
    walk.end(BAD);
    walk.do('go-on', { reason: 'it cannot be taken back now' });
    expect(walk.view).toMatchObject({ outcome: 'failed', endReason: 'Not everything was taken back: "a".' });
  });

  test('one way back of two changes is gone once, for both', () => {
    const walk = walkOf([
      change('a', { rollback: 'undo' }),
      change('b', { rollback: 'undo' }),
      { id: 'c' },
      { id: 'undo', aside: true },
    ]);
    walk.run();
    walk.run();
    walk.do('rollback', { reason: 'x' });
    walk.run();
    expect(walk.step('undo').visits).toBe(1);
    expect(walk.view.outcome).toBe('rolled-back');
  });

  test('aborted in the middle of it, it was aborted', () => {
    const walk = walkOf([change('a', { rollback: 'undo' }), { id: 'b' }, undo('undo')]);
    walk.run();
    walk.do('rollback', { reason: 'x' });
    walk.do('abort', { reason: 'the host is being replaced' });
    expect(walk.view.outcome).toBe('aborted');
  });
});
