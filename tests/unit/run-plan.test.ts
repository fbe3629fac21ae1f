// What a run does besides going its way: batches, signatures, waits, what goes by itself, calls, dry runs.
import { describe, expect, test } from 'vitest';
import { BookFault } from '../../electron/engine/core/run-book.ts';
import { bookOf, change, runbook, type StepWords, taskOn, work, world } from '../support/run-plan.ts';
import { BAD, OK, STOPPED, Walk } from '../support/run-plan-walk.ts';

const walkOf = (steps: readonly StepWords[], says = world(), mode: 'live' | 'dry' | 'instruct' = 'live'): Walk =>
  new Walk(bookOf(runbook(steps)), says, mode);
const three = [taskOn('a', 1), taskOn('b', 2), taskOn('c', 2), taskOn('d', 3)];

describe('batches', () => {
  const batches = (maxFailed = 0) => world({ tasks: { fix: { tasks: three, maxFailed } } });

  test('the next batch begins when all of the one before have ended well', () => {
    const walk = walkOf([change('fix')], batches());
    walk.do('go');
    expect(walk.begun).toEqual(['fix@a']);
    walk.end();
    expect(walk.begun).toEqual(['fix@a', 'fix@b', 'fix@c']);
    walk.end();
    expect(walk.begun).toHaveLength(3);
    walk.end();
    walk.end();
    expect(walk.begun).toHaveLength(4);
    expect(walk.step('fix')).toMatchObject({ state: 'done', result: '4 of 4 ok' });
    expect(walk.step('fix').attempts.map(({ n, batch }) => [n, batch])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
    ]);
  });

  test('more failures than allowed and no further batch begins; the rest is tried again alone', () => {
    const walk = walkOf([change('fix', { onFailure: { do: 'ask' } })], batches());
    walk.do('go');
    walk.end();
    walk.end(BAD);
    walk.end();
    expect(walk.begun).toEqual(['fix@a', 'fix@b', 'fix@c']);
    expect(walk.step('fix')).toMatchObject({ state: 'failed', result: '2 of 4 ok, 1 failed, 1 not begun' });
    expect(walk.do('retry-failed', { typed: '2 hosts' })).toBeNull();
    walk.end();
    walk.end();
    expect(walk.begun.slice(3)).toEqual(['fix@b', 'fix@d']);
    expect(walk.step('fix').state).toBe('done');
  });

  test('within what is allowed the next batch begins, and the step has failed all the same', () => {
    const walk = walkOf([change('fix')], batches(1));
    walk.do('go');
    walk.end(BAD);
    walk.end();
    walk.end();
    walk.end();
    expect(walk.begun).toHaveLength(4);
    expect(walk.step('fix')).toMatchObject({ state: 'failed', result: '3 of 4 ok, 1 failed' });
  });

  test('after a stop no further batch begins, whatever is allowed', () => {
    const walk = walkOf([change('fix')], batches(9));
    walk.do('go');
    walk.do('stop');
    walk.end(STOPPED);
    expect(walk.begun).toEqual(['fix@a']);
    expect(walk.view.phase).toBe('failed');
  });

  test('the engine goes down under a batch: what had ended is known, the rest is not, and nothing begins again by itself', () => {
    const walk = walkOf([change('fix')], batches());
    walk.do('go');
    walk.end();
    walk.end();
    walk.happen({ type: 'engine-started' });
    expect(walk.step('fix').attempts.map(({ end }) => end)).toEqual(['ok', 'ok', 'interrupted']);
    expect(walk.view).toMatchObject({ phase: 'interrupted', at: 'fix' });
    expect(walk.happen({ type: 'engine-started' })).toBe(false);
    expect(walk.happen({ type: 'flow' })).toBe(false);
    expect(walk.begun).toHaveLength(3);
    expect(walk.do('retry-failed', { typed: '2 hosts' })).toBeNull();
    expect(walk.begun.slice(3)).toEqual(['fix@c']);
  });

  test('found done on one machine and not on the other: only the other is tried again', () => {
    const walk = walkOf([change('fix', { verify: 'see' }), work('see')], batches());
    walk.do('go');
    walk.end();
    walk.happen({ type: 'engine-started' });
    expect(walk.do('mark-done', { evidence: 'the line is there', targets: ['b'] })).toBeNull();
    expect(walk.view).toMatchObject({ phase: 'failed', at: 'fix' });
    expect(walk.do('retry-failed', { typed: '2 hosts' })).toBeNull();
    walk.end();
    walk.end();
    expect(walk.begun.slice(3)).toEqual(['fix@c', 'fix@d']);
    expect(walk.states.fix).toBe('done');
  });

  test('stopped together with the engine: interrupted, with what was seen of it', () => {
    const walk = walkOf([change('fix', { onFailure: { do: 'rollback' } })], batches());
    walk.do('go');
    walk.end({ ...STOPPED, atShutdown: true });
    expect(walk.step('fix').attempts[0]).toMatchObject({
      end: 'interrupted',
      reason: 'interrupted',
      durationMs: 1_840,
    });
    expect(walk.view.phase).toBe('interrupted');
    const just = walkOf([change('fix')], batches());
    just.do('go');
    just.end({ ...OK, atShutdown: true });
    expect(just.begun).toEqual(['fix@a']);
    expect(just.view.phase).toBe('interrupted');
  });
});

describe('waits, and what goes by itself', () => {
  test('a wait goes on to its stored moment, also when that came while nobody was there', () => {
    const walk = walkOf([{ id: 'pause', mode: 'clock' }, { id: 'b' }], world({ waitMs: 600_000 }));
    const until = walk.view.waitsUntil ?? 0;
    expect(until).toBe(walk.at + 600_000);
    walk.at = until - 1;
    expect(walk.happen({ type: 'time' })).toBe(false);
    walk.at = until + 3_600_000;
    expect(walk.happen({ type: 'engine-started' })).toBe(false);
    expect(walk.happen({ type: 'time' })).toBe(true);
    expect(walk.view).toMatchObject({ at: 'b', phase: 'ready', waitsUntil: null });
  });

  test('read-only work that is marked so goes without a key, up to what needs a person', () => {
    const walk = walkOf([work('a', { auto: true }), work('b', { auto: true }), work('c'), { id: 'd', auto: true }]);
    expect(walk.happen({ type: 'flow' })).toBe(true);
    expect(walk.happen({ type: 'flow' })).toBe(false);
    walk.end();
    expect(walk.happen({ type: 'flow' })).toBe(true);
    walk.end();
    expect(walk.happen({ type: 'flow' })).toBe(false);
    expect(walk.view).toMatchObject({ at: 'c', phase: 'ready' });
    expect(walk.step('a').by).toBe('the engine');
  });

  test('not after a surprise, until a person has looked', () => {
    const walk = walkOf([
      work('a', { auto: true, onFailure: { do: 'continue' } }),
      work('b', { auto: true }),
      work('c', { auto: true }),
    ]);
    walk.happen({ type: 'flow' });
    walk.end(BAD);
    expect(walk.view.at).toBe('b');
    expect(walk.happen({ type: 'flow' })).toBe(false);
    walk.do('go');
    walk.end();
    expect(walk.happen({ type: 'flow' })).toBe(true);
  });

  test('never what changes something, what must be confirmed, what is not known, what tells people', () => {
    const never = (steps: readonly StepWords[], says = world(), mode: 'live' | 'instruct' = 'live') =>
      expect(walkOf(steps, says, mode).happen({ type: 'flow' })).toBe(false);
    never([change('a', { auto: true })]);
    never([work('a', { auto: true, confirm: 'click' })]);
    never([work('a', { auto: true })], world({ tasks: { a: { refusal: 'inputs.host is not known' } } }));
    never([work('a', { auto: true })], world(), 'instruct');
    const all = new Walk(bookOf(runbook([work('a')], { auto: true })), world({ messages: ['a'] }));
    expect(all.happen({ type: 'flow' })).toBe(false);
    expect(new Walk(bookOf(runbook([work('a')], { auto: true }))).happen({ type: 'flow' })).toBe(true);
  });
});

describe('calls', () => {
  const inner = runbook([change('fix', { verify: 'see' }), work('see')], { id: 'inner' });
  const outer = (steps: readonly StepWords[]) => bookOf(runbook(steps), [inner]);

  test('a called runbook is gone through as part of the track, and the run goes on behind the call', () => {
    const walk = new Walk(outer([{ id: 'do', mode: 'call', calls: 'inner' }, { id: 'after' }]));
    expect(walk.view.steps.map(({ path, depth }) => [path, depth])).toEqual([
      ['do', 0],
      ['do/fix', 1],
      ['do/see', 1],
      ['after', 0],
    ]);
    expect(walk.view.at).toBe('do/fix');
    walk.run();
    walk.run();
    expect(walk.view.at).toBe('after');
    expect(walk.states.do).toBe('done');
    walk.run();
    expect(walk.view.outcome).toBe('green');
  });

  test('inputs that cannot be told fail the call', () => {
    const says = world({ callInputs: { do: 'not known yet: host' } });
    const walk = new Walk(outer([{ id: 'do', mode: 'call', calls: 'inner' }, { id: 'after' }]), says);
    expect(walk.view).toMatchObject({ phase: 'failed', at: 'do' });
    delete says.callInputs.do;
    expect(walk.do('retry')).toBeNull();
    expect(walk.view.at).toBe('do/fix');
  });

  test('three deep and no deeper, no circles, nothing that is not there', () => {
    const chain = (depth: number) =>
      [...Array(depth).keys()].map((n) => runbook([{ id: 'next', mode: 'call', calls: `b${n + 1}` }], { id: `b${n}` }));
    const leaf = (n: number) => runbook([{ id: 'leaf' }], { id: `b${n}` });
    const [root = leaf(0), ...others] = chain(3);
    expect(bookOf(root, [...others, leaf(3)]).steps.at(-1)?.depth).toBe(3);
    const [deep = leaf(0), ...more] = chain(4);
    expect(() => bookOf(deep, [...more, leaf(4)])).toThrow(BookFault);
    const self = runbook([{ id: 'again', mode: 'call', calls: 'book' }]);
    expect(() => bookOf(self, [self])).toThrow('a cycle');
    expect(() => bookOf(runbook([{ id: 'x', mode: 'call', calls: 'nowhere' }]))).toThrow('not there');
  });
});

describe('dry runs, and files that change', () => {
  test('the same path is walked, every command said, nothing begun, nothing counted as changed', () => {
    const steps = [
      work('look'),
      change('fix', { verify: 'see', rollback: 'undo', confirm: 'type-target', risk: 'destructive' }),
      { id: 'pause', mode: 'clock' } as const,
      { id: 'sign', mode: 'approval' } as const,
      { id: 'ask' },
      work('see'),
      change('undo', { aside: true }),
    ];
    const walk = walkOf(
      steps,
      world({ unknown: { see: ['outputs.fix.id'] }, tasks: { see: { refusal: 'not known' } } }),
      'dry',
    );
    while (walk.view.phase !== 'ended') expect(walk.do('go')).toBeNull();
    expect(walk.begun).toEqual([]);
    expect(walk.view).toMatchObject({ outcome: 'green', endReason: 'Walked to its end; nothing was carried out.' });
    expect(walk.said('dry')[0]).toBe('Dry run. Step 1 of 7, look: would run on web1: touch it');
    expect(walk.step('see').result).toBe('not carried out: on web1: touch it, unknown: outputs.fix.id');
    expect(walk.notes.every(({ text }) => text.startsWith('Dry run. '))).toBe(true);
    expect(walk.kept.memory.changed).toEqual([]);
  });

  test('what could not be carried out at all is said, and stops it', () => {
    const walk = walkOf([work('look')], world({ tasks: { look: { refusal: 'no host ams9' } } }), 'dry');
    walk.do('go');
    expect(walk.view.phase).toBe('failed');
    expect(walk.step('look').result).toBe('could not be carried out: no host ams9');
  });

  test('a changed file is said once for each change; the run goes on with what it pinned', () => {
    const walk = walkOf([{ id: 'a' }]);
    expect(walk.happen({ type: 'file', hash: walk.view.hash })).toBe(false);
    expect(walk.happen({ type: 'file', hash: 'other' })).toBe(true);
    expect(walk.happen({ type: 'file', hash: 'other' })).toBe(false);
    expect(walk.happen({ type: 'file', hash: null })).toBe(true);
    expect(walk.happen({ type: 'file', hash: walk.view.hash })).toBe(true);
    expect(walk.said('file')).toHaveLength(3);
    walk.run();
    expect(walk.happen({ type: 'file', hash: 'later' })).toBe(false);
  });
});
