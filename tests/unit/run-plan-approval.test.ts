// Signatures: who may sign, what is signed, what voids it, and that nothing runs without it.
import { describe, expect, test } from 'vitest';
import { bookOf, change, runbook, type StepWords, shown, taskOn, work, world } from '../support/run-plan.ts';
import { Walk } from '../support/run-plan-walk.ts';

const walkOf = (steps: readonly StepWords[], says = world(), mode: 'live' | 'dry' | 'instruct' = 'live'): Walk =>
  new Walk(bookOf(runbook(steps)), says, mode);

describe('signatures', () => {
  const steps = [
    { id: 'sign', mode: 'approval' } as const,
    { id: 'prep' },
    change('fix', { verify: 'see' }),
    work('see'),
  ];

  test('who asked, who holds the pen and who started cannot sign, however they write their names', () => {
    const walk = walkOf(steps);
    walk.do('pass-pen', { to: 'Bea' });
    for (const name of ['ada', ' Ada ', 'ＡＤＡ', 'bea'])
      expect(walk.do('approve', { signer: name }, 'Bea'), name).toContain('somebody else must sign');
    expect(walk.do('approve', { signer: 'Cyd' }, 'Bea')).toBeNull();
    expect(walk.view.approval?.answer).toMatchObject({ by: 'Cyd', granted: true });
    expect(walk.said('approved')).toEqual(["Step 1 of 4, sign: signed by Cyd at Bea's desk: looks right"]);
  });

  test('only those who are named may sign', () => {
    const walk = walkOf(steps, world({ approvals: { sign: { from: ['Cyd', 'Dan'] } } }));
    expect(walk.do('approve', {}, 'Eve')).toContain('Only Cyd or Dan may sign');
    expect(walk.do('approve', {}, 'dan')).toBeNull();
  });

  test('signed, the step runs; signed for another command, it is asked anew, and comes right back to the step', () => {
    const walk = walkOf(steps);
    walk.do('approve', {}, 'Bea');
    walk.run();
    walk.says.tasks.fix = { tasks: [{ ...taskOn('web1'), shown: shown('rm it') }] };
    expect(walk.do('go')).toBeNull();
    expect(walk.begun).toEqual([]);
    expect(walk.view).toMatchObject({ phase: 'approval', at: 'sign' });
    expect(walk.said('void')).toHaveLength(1);
    walk.do('approve', {}, 'Bea');
    expect(walk.view.at).toBe('fix');
    expect(walk.do('go')).toBeNull();
    expect(walk.begun).toEqual(['fix@web1']);
  });

  test('what changed between the question and the signature is not signed', () => {
    const walk = walkOf(steps);
    walk.says.tasks.fix = { tasks: [taskOn('web9')] };
    walk.do('approve', {}, 'Bea');
    expect(walk.view).toMatchObject({ phase: 'approval', approval: { answer: null } });
    expect(walk.said('void')).toHaveLength(1);
    walk.do('approve', {}, 'Bea');
    expect(walk.view.at).toBe('prep');
  });

  test('a refusal, and running out of time, fail it; then the step that wanted it does not run', () => {
    for (const end of ['refuse', 'time'] as const) {
      const [sign, ...others] = steps;
      const walk = walkOf([{ ...sign, id: 'sign', onFailure: { do: 'continue' } }, ...others]);
      if (end === 'refuse') walk.do('refuse', {}, 'Bea');
      else {
        expect(walk.happen({ type: 'time' })).toBe(false);
        walk.at += 1_800_000;
        expect(walk.happen({ type: 'time' })).toBe(true);
      }
      expect(walk.states.sign).toBe('failed');
      walk.run();
      expect(walk.do('go')).toContain('was not signed');
      expect(walk.do('mark-done', { evidence: 'did it anyway' })).toContain('was not signed');
      expect(walk.begun).toEqual([]);
    }
  });

  test('after a refusal it may be asked again', () => {
    const walk = walkOf(steps);
    walk.do('refuse', {}, 'Bea');
    expect(walk.view.phase).toBe('failed');
    walk.do('retry');
    expect(walk.view.phase).toBe('approval');
    expect(walk.do('approve', {}, 'Cyd')).toBeNull();
    expect(walk.states.sign).toBe('done');
  });
});
