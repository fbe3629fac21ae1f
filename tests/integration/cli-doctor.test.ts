// `watchfloor doctor`: what is amiss is found and said with what to do, nothing is changed, and nothing is told that
// should not stand in a bug report. (spec: command-line)
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import { cli } from '../support/cli.ts';
import { openControl } from '../support/control-floor.ts';
import { type Floor, MINUTE, newFolder, openFloor } from '../support/floor.ts';

interface Item {
  readonly name: string;
  readonly level: string;
  readonly text: string;
}

async function examine(folder: string, env: NodeJS.ProcessEnv = {}) {
  const clock = { ...systemClock, now: () => Date.now() };
  const run = await cli(['doctor', '--json', '--data', folder], { env: { PATH: process.env.PATH, ...env }, clock });
  const answer = JSON.parse(run.out);
  const of = (items: readonly Item[]) => Object.fromEntries(items.map((one) => [one.name, one]));
  return { status: run.status, machine: of(answer.machine), data: of(answer.data), answer };
}

async function aFloor(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('payroll-db-7', { host: { notes: 'the-canary-in-the-notes' } });
  await floor.run(MINUTE);
  return floor;
}

describe('the machine', () => {
  test('ping and fping are tried for real, and the versions stand first', async () => {
    const { machine, answer } = await examine(newFolder());
    expect(machine.ping).toMatchObject({ level: 'ok', text: expect.stringContaining('127.0.0.1 answers') });
    expect(machine.fping).toMatchObject({ level: 'ok' });
    expect(answer).toMatchObject({ watchfloor: '1.2.3', node: process.versions.node, electron: null });
    expect(answer.sqlite).toMatch(/^3\.\d+\.\d+$/);
    const { out } = await cli(['doctor', '--data', newFolder()]);
    expect(out.split('\n')[0]).toMatch(/^Watchfloor 1\.2\.3, Node \d+.*, SQLite 3\./);
  });

  test('without ping and fping: both are named, with what to do, and it ends with 1', () => {
    const program = fileURLToPath(new URL('../../electron/cli/index.ts', import.meta.url));
    const run = spawnSync(process.execPath, [program, 'doctor', '--data', newFolder()], {
      env: { PATH: newFolder(), HOME: newFolder() },
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/ERROR +ping .*ping program is missing/);
    expect(run.stdout).toMatch(/WARNING +fping +is missing.*Debian: fping/);
    expect(run.stdout).toContain('Findings: 2');
  });
});

describe('the data', () => {
  test('no folder yet is no finding, and none is made', async () => {
    const folder = join(newFolder(), 'nothing');
    const { data } = await examine(folder);
    expect(data['data folder']).toMatchObject({ level: 'note', text: `${folder}: no engine has run here yet` });
  });

  test('beside a running engine: its health, sound files, figures instead of names', async () => {
    const floor = await aFloor();
    await openControl(floor, { about: { version: '9.9.9', pid: 4_711, since: Date.now() } });
    const { data, answer } = await examine(floor.folder);
    expect(data.engine).toMatchObject({
      level: 'ok',
      text: expect.stringMatching(/^Watchfloor 9\.9\.9, process 4711/),
    });
    expect(data['watchfloor.db']).toMatchObject({ level: 'ok', text: expect.stringMatching(/format \d+; sound$/) });
    expect(data.inventory?.text).toBe('1 hosts, 1 checks (ping 1)');
    expect(data.journal?.text).toMatch(/^\d+ entries, the last is [0-9a-f]{16}…/);
    const all = JSON.stringify(answer);
    expect(all).not.toContain('payroll');
    expect(all).not.toContain('canary');
    expect(all).not.toContain(hostname().length > 4 ? hostname() : '\u0000');
  });

  test('a home folder is written as ~', async () => {
    const floor = await aFloor();
    await floor.stop();
    const home = join(floor.folder, '..');
    const { data } = await examine(floor.folder, { HOME: home });
    expect(data['data folder']?.text).toMatch(/^~\/watchfloor-floor-/);
  });

  test('a damaged database is an error that says what will happen; not a byte of it is changed', async () => {
    const floor = await aFloor();
    await floor.stop();
    const file = join(floor.folder, 'watchfloor.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4_096, 3 * 4_096);
    writeFileSync(file, bytes);
    const { status, data } = await examine(floor.folder);
    expect(status).toBe(1);
    expect(data['watchfloor.db']).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/damaged|could not be read/),
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('a folder that others may look into is a finding', async () => {
    const floor = await aFloor();
    await floor.stop();
    chmodSync(floor.folder, 0o755);
    const { status, data } = await examine(floor.folder);
    expect(status).toBe(1);
    expect(data['data folder']).toMatchObject({ level: 'warning', text: expect.stringContaining('mode 755') });
  });
});
