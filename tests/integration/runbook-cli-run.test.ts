// `watchfloor runbook run`: walked dry and gone through on a terminal, beside a running engine and without one.
import { expect, test } from 'vitest';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import { cli } from '../support/cli.ts';
import { openControl } from '../support/control-floor.ts';
import { newFolder, openFloor } from '../support/floor.ts';
import { runbookFolder, runbookText } from '../support/runbook-files.ts';
import { openTerminal } from '../support/runbook-terminal.ts';

const STEPS = `  - id: usage
    title: What uses the space
    run: { on: local, argv: [printf, '%s|', '\${inputs.word}', 'a b'] }
    risk: read-only
    outputs: { first: { from: stdout, regex: '^([^|]*)', type: string } }
  - id: decide
    title: What is it?
    ask: { question: 'Which fits \${outputs.usage.first}?', options: [ { label: Old logs, goto: tidy } ], default: hand-over }
  - id: tidy
    title: Tidy up
    run:
      on: local
      script: |
        printf 'tidied %s' "$1"
      args: ['\${outputs.usage.first}']
    risk: safe-write
    verify: is-tidy
    rollback: none
    then: end
  - id: is-tidy
    title: Is it tidy now?
    run: { argv: [printf, yes] }
    risk: read-only
    aside: true
  - id: hand-over
    title: Hand over
    manual: { text: Say it to the next shift., checklist: [Tell them, { text: Write it down, required: false }] }
`;
const INPUTS = '{ word: { type: string, default: hello, pattern: "[a-z ]+" } }';
const book = () => runbookFolder({ 'tidy.yaml': runbookText('tidy-up', { inputs: INPUTS }, STEPS) });

/** A data folder that an engine left, and the command line on it. */
async function left(folder = book()) {
  const floor = await openFloor();
  await floor.watch('web1');
  await floor.stop();
  const settings = { clock: systemClock, env: { PATH: process.env.PATH, WATCHFLOOR_RUNBOOKS: folder } };
  return {
    floor,
    settings,
    run: (...args: string[]) => cli(['--data', floor.folder, 'runbook', 'run', ...args], settings),
  };
}

test('walked dry, every step is printed with its exact command, the answers of a question, and what lies off the way', async () => {
  const { run } = await left();
  const { status, out, err } = await run('tidy-up', '--dry-run', '--input', 'word=brave new');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain('Dry run of What to do about tidy-up (tidy-up, ');
  expect(out).toContain('with word=brave new');
  expect(out).toContain("$ printf '%s|' 'brave new' 'a b'");
  expect(out).toMatch(/1\. Old logs → Tidy up\n +\* 2\. .* → Hand over/);
  expect(out).toContain('unknown: outputs.usage.first');
  expect(out).toContain('[ ] Write it down (may be left out)');
  expect(out).toMatch(/Not on this way[\s\S]*3 +Tidy up[\s\S]*\$ printf 'tidied %s' "\$1"/);
  expect(out).toMatch(/Ended green\. .*nothing was carried out\.\n$/);
});

test('as JSON it is one object a line, and nothing of it counts as a run', async () => {
  const { run, floor } = await left();
  const { status, out } = await run('tidy-up', '--dry-run', '--json');
  expect(status).toBe(0);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type, path }) => path ?? type)).toEqual(['start', 'usage', 'decide', 'hand-over', 'end']);
  expect(lines[1]).toMatchObject({
    kind: 'run',
    commands: [{ target: 'this machine', argv: ['printf', '%s|', 'hello', 'a b'] }],
  });
  expect(lines[2]).toMatchObject({ defaultOption: 1, unknown: ['outputs.usage.first'] });
  expect(lines[4]).toMatchObject({ outcome: 'green', notReached: [{ path: 'tidy' }, { path: 'is-tidy' }] });
  const again = await openFloor({ folder: floor.folder, clock: floor.clock });
  const { total, runs } = await again.client.runbooks.runs({});
  expect({ total, mode: runs[0]?.mode }).toEqual({ total: 1, mode: 'dry' });
});

test('what is not right is said with its name and ends with 2', async () => {
  const { run } = await left();
  for (const [args, words] of [
    [['nowhere', '--dry-run'], /no such runbook/],
    [['tidy-up', '--dry-run', '--input', 'word=NO'], /inputs\.word: must fit/],
    [['tidy-up', '--dry-run', '--input', 'other=1'], /inputs\.other: is not asked for; there is: word/],
    [['tidy-up', '--dry-run', '--input', 'word'], /must be name=value/],
    [['tidy-up', '--dry-run', '--host', 'web1'], /asks for no host/],
    [['tidy-up', '--dry-run', '--problem', 'web1 http'], /no such open problem/],
    [['tidy-up', '--dry-run', '--incident', '77'], /no incident/],
    [['tidy-up', '--with-checks'], /goes with --dry-run/],
    [['tidy-up'], /wants a person: start it on a terminal/],
    [['tidy-up', '--json'], /wants a person/],
  ] as const)
    expect(await run(...args), args.join(' ')).toMatchObject({ status: 2, err: expect.stringMatching(words) });
});

test('no data folder ends with 3', async () => {
  const folder = `${newFolder()}/file`;
  const { writeFileSync } = await import('node:fs');
  writeFileSync(folder, 'not a folder');
  const ended = await cli(['--data', folder, 'runbook', 'run', 'x', '--dry-run']);
  expect(ended.status).toBe(3);
});

test('beside a running engine the run goes through it', async () => {
  const floor = await openFloor({ runbooks: book() });
  await openControl(floor);
  const ended = await cli(['--data', floor.folder, 'runbook', 'run', 'tidy-up', '--dry-run'], { clock: floor.clock });
  expect(ended).toMatchObject({ status: 0, err: '' });
  expect((await floor.client.runbooks.runs({})).runs).toMatchObject([{ mode: 'dry', outcome: 'green' }]);
});

test('on a terminal a person goes through it step by step, sees what is printed, and answers', async () => {
  const { floor, settings } = await left();
  const terminal = openTerminal(['--data', floor.folder, 'runbook', 'run', 'tidy-up'], settings);
  await terminal.answer('go [Enter]', '');
  await terminal.answer('go [Enter]', 'go');
  await terminal.answer('Which (1 to 2', '1');
  await terminal.answer('go [Enter]', '');
  await terminal.answer('go [Enter]', '');
  expect(await terminal.ended).toBe(0);
  const seen = terminal.seen();
  expect(seen).toContain('hello|a b|');
  expect(seen).toContain('Which fits hello?');
  expect(seen).toContain('tidied hello');
  expect(seen).toMatch(/Ended green\./);
});

test('a skip wants a reason, leaves it not green, and quitting leaves the run open', async () => {
  const { floor, settings } = await left();
  const first = openTerminal(['--data', floor.folder, 'runbook', 'run', 'tidy-up'], settings);
  await first.answer('go [Enter]', 'skip');
  await first.answer('Why it is skipped', 'known already');
  await first.answer('go [Enter]', '');
  await first.answer('Which (1 to 2', '');
  await first.answer('go [Enter]', '');
  await first.answer('done? Tell them', '');
  await first.answer('done? Write it down', 'n');
  expect(await first.ended).toBe(1);
  expect(first.seen()).toMatch(/Ended completed with skips\. Skipped: "What uses the space"\./);

  const second = openTerminal(['--data', floor.folder, 'runbook', 'run', 'tidy-up'], settings);
  await second.answer('go [Enter]', 'quit');
  expect(await second.ended).toBe(1);
  expect(second.seen()).toMatch(/Left as it stands: run [-0-9a-f]+ is open/);
});

test('what its conditions forbid is said before anything begins', async () => {
  const folder = runbookFolder({
    'old.yaml': runbookText('old-one', { review: '{ last: 2020-01-01, every: 30d }' }),
    'change.yaml': runbookText('change-one', { change: 'required' }),
    'gone.yaml': runbookText('gone-one', { state: 'retired' }),
  });
  const { floor, settings } = await left(folder);
  const tried = async (...args: string[]) => {
    const terminal = openTerminal(['--data', floor.folder, 'runbook', 'run', ...args], settings);
    return { status: await terminal.ended, seen: terminal.seen() };
  };
  expect(await tried('old-one')).toMatchObject({ status: 1, seen: expect.stringMatching(/^expired: .*--accept/) });
  expect((await tried('change-one')).seen).toMatch(
    /wants the reference of a change[\s\S]*--outside REASON[\s\S]*Nothing was started/,
  );
  expect((await tried('gone-one')).seen).toMatch(/it is retired/);
  const accepted = openTerminal(['--data', floor.folder, 'runbook', 'run', 'old-one', '--accept'], settings);
  await accepted.answer('go [Enter]', '');
  expect(await accepted.ended).toBe(0);
});

test('Ctrl+C ends what runs, and nothing goes on unseen', async () => {
  const steps = `  - id: long
    title: A long one
    run:
      script: |
        echo "begun as $$,"
        sleep 600
      timeout: 20m
    risk: read-only
`;
  const { floor, settings } = await left(runbookFolder({ 'long.yaml': runbookText('long-one', {}, steps) }));
  const terminal = openTerminal(['--data', floor.folder, 'runbook', 'run', 'long-one'], settings);
  await terminal.answer('go [Enter]', '');
  while (!/begun as \d+,/.test(terminal.seen())) await new Promise((resolve) => setImmediate(resolve));
  terminal.interrupt();
  expect(await terminal.ended).toBe(1);
  expect(terminal.seen()).toMatch(/failed: .*\n[\s\S]*Left as it stands/);
  const pid = Number(/begun as (\d+),/.exec(terminal.seen())?.[1]);
  expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
  const again = await openFloor({ folder: floor.folder, clock: floor.clock });
  const [open] = (await again.client.runbooks.runs({})).runs;
  expect(open).toMatchObject({ phase: 'failed', endedAt: null });
});
