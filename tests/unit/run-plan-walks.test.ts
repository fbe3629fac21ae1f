// Random runbooks, walked at random by people who do not always do what they should, with an engine that dies now and then:
// whatever happens, these things stay true.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTS, type ActType, type Run } from '../../electron/contract/model/run.ts';
import { bookOf, runbook, type StepWords, taskOn, world } from '../support/run-plan.ts';
import { BAD, OK, STOPPED, Walk } from '../support/run-plan-walk.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const id = fc.constantFrom(...IDS);

const anyStep = (own: string): fc.Arbitrary<StepWords> =>
  fc
    .record({
      mode: fc.constantFrom('person', 'work', 'work', 'work', 'clock', 'approval'),
      risk: fc.constantFrom('read-only', 'safe-write', 'destructive'),
      verify: fc.option(id),
      rollback: fc.option(fc.oneof(id, fc.constant('none'))),
      idempotent: fc.boolean(),
      optional: fc.boolean(),
      aside: fc.boolean(),
      auto: fc.boolean(),
      maxVisits: fc.integer({ min: 1, max: 3 }),
      when: fc.option(fc.constant('x'), { freq: 3 }),
      leadsTo: fc.option(fc.oneof(id, fc.constant('end')), { freq: 3 }),
      fails: fc.constantFrom('stop', 'ask', 'continue', 'rollback', 'goto'),
      to: id,
    })
    .map(({ fails, to, leadsTo, ...rest }) => ({
      id: own,
      ...rest,
      ...(leadsTo === null ? {} : { leadsTo }),
      onFailure: fails === 'goto' ? { do: fails, step: to } : { do: fails },
    }));

const book = fc
  .tuple(...IDS.map(anyStep), fc.integer({ min: 1, max: IDS.length }))
  .map((parts) => (parts.slice(0, -1) as StepWords[]).slice(0, parts.at(-1) as number));

/** As an author who knows the trade writes it: changes with their proof and their way back. */
const soundBook = fc
  .array(fc.constantFrom('continue', 'rollback', 'ask'), { minLength: 1, maxLength: 3 })
  .map((fails) => [
    ...fails.map(
      (one, place): StepWords => ({
        ...{ id: IDS[place] ?? 'a', mode: 'work', risk: 'safe-write', verify: 'see', rollback: 'undo' },
        onFailure: { do: one as 'ask' },
      }),
    ),
    { id: 'see', mode: 'work' } as const,
    { id: 'tell', mode: 'person' } as const,
    { id: 'undo', mode: 'work', risk: 'safe-write', idempotent: true, verify: 'see', aside: true } as const,
  ]);

type Move =
  | { readonly do: ActType; readonly by: string; readonly typed: boolean }
  | { readonly happens: 'ok' | 'bad' | 'dies' | 'time' | 'flow' | 'file' };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(...ACTS),
      by: fc.constantFrom('ada', 'ada', 'ada', 'Bea'),
      typed: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom<ActType>(
        'go',
        'go',
        'go',
        'go',
        'go',
        'retry',
        'retry',
        'approve',
        'approve',
        'rollback',
        'skip',
      ),
      by: fc.constant('ada'),
      typed: fc.constant(true),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ happens: fc.constantFrom('ok' as const, 'ok', 'bad', 'dies', 'time', 'flow', 'file') }),
  },
);

const MORE = (typed: boolean, walk: Walk): Readonly<Partial<Record<ActType, object>>> => ({
  go: { typed: typed ? 'web1' : '' },
  retry: { typed: typed ? 'web1' : '' },
  'retry-failed': { typed: typed ? 'web1' : '' },
  'take-pen': { reason: 'gone' },
  link: { incidentId: `incident-${walk.view.rev % 2}` },
  tick: { item: walk.view.rev % 2, done: walk.view.rev % 3 > 0 },
  'mark-done': { evidence: 'seen', targets: typed ? ['web1'] : [] },
  'go-on': { reason: 'known' },
  skip: { reason: typed ? 'known' : '' },
  rollback: { reason: 'worse' },
  abort: { reason: 'enough' },
  'pass-pen': { to: 'Cyd' },
  approve: { signer: 'Dan' },
  refuse: { signer: 'Dan' },
});

/** Says whether anything was decided. */
function make(walk: Walk, one: Move): boolean {
  if ('do' in one) return walk.do(one.do, MORE(one.typed, walk)[one.do], one.by) === null;
  walk.at += 1_000;
  switch (one.happens) {
    case 'ok':
    case 'bad':
      if (walk.open().length === 0) return false;
      walk.end(one.happens === 'ok' ? OK : walk.kept.memory.go?.stopped ? STOPPED : BAD);
      return true;
    case 'time':
      walk.at += 3_600_000;
      return walk.happen({ type: 'time' });
    case 'dies':
      return walk.happen({ type: 'engine-started' });
    case 'flow':
      return walk.happen({ type: 'flow' });
    case 'file':
      return walk.happen({ type: 'file', hash: `hash ${walk.view.rev}` });
  }
}

/** What brings a run to its end from wherever it stands; `back`: by taking back what was changed. */
function onward(walk: Walk, back: boolean): Move {
  const act = (type: ActType): Move => ({ do: type, by: walk.view.pen, typed: true });
  switch (walk.view.phase) {
    case 'running':
      return { happens: 'ok' };
    case 'waiting':
      return { happens: 'time' };
    case 'approval':
      return act('approve');
    case 'ready':
      return act(back && walk.view.rollback === null && walk.kept.memory.changed.length > 0 ? 'rollback' : 'go');
    default:
      return act('retry');
  }
}

/** Only these begin an attempt: a person's key, a step that goes by itself, the next batch. Never a start of the engine. */
const BEGINS: readonly string[] = ['go', 'retry', 'retry-failed', 'flow', 'ok', 'bad'];

/** As `expect`, a hundred times faster: this is asked some hundred thousand times. */
function must(isTrue: boolean, words: string): void {
  if (!isTrue) throw new Error(words);
}

function staysTrue(
  walk: Walk,
  before: Run,
  one: Move,
  decided: boolean,
  saidBefore: number,
  begunBefore: number,
): void {
  const now = walk.view;
  must(before.phase !== 'ended' || !decided, 'what has ended never changes');
  must(now.rev === before.rev + (decided ? 1 : 0), 'rev rises by one with each decision');
  must(!decided || walk.notes.length > saidBefore, 'every change is said');
  const begun = walk.begun.length - begunBefore;
  must(begun === 0 || BEGINS.includes('do' in one ? one.do : one.happens), `nothing begins by ${JSON.stringify(one)}`);
  must((now.phase === 'running') === walk.open().length > 0, 'it is running exactly when something runs');
  must((now.phase === 'ended') === (now.outcome !== null), 'an end has an outcome, and nothing else has');
  must((now.at === null) === (now.phase === 'ended'), 'a step is in front until the end');
  for (const { path, state, attempts } of now.steps) {
    must((state === 'running') === attempts.some(({ end }) => end === null), `${path} is running exactly when it is`);
    must(
      attempts.every(({ n }, index) => n === index + 1),
      `attempts at ${path} are numbered one by one`,
    );
    for (const was of before.steps.find((step) => step.path === path)?.attempts ?? [])
      must(was.end === null || attempts[was.n - 1] === was, 'how an attempt ended is never changed');
  }
}

/** The rules of the spec, looked at from outside of the plan. */
function honestEnd(walk: Walk, steps: readonly StepWords[]): void {
  const { outcome, steps: states } = walk.view;
  const of = (path: string): StepWords | undefined => steps.find((step) => step.id === path);
  const isWork = (path: string): boolean => ['work', 'person'].includes(of(path)?.mode ?? '');
  const didChange = states.filter(
    ({ attempts, path, state }) =>
      isWork(path) && (of(path)?.risk ?? 'read-only') !== 'read-only' && (attempts.length > 0 || state === 'done'),
  );
  if (outcome === 'green' || outcome === 'skips') {
    expect(walk.kept.memory.failed.filter((path) => !of(path)?.optional)).toEqual([]);
    expect(didChange.filter(({ verified }) => verified !== 'yes').map(({ path }) => path)).toEqual([]);
    expect(states.some(({ state, path }) => state === 'failed' && !of(path)?.optional)).toBe(false);
  }
  if (outcome === 'green')
    expect(states.some(({ skipped, path }) => skipped !== null && !of(path)?.optional)).toBe(false);
  if (outcome === 'rolled-back') {
    const { changed, takenBack } = walk.kept.memory;
    expect([...changed].sort()).toEqual([...takenBack].sort());
    expect(changed.length).toBeGreaterThan(0);
  }
  if (walk.notes.some(({ event }) => event === 'aborted')) expect(outcome).toBe('aborted');
}

test('six hundred random runs keep their promises', () => {
  const ends = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.oneof(book, soundBook),
      fc.array(move, { maxLength: 60 }),
      fc.boolean(),
      fc.boolean(),
      (steps, moves, holds, back) => {
        const tasks = Object.fromEntries(steps.map(({ id: path }) => [path, { tasks: [taskOn('web1')] }]));
        const says = world({ tasks, holds: { a: holds }, answers: { b: { goTo: 'a' } }, items: { a: 2 } });
        const walk = new Walk(bookOf(runbook(steps)), says);
        const onwards = Array.from({ length: 40 }, () => () => onward(walk, back));
        for (const next of [...moves.map((one) => () => one), ...onwards]) {
          const before = walk.view;
          const [said, begun] = [walk.notes.length, walk.begun.length];
          const one = next();
          staysTrue(walk, before, one, make(walk, one), said, begun);
        }
        if (walk.view.phase === 'ended') honestEnd(walk, steps);
        const end = walk.view.outcome ?? 'going on';
        ends.set(end, (ends.get(end) ?? 0) + 1);
      },
    ),
    { numRuns: 600, seed: 20_261_123 },
  );
  // A walk that never comes to an end proves nothing about ends.
  for (const outcome of ['green', 'skips', 'unverified', 'failed', 'aborted', 'rolled-back'])
    expect(ends.get(outcome) ?? 0, outcome).toBeGreaterThan(0);
}, 60_000);
