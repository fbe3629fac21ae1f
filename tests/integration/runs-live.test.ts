// Runs on a real engine, with real commands: started from the library, carried out, kept with their evidence, told to screens
// and put on the record.
import { expect, test } from 'vitest';
import type { RunLive } from '../../electron/contract/model/run.ts';
import { MINUTE } from '../support/floor.ts';
import { head, openDesk, ownFolder, statesOf, stepOf } from '../support/run-desk.ts';

const write = (file: string, line: string) => `{ argv: [sh, -c, 'echo "$1" >> "$2"', sh, '${line}', '${file}'] }`;
const lines = (folder: string, more = '') => `${head('lines', more)}
steps:
  - id: write
    title: Write a line
    run: ${write(`${folder}/a`, 'hello')}
    risk: safe-write
    verify: see
    rollback: none
  - id: see
    title: Is it there?
    run: { argv: [sh, -c, 'cat "$1"; echo oops >&2', sh, '${folder}/a'] }
    risk: read-only
    outputs: { text: { from: stdout, type: string } }
`;

test('a change is made, proven and kept with its evidence; each step stands on the record', async () => {
  const folder = ownFolder('marks');
  const desk = await openDesk({ lines: lines(folder) }, folder);
  const { client } = desk.floor;
  let view = await desk.start('lines');
  expect(view).toMatchObject({
    run: { phase: 'ready', at: 'write', pen: 'ada', rev: 1 },
    face: { typed: 'this machine', proof: 'Is it there?', wayBack: '' },
    next: { n: 2, title: 'Is it there?' },
    file: { state: 'same' },
  });
  view = await desk.go(view);
  expect(desk.lines('a')).toEqual(['hello']);
  view = await desk.go(view);
  expect(statesOf(view)).toEqual({ write: 'done', see: 'done' });
  expect(view.run).toMatchObject({ outcome: 'green', outputs: { see: { text: 'hello' } } });
  expect(view.can).toEqual([]);
  const [attempt] = stepOf(view, 'see').attempts;
  expect(attempt).toMatchObject({ end: 'ok', exit: 0, startedBy: 'ada', stdout: { bytes: 6, truncated: false } });
  const output = await client.runbooks.output({ runId: view.run.id, attemptId: attempt?.id ?? '' });
  expect([output.stdout, output.stderr]).toEqual(['hello\n', 'oops\n']);
  const entries = [...(await desk.floor.journal('run')), ...(await desk.floor.journal('step'))];
  expect(entries.every(({ runId }) => runId === view.run.id)).toBe(true);
  expect(
    entries.filter(({ kind }) => kind === 'step').map(({ data }) => [data.event, data.path, data.n, data.of]),
  ).toEqual([
    ['began', 'write', 1, 2],
    ['ended', 'write', 1, 2],
    ['began', 'see', 2, 2],
    ['ended', 'see', 2, 2],
    ['error-output', 'see', 2, 2],
  ]);
  // The same words stand in the attempt and in the entry: a redaction takes both.
  expect(entries.find(({ data }) => data.event === 'ended' && data.path === 'see')?.data.body).toEqual(
    attempt?.stdout?.kept,
  );
  expect(await client.runbooks.runs({ active: false })).toMatchObject({ total: 1, runs: [{ outcome: 'green' }] });
  expect((await client.runbooks.pinned({ runId: view.run.id })).source).toBe(lines(folder));
  await desk.floor.expectChain();
});

test('two people, one pen: the second sees what the first does, and is refused until the pen is theirs', async () => {
  const folder = ownFolder('marks');
  const desk = await openDesk({ lines: lines(folder) }, folder);
  const bea = desk.floor.connect('Bea');
  const view = await desk.start('lines');
  const { runId } = { runId: view.run.id };
  await expect(bea.runbooks.act({ runId, rev: 1, act: { type: 'go' } })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('ada holds the pen'),
  });
  await bea.runbooks.act({ runId, rev: 1, act: { type: 'take-pen', reason: 'Ada is on another call' } });
  await expect(desk.floor.client.runbooks.act({ runId, rev: 1, act: { type: 'go' } })).rejects.toMatchObject({
    message: expect.stringContaining('The run has moved on since you looked'),
  });
  expect(desk.lines('a')).toEqual([]);
  const after = await desk.still(await desk.act(view, { type: 'go' }, bea));
  expect(stepOf(after, 'write').attempts[0]?.startedBy).toBe('Bea');
});

test('who looks hears how it stands and what is printed while it is printed; who comes late gets what there was', async () => {
  const folder = ownFolder('marks');
  const book = `${head('slow')}
steps:
  - id: talk
    title: Talks until the file is there
    run: { argv: [sh, -c, 'echo one; while [ ! -e "$1" ]; do sleep 0.02; done; echo two', sh, '${folder}/enough'], timeout: 60s }
    risk: read-only
`;
  const desk = await openDesk({ slow: book }, folder);
  const { client } = desk.floor;
  const view = await desk.start('slow');
  const { id: runId } = view.run;
  const heard: RunLive[] = [];
  const printed = async (words: string): Promise<string> => {
    let text = '';
    for await (const live of await client.live.run({ runId })) {
      heard.push(live);
      if (live.type === 'output') text += live.text;
      if (text.includes(words)) break;
    }
    return text;
  };
  let first = '';
  void printed('one').then((text) => (first = text));
  await desk.act(view, { type: 'go' });
  // What is printed is gathered for a moment by the clock before it is shown.
  while (first === '') await desk.floor.run(50);
  expect(first).toBe('one\n');
  expect(await printed('one')).toBe('one\n');
  await desk.act(view, { type: 'stop' });
  const after = await desk.still(view);
  expect(stepOf(after, 'talk').attempts[0]).toMatchObject({ end: 'failed', reason: 'cancelled' });
  expect(after.run.phase).toBe('failed');
  expect(heard.some((live) => live.type === 'view' && live.view.run.phase === 'running')).toBe(true);
});

test('the file is changed under a run: a banner, one entry, and it goes on with what it pinned', async () => {
  const folder = ownFolder('marks');
  const desk = await openDesk({ lines: lines(folder) }, folder);
  const view = await desk.start('lines');
  await desk.put('lines', lines(folder).replace('hello', 'goodbye'));
  const now = await desk.floor.client.runbooks.view({ runId: view.run.id });
  expect(now.file.state).toBe('changed');
  expect(now.file.difference).toContain('+    run: { argv: [sh, -c, \'echo "$1" >> "$2"\', sh, \'goodbye\'');
  await desk.go(view);
  expect(desk.lines('a')).toEqual(['hello']);
  const said = (await desk.floor.journal('run')).filter(({ data }) => data.event === 'file');
  expect(said.map(({ text }) => text)).toEqual([
    'The file of the runbook was changed; the run goes on with what it pinned.',
  ]);
  await expect(desk.start('lines', { hash: view.run.hash })).rejects.toMatchObject({
    message: expect.stringContaining('somebody changed the runbook since you read it'),
  });
});

test('a wait and a signature outlast the engine: the one is over when it starts again, the other is refused by the clock', async () => {
  const book = `${head('patient')}
steps:
  - { id: pause, title: A pause, wait: { for: 10m } }
  - { id: sign, title: May it?, approve: { within: 30m } }
  - { id: last, title: Last, manual: { text: Done. } }
`;
  const desk = await openDesk({ patient: book });
  const view = await desk.start('patient');
  expect(view.run).toMatchObject({ phase: 'waiting', at: 'pause' });
  await desk.floor.run(9 * MINUTE);
  expect((await desk.floor.client.runbooks.view({ runId: view.run.id })).run.phase).toBe('waiting');
  await desk.floor.restart(2 * MINUTE);
  const asked = await desk.floor.client.runbooks.view({ runId: view.run.id });
  expect(asked.run).toMatchObject({ phase: 'approval', at: 'sign', approval: { askedBy: 'ada' } });
  await desk.floor.restart(31 * MINUTE);
  const late = await desk.floor.client.runbooks.view({ runId: view.run.id });
  expect(late.run).toMatchObject({
    phase: 'failed',
    approval: { answer: { granted: false, reason: 'nobody signed in time' } },
  });
});

test('the engine is stopped in the middle of a command: its end is written, nothing runs again by itself', async () => {
  const folder = ownFolder('marks');
  const book = `${head('long')}
steps:
  - id: long
    title: Long
    run: { argv: [sh, -c, 'echo begun >> "$1"; exec sleep 600', sh, '${folder}/long'], timeout: 20m }
    risk: safe-write
    verify: long-proof
    rollback: none
    onFailure: continue
  - { id: long-proof, title: Proof, run: { argv: ['true'] }, risk: read-only }
`;
  const desk = await openDesk({ long: book }, folder);
  const view = await desk.act(await desk.start('long'), { type: 'go' });
  await expect.poll(() => desk.lines('long'), { timeout: 10_000 }).toEqual(['begun']);
  await desk.floor.restart(MINUTE);
  const now = await desk.floor.client.runbooks.view({ runId: view.run.id });
  expect(now.run).toMatchObject({ phase: 'interrupted', at: 'long' });
  expect(stepOf(now, 'long').attempts).toMatchObject([{ end: 'interrupted', reason: 'interrupted' }]);
  expect(now.can).toEqual(expect.arrayContaining(['retry', 'mark-done', 'skip', 'rollback', 'abort']));
  await desk.floor.run(MINUTE);
  expect(desk.lines('long')).toEqual(['begun']);
});

test('a dry run walks it, leaves nothing behind, joins nothing and counts nowhere', async () => {
  const folder = ownFolder('marks');
  const desk = await openDesk({ lines: lines(folder) }, folder);
  let view = await desk.start('lines', { mode: 'dry' });
  while (view.run.phase !== 'ended') view = await desk.act(view, { type: 'go' });
  expect(view.run).toMatchObject({ outcome: 'green', mode: 'dry' });
  expect(desk.lines('a')).toEqual([]);
  expect(stepOf(view, 'write').attempts).toEqual([]);
  const entries = await desk.floor.journal('step');
  expect(entries.map(({ text }) => text.slice(0, 9))).toEqual(['Dry run. ', 'Dry run. ']);
  expect(entries[0]?.text).toContain('would run on this machine: sh -c');
  expect((await desk.floor.client.runbooks.list())[0]?.runs.total).toBe(0);
});

test('what stands against a start is said: a precondition that blocks, one that wants a reason', async () => {
  const pre = (onFail: string) => `preconditions:
  - { check: { kind: tcp, host: web1, port: 9, expect: [ok] }, onFail: ${onFail} }`;
  const folder = ownFolder('marks');
  const books = {
    lines: lines(folder, pre('block')),
    warned: lines(folder, pre('warn')).replace('id: lines', 'id: warned'),
  };
  const desk = await openDesk(books, folder);
  await desk.floor.watch('web1');
  desk.floor.say('web1', 'tcp', 'critical');
  await expect(desk.start('lines')).rejects.toMatchObject({ message: expect.stringContaining('preconditions: ') });
  await expect(desk.start('warned')).rejects.toMatchObject({ message: expect.stringContaining('say why it starts') });
  expect((await desk.floor.client.runbooks.runs({})).total).toBe(0);
  const view = await desk.start('warned', { outsideReason: 'the door is closed on purpose' });
  expect(view.run).toMatchObject({ phase: 'ready', preconditions: [{ ok: false }] });
  expect((await desk.floor.journal('run'))[0]?.text).toContain('Against its preconditions: ');
});
