// `watchfloor handoff`: the briefing of this moment through a running engine, and what was signed without one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyHandoff } from '../../electron/engine/exporters/handoff-verify.ts';
import { cli } from '../support/cli.ts';
import { openControl } from '../support/control-floor.ts';
import { newFolder } from '../support/floor.ts';
import { PIN, readThrough, shiftChange, written } from './handoff-makers.ts';

async function desk() {
  const change = await shiftChange();
  const cwd = newFolder();
  const run = (...args: string[]) =>
    cli(['--data', change.floor.folder, 'handoff', ...args], { cwd, clock: change.floor.clock });
  return { ...change, cwd, run };
}

test('beside a running engine: the briefing of this moment, the draft that is open, a list', async () => {
  const at = await desk();
  await openControl(at.floor);
  const now = await at.run('show');
  expect(now).toMatchObject({ status: 0, err: '' });
  expect(now.out).toMatch(/^Briefing of 2026-11-20T.*Z, since 2026-11-19T21:00:00Z\n/);
  expect(now.out).toMatch(/1 Open incidents\n {2}UNSTABLE {2}INC-2026-0001: sw1 uplink down\n/);
  expect(now.out).toMatch(/3 Runs\n {2}none\n/);
  const json = JSON.parse((await at.run('show', '--json')).out);
  expect(json).toMatchObject({ handoff: null, differences: [] });
  expect(json.briefing.sections.map(({ id }: { id: string }) => id)).toHaveLength(11);

  expect((await at.run('list')).out).toBe('No hand-overs.\n');
  expect(await at.run('show', 'last')).toMatchObject({ status: 2, err: 'there is no hand-over yet\n' });
  const id = await written(at);
  const draft = await at.run('show', 'last');
  expect(draft.out).toContain(`Hand-over Night A to Early B, draft (${id})`);
  expect(draft.out).toMatch(
    /Next: swap the optic in U 31\n +If: no link by 06:50: move row C\n +Tried: port re-enabled/,
  );
  expect((await at.run('show', id.slice(0, 8))).out).toBe(draft.out);
  expect((await at.run('list')).out).toMatch(
    new RegExp(`ID +STATE.*\\n${id.slice(0, 8)} +draft +Night A +M\\. Okafor`),
  );
});

test('without an engine: what was signed is shown and exported; the briefing of this moment is not to be had, in words', async () => {
  const at = await desk();
  const id = await written(at);
  await readThrough(at, id);
  await at.theirs.handoffs.accept({ handoffId: id, pin: PIN.ab });
  await at.floor.stop();
  expect(await at.run('show')).toMatchObject({
    status: 3,
    out: '',
    err: expect.stringMatching(/No engine is running on .*made by one that watches.*watchfloor handoff show last/),
  });
  const last = await at.run('show', 'last');
  expect(last).toMatchObject({ status: 0, err: '' });
  expect(last.out).toMatch(/Incoming: A\. Brandt, .*, with PIN, head \d+/);
  expect(last.out).toContain('Read back by A. Brandt');
  expect(JSON.parse((await at.run('show', id, '--json')).out).handoff.state).toBe('accepted');

  expect(await at.run('export', 'last', '--form', 'json', '--out', 'night.json')).toMatchObject({
    status: 0,
    out: 'Written: night.json\n',
  });
  expect(verifyHandoff(readFileSync(join(at.cwd, 'night.json'), 'utf8'))).toMatchObject({ ok: true, id });
  expect((await at.run('export', 'last', '--format', 'markdown', '--out', '-')).out).toMatch(/^# Hand-over Night A/);
  expect(await at.run('export', 'last', '--form', 'json', '--out', 'night.json')).toMatchObject({ status: 2 });
  // Nothing prints here: said, and nothing is written.
  expect(await at.run('export', 'last', '--form', 'pdf')).toMatchObject({
    status: 3,
    err: expect.stringMatching(/html/),
  });
  expect(readdirSync(at.cwd)).toEqual(['night.json']);
});

test('one that is ready, without an engine: what changed since is not known, and says so', async () => {
  const at = await desk();
  const id = await written(at);
  const gone = { next: 'said of what is over' };
  await at.ours.handoffs.write({ handoffId: id, words: { items: { 'problem:gone': gone } } });
  // Signed at the desk of somebody else, which the record says.
  await at.theirs.handoffs.ready({ handoffId: id, pin: PIN.mo });
  await at.floor.stop();
  const ready = await at.run('show', 'last');
  expect(ready.out).toMatch(/\nSince it froze\n {2}not known: no engine is running\n/);
  expect(ready.out).toMatch(/Outgoing: M\. Okafor, .*, with PIN, at A\. Brandt's desk, head \d+/);
  expect(ready.out).toMatch(/Said about matters that are over\n {2}problem:gone\n +Next: said of what is over\n/);
  expect(JSON.parse((await at.run('show', 'last', '--json')).out).differences).toBeNull();
});

test('wrong use ends with 2, a folder without data with 3; the help has examples', async () => {
  const at = await desk();
  await at.floor.stop();
  for (const args of [
    ['show', 'nobody'],
    ['list', '--limit', '0'],
    ['export', 'last'],
    ['export', 'last', '--form', 'docx'],
  ])
    expect(await at.run(...args), args.join(' ')).toMatchObject({ status: 2, out: '' });
  expect(await cli(['--data', join(newFolder(), 'none'), 'handoff', 'list'])).toMatchObject({ status: 3 });
  expect((await at.run('export', '--help')).out).toContain('watchfloor handoff export last --form pdf');
});
