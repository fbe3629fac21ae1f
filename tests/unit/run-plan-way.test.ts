// The way of a run and what it comes to: branches, proofs, failures, ways back.
import { describe, expect, test } from 'vitest';
import { bookOf, change, runbook, type StepWords, work, world } from '../support/run-plan.ts';
import { BAD, OK, STOPPED, Walk } from '../support/run-plan-walk.ts';

const walkOf = (steps: readonly StepWords[], says = world(), mode: 'live' | 'dry' | 'instruct' = 'live'): Walk =>
  new Walk(bookOf(runbook(steps)), says, mode);

describe('the way', () => {
  test('steps come in the order of the file, around those that are aside; what the run never came to was passed', () => {
    const walk = walkOf([{ id: 'a' }, { id: 'x', aside: true }, { id: 'b' }]);
    walk.run();
    expect(walk.view).toMatchObject({ at: 'b', step: { n: 3, of: 3, title: 'b' } });
    walk.run();
    expect(walk.states).toEqual({ a: 'done', x: 'passed', b: 'done' });
    expect(walk.view).toMatchObject({ phase: 'ended', outcome: 'green', at: null, step: null });
  });

  test('an answer leads to a branch, which goes on in order, or to where its `then` says', () => {
    const steps = [{ id: 'ask' }, { id: 'plain' }, { id: 'branch', aside: true }, { id: 'last' }];
    const walk = walkOf(steps, world({ answers: { ask: { goTo: 'branch' } } }));
    walk.run();
    expect(walk.view.at).toBe('branch');
    walk.run();
    expect(walk.view.at).toBe('last');
    const then = walkOf(
      [{ id: 'ask' }, { id: 'branch', aside: true, leadsTo: 'end' }, { id: 'last' }],
      world({ answers: { ask: { goTo: 'branch' } } }),
    );
    then.run();
    then.run();
    expect(then.view).toMatchObject({ phase: 'ended', outcome: 'green' });
    expect(then.states.last).toBe('passed');
  });

  test('what a condition rules out is passed as if it were not there; what cannot be told is offered', () => {
    const steps = [
      { id: 'a', when: 'no', leadsTo: 'end' },
      { id: 'b', when: 'perhaps' },
    ];
    const walk = walkOf(steps, world({ holds: { a: false, b: 'unknown' } }));
    expect(walk.states).toEqual({ a: 'passed', b: 'current' });
    expect(walk.said('passed')).toEqual(['Step 1 of 2, a: passed: not (no)']);
  });

  test('a question that leads back is bounded: its target is gone through as often as it may be', () => {
    const walk = walkOf([{ id: 'try', maxVisits: 2 }, { id: 'ask' }], world({ answers: { ask: { goTo: 'try' } } }));
    walk.run();
    walk.run();
    expect(walk.view.at).toBe('try');
    expect(walk.step('try').visits).toBe(2);
    walk.run();
    expect(walk.do('go')).toContain('"try" was gone through 2 times');
    expect(walk.view.at).toBe('ask');
  });

  test('a `then` that leads back goes on in order once its target is used up', () => {
    const walk = walkOf([{ id: 'a', maxVisits: 3 }, { id: 'b', leadsTo: 'a' }, { id: 'c' }]);
    for (let round = 0; round < 3; round += 1) {
      walk.run();
      walk.run();
    }
    expect(walk.view.at).toBe('c');
    expect(walk.step('a').visits).toBe(3);
  });

  test('a runbook of nothing but ways aside ends at once', () => {
    expect(walkOf([{ id: 'a', aside: true }]).view).toMatchObject({ phase: 'ended', outcome: 'green' });
  });
});

describe('proofs', () => {
  test('a change is verified when its proof comes up in its order', () => {
    const walk = walkOf([change('fix', { verify: 'see' }), { id: 'between' }, work('see')]);
    walk.run();
    expect(walk.view.at).toBe('between');
    expect(walk.step('fix').verified).toBe('no');
    walk.run();
    walk.run();
    expect(walk.step('fix').verified).toBe('yes');
    expect(walk.view.outcome).toBe('green');
  });

  test('a proof out of the way is looked for right after the change, and the run goes on behind the change', () => {
    const walk = walkOf([change('fix', { verify: 'see' }), { id: 'next' }, work('see', { aside: true }), { id: 'no' }]);
    walk.run();
    expect(walk.view.at).toBe('see');
    walk.run();
    expect(walk.view.at).toBe('next');
    expect(walk.step('fix').verified).toBe('yes');
  });

  test('a proof that lies behind is looked for again: what it saw before the change proves nothing', () => {
    const walk = walkOf([work('see'), change('fix', { verify: 'see' }), { id: 'last' }]);
    walk.run();
    walk.run();
    expect(walk.view.at).toBe('see');
    expect(walk.step('fix').verified).toBe('no');
    walk.run();
    expect(walk.view.at).toBe('last');
    walk.run();
    expect(walk.view.outcome).toBe('green');
  });

  test('a change without a proof, or with one that was skipped, ends unverified', () => {
    const without = walkOf([change('fix')]);
    without.run();
    expect(without.view).toMatchObject({ outcome: 'unverified', endReason: 'Changed and not verified: "fix".' });
    const skipped = walkOf([change('fix', { verify: 'see' }), work('see')]);
    skipped.run();
    skipped.do('skip', { reason: 'no time' });
    expect(skipped.view.outcome).toBe('unverified');
  });

  test('doing it again takes the proof away; a look that a person only says to have been done proves nothing', () => {
    const walk = walkOf(
      [change('fix', { verify: 'see', maxVisits: 2 }), work('see'), { id: 'ask' }],
      world({ answers: { ask: { goTo: 'fix' } } }),
    );
    walk.run();
    walk.run();
    expect(walk.step('fix').verified).toBe('yes');
    walk.run();
    walk.run();
    expect(walk.step('fix').verified).toBe('no');
    walk.do('go');
    walk.happen({ type: 'engine-started' });
    walk.do('mark-done', { evidence: 'looked fine to me' });
    expect(walk.step('see').state).toBe('done');
    expect(walk.step('fix').verified).toBe('no');
  });
});

describe('failures', () => {
  test('stop and ask leave it to a person; continue and goto go on; it stays failed, whatever comes', () => {
    for (const onFailure of [{ do: 'stop' }, { do: 'ask' }] as const) {
      const walk = walkOf([work('a', { onFailure }), { id: 'b' }]);
      walk.run(BAD);
      expect(walk.view).toMatchObject({ phase: 'failed', at: 'a' });
    }
    for (const onFailure of [{ do: 'continue' }, { do: 'goto', step: 'c' }] as const) {
      const walk = walkOf([work('a', { onFailure }), { id: 'b' }, { id: 'c' }]);
      walk.run(BAD);
      expect(walk.view).toMatchObject({ phase: 'ready', at: onFailure.do === 'goto' ? 'c' : 'b' });
      while (walk.view.phase !== 'ended') walk.run();
      expect(walk.states.a).toBe('failed');
      expect(walk.view).toMatchObject({ outcome: 'failed', endReason: 'Failed: "a".' });
    }
  });

  test('gone past and come back to: done this time, and still a failed step', () => {
    const steps = [work('a', { onFailure: { do: 'continue' }, maxVisits: 2 }), { id: 'ask' }];
    const walk = walkOf(steps, world({ answers: { ask: { goTo: 'a' } } }));
    walk.run(BAD);
    walk.run();
    walk.run(OK);
    expect(walk.states.a).toBe('failed');
    walk.says.answers.ask = {};
    walk.run();
    expect(walk.view.outcome).toBe('failed');
  });

  test('a retry that succeeds before anybody went past it makes the step done', () => {
    const walk = walkOf([work('a')]);
    walk.run(BAD);
    walk.do('retry');
    walk.end();
    expect(walk.step('a').attempts.map(({ end, n }) => [n, end])).toEqual([
      [1, 'failed'],
      [2, 'ok'],
    ]);
    expect(walk.view.outcome).toBe('green');
  });

  test('what a person stopped is for a person to decide, whatever the runbook says', () => {
    const walk = walkOf([work('a', { onFailure: { do: 'continue' } }), { id: 'b' }]);
    walk.do('go');
    expect(walk.do('stop')).toBeNull();
    expect(walk.cancelled).toBe(1);
    expect(walk.do('stop')).toContain('stopped already');
    expect(walk.view.phase).toBe('running');
    walk.end(STOPPED);
    expect(walk.view).toMatchObject({ phase: 'failed', at: 'a' });
  });

  test('an optional look that failed is no failure of the run; skipped with a reason it is no skip', () => {
    const walk = walkOf([work('a', { optional: true, onFailure: { do: 'continue' } }), { id: 'b', optional: true }]);
    walk.run(BAD);
    walk.do('skip', { reason: 'not here' });
    expect(walk.view).toMatchObject({ outcome: 'green', skips: 0 });
  });

  test('the first of these is said: aborted, rolled back, failed, unverified, with skips, green', () => {
    const steps = [{ id: 'a' }, change('fix'), work('b', { onFailure: { do: 'continue' } }), { id: 'c' }];
    const upTo = (count: number): Walk => {
      const walk = walkOf(steps);
      if (count > 0) walk.do('skip', { reason: 'known' });
      else walk.run();
      if (count > 1) walk.run();
      else walk.do('skip', { reason: 'known' });
      walk.run(count > 2 ? BAD : OK);
      if (count > 3) walk.do('abort', { reason: 'enough' });
      else walk.run();
      return walk;
    };
    expect([1, 2, 3, 4].map((count) => upTo(count).view.outcome)).toEqual(['skips', 'unverified', 'failed', 'aborted']);
  });
});
