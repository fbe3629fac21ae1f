// Which acts a run takes in which phase: every cell of the table, tried on a run that has come to that phase.
import { describe, expect, test } from 'vitest';
import { ACTS, type ActType, type RunPhase } from '../../electron/contract/model/run.ts';
import { actsFor } from '../../electron/engine/core/run-plan.ts';
import { bookOf, change, runbook, type StepWords, taskOn, work, world } from '../support/run-plan.ts';
import { BAD, Walk } from '../support/run-plan-walk.ts';

const PHASES: readonly RunPhase[] = ['ready', 'running', 'waiting', 'approval', 'failed', 'interrupted', 'ended'];

/** A change is behind each of them, so that there is something to take back. */
const FIRST: readonly StepWords[] = [change('fix', { verify: 'see', rollback: 'undo' })];
const LAST: readonly StepWords[] = [work('see'), work('undo', { risk: 'safe-write', confirm: 'click', aside: true })];

function inPhase(phase: RunPhase): Walk {
  const inFront: StepWords =
    phase === 'waiting'
      ? { id: 'pause', mode: 'clock' }
      : phase === 'approval'
        ? { id: 'sign', mode: 'approval' }
        : work('look', { onFailure: { do: 'ask' } });
  const says = world({ tasks: { look: { tasks: [taskOn('web1', 1), taskOn('web2', 1)] } }, items: { look: 2 } });
  const walk = new Walk(bookOf(runbook([...FIRST, inFront, ...LAST])), says);
  walk.run();
  if (phase === 'running' || phase === 'interrupted' || phase === 'failed') walk.do('go');
  if (phase === 'interrupted' || phase === 'failed') walk.end();
  if (phase === 'failed') walk.end(BAD);
  if (phase === 'interrupted') walk.happen({ type: 'engine-started' });
  if (phase === 'ended') walk.do('abort', { reason: 'enough' });
  expect(walk.view.phase).toBe(phase);
  return walk;
}

/** The table of run-plan-guards, for the one who holds the pen and for somebody else. */
const HOLDER: Readonly<Record<RunPhase, readonly ActType[]>> = {
  ready: ['link', 'go', 'skip', 'rollback', 'abort', 'pass-pen'],
  running: ['link', 'stop', 'pass-pen'],
  waiting: ['link', 'skip', 'rollback', 'abort', 'pass-pen'],
  approval: ['approve', 'refuse', 'link', 'rollback', 'abort', 'pass-pen'],
  failed: ['link', 'retry', 'retry-failed', 'go-on', 'rollback', 'abort', 'pass-pen'],
  interrupted: ['link', 'retry', 'retry-failed', 'mark-done', 'skip', 'rollback', 'abort', 'pass-pen'],
  ended: [],
};
const OTHER: Readonly<Record<RunPhase, readonly ActType[]>> = {
  ready: ['take-pen', 'link'],
  running: ['take-pen', 'link'],
  waiting: ['take-pen', 'link'],
  approval: ['approve', 'refuse', 'take-pen', 'link'],
  failed: ['take-pen', 'link'],
  interrupted: ['take-pen', 'link'],
  ended: [],
};

/** All that an act may want besides, so that only the table can refuse it. */
const MORE: Readonly<Partial<Record<ActType, object>>> = {
  'take-pen': { reason: 'Ada has gone home' },
  link: { incidentId: 'incident-1' },
  tick: { item: 0, done: true },
  'mark-done': { evidence: 'seen on the console' },
  'go-on': { reason: 'it does not matter tonight' },
  skip: { reason: 'not needed' },
  rollback: { reason: 'it made things worse' },
  abort: { reason: 'enough' },
  'pass-pen': { to: 'Cyd' },
  approve: { signer: 'Bea' },
  refuse: { signer: 'Bea' },
};

describe.each(PHASES)('a run that is %s', (phase) => {
  test.each(ACTS)('%s, by who holds the pen', (type) => {
    const walk = inPhase(phase);
    const isTaken = walk.do(type, MORE[type]) === null;
    expect(isTaken).toBe(HOLDER[phase].includes(type));
  });

  test.each(ACTS)('%s, by somebody else', (type) => {
    const walk = inPhase(phase);
    const isTaken = walk.do(type, MORE[type], 'Dan') === null;
    expect(isTaken).toBe(OTHER[phase].includes(type));
  });

  test('the screen is told exactly what is taken', () => {
    const walk = inPhase(phase);
    expect(new Set(actsFor(walk.kept, walk.facts('ada')))).toEqual(new Set(HOLDER[phase]));
    expect(new Set(actsFor(walk.kept, walk.facts('Dan')))).toEqual(new Set(OTHER[phase]));
  });

  test('what is refused changes nothing at all, and says so', () => {
    const walk = inPhase(phase);
    const before = walk.kept;
    for (const type of ACTS.filter((one) => !HOLDER[phase].includes(one)))
      expect(walk.do(type, MORE[type])).toMatch(/\.$/);
    expect(walk.kept).toBe(before);
  });

  test('an act on a state that was seen before the last change is refused, with what happened since', () => {
    const walk = inPhase(phase);
    for (const type of ACTS)
      expect(walk.do(type, MORE[type], 'ada', walk.view.rev - 1)).toContain('The run has moved on since you looked');
  });
});

describe('what an act wants besides', () => {
  test('a step of a person has its items to tick; others have none', () => {
    const walk = new Walk(bookOf(runbook([{ id: 'list' }])), world({ items: { list: 2 } }));
    expect(walk.do('tick', { item: 1, done: true })).toBeNull();
    expect(walk.kept.memory.ticks.list).toEqual({ 1: { by: 'ada', at: walk.at } });
    expect(walk.do('tick', { item: 1, done: true })).toContain('so already');
    expect(walk.do('tick', { item: 2, done: true })).toContain('no such item');
    expect(walk.do('tick', { item: 1, done: false })).toBeNull();
    expect(walk.kept.memory.ticks.list).toEqual({});
  });

  test('what is destructive goes when exactly its target was typed', () => {
    const destructive = work('wipe', { risk: 'destructive', confirm: 'type-target' });
    const walk = new Walk(bookOf(runbook([destructive])));
    expect(walk.do('go', { typed: '' })).toContain('Type exactly "web1"');
    expect(walk.do('go', { typed: 'WEB1' })).toContain('Type exactly "web1"');
    expect(walk.do('go', { typed: 'web10' })).toContain('Type exactly "web1"');
    expect(walk.begun).toEqual([]);
    expect(walk.do('go', { typed: ' web1 ' })).toBeNull();
    expect(walk.begun).toEqual(['wipe@web1']);
  });

  test('on several machines their number is typed', () => {
    const says = world({ tasks: { wipe: { tasks: [taskOn('web1'), taskOn('web2'), taskOn('web3')] } } });
    const walk = new Walk(bookOf(runbook([work('wipe', { risk: 'destructive', confirm: 'type-target' })])), says);
    expect(walk.do('go', { typed: 'web1' })).toContain('Type exactly "3 hosts"');
    expect(walk.do('go', { typed: '3 hosts' })).toBeNull();
  });

  test('a second time: one key where it does no harm twice, else the target is typed', () => {
    const harmless = new Walk(bookOf(runbook([change('fix', { idempotent: true })])));
    harmless.run(BAD);
    expect(harmless.do('retry')).toBeNull();
    const harmful = new Walk(bookOf(runbook([change('fix')])));
    harmful.run(BAD);
    expect(harmful.do('retry')).toContain('Type exactly "web1"');
    expect(harmful.do('retry', { typed: 'web1' })).toBeNull();
  });

  test('after a stop a look may be gone past; a change, a proof and a signature may not', () => {
    const stop = { onFailure: { do: 'stop' } } as const;
    const look = new Walk(bookOf(runbook([work('look', stop), { id: 'more' }])));
    look.run(BAD);
    expect(look.do('go-on', { reason: 'known' })).toBeNull();
    const fix = new Walk(bookOf(runbook([change('fix', stop)])));
    fix.run(BAD);
    expect(fix.do('go-on', { reason: 'known' })).toContain('The runbook stops where this fails');
    const proof = new Walk(bookOf(runbook([change('fix', { verify: 'see' }), work('see', stop)])));
    proof.run();
    proof.run(BAD);
    expect(proof.do('go-on', { reason: 'known' })).toContain('The runbook stops where this fails');
    const sign = new Walk(bookOf(runbook([{ id: 'sign', mode: 'approval', onFailure: { do: 'ask' } }])));
    sign.do('refuse', {}, 'Bea');
    expect(sign.view.phase).toBe('failed');
    expect(sign.do('go-on', { reason: 'known' })).toContain('not gone past');
  });

  test('a skip wants a reason, unless the step is optional; a signature is never skipped', () => {
    const walk = new Walk(bookOf(runbook([{ id: 'a' }, { id: 'b', optional: true }, { id: 'c', mode: 'approval' }])));
    expect(walk.do('skip')).toContain('Say why');
    expect(walk.do('skip', { reason: 'no console here' })).toBeNull();
    expect(walk.do('skip')).toBeNull();
    expect(walk.do('skip', { reason: 'nobody is here' })).toContain('the run waits for a signature');
    expect(walk.step('a').skipped).toEqual({ by: 'ada', at: walk.at, reason: 'no console here' });
    expect(walk.view.skips).toBe(1);
  });

  test('a look is carried out, not marked done; in instruction mode marking is the only way', () => {
    const look = new Walk(bookOf(runbook([work('look')])));
    expect(look.do('mark-done', { evidence: 'I saw it' })).toContain('carried out, not marked done');
    const instruct = new Walk(bookOf(runbook([change('fix', { verify: 'see' }), work('see')])), world(), 'instruct');
    expect(instruct.do('go')).toContain('In instruction mode nothing is executed');
    expect(instruct.do('mark-done', { evidence: 'typed on the console' })).toBeNull();
    expect(instruct.do('mark-done', { evidence: 'it says ok' })).toBeNull();
    expect(instruct.begun).toEqual([]);
    expect(instruct.view).toMatchObject({ phase: 'ended', outcome: 'green' });
  });

  test('there is nothing to take back while nothing was changed', () => {
    const walk = new Walk(bookOf(runbook([work('look'), { id: 'b' }])));
    walk.run();
    expect(walk.do('rollback', { reason: 'to be sure' })).toContain('nothing to take back');
  });

  test('the pen goes from hand to hand, and only its holder acts', () => {
    const walk = new Walk(bookOf(runbook([{ id: 'a' }, { id: 'b' }])));
    expect(walk.do('go', {}, 'Bea')).toContain('ada holds the pen');
    expect(walk.do('take-pen', { reason: 'x' })).toContain('You hold the pen already');
    expect(walk.do('pass-pen', { to: ' ADA ' })).toContain('holds the pen already');
    expect(walk.do('pass-pen', { to: 'Bea' })).toBeNull();
    expect(walk.do('go')).toContain('Bea holds the pen');
    expect(walk.do('go', {}, 'bea')).toBeNull();
    expect(walk.do('take-pen', { reason: 'Bea was called away' })).toBeNull();
    expect(walk.said('pen')).toEqual(['ada passes the pen to Bea', 'ada takes the pen from Bea: Bea was called away']);
  });
});
