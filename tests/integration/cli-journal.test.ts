// `watchfloor journal`: the history listed, exported, and its chain walked. (spec: command-line; incidents, "Timeline")
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { cli } from '../support/cli.ts';
import { check, entry, host, NIGHT, newFolder, open } from './store-makers.ts';

const MINUTE = 60_000;
const clock = { now: () => NIGHT + 60 * MINUTE, mono: () => 0, after: () => () => {} };

/** A folder with these entries; the store is closed again. */
async function folderWith(drafts: readonly EntryDraft[]): Promise<string> {
  const folder = newFolder();
  const store = await open(folder);
  store.transaction(() => {
    const web1 = host('web1');
    store.inventory.putHost(web1);
    store.inventory.putCheck(check('ping', web1));
    store.journal.append(drafts, NIGHT);
  });
  store.close();
  return folder;
}

const night = Array.from({ length: 6 }, (_, at) => {
  const about = at % 2 ? { hostId: host('web1').id, checkId: check('ping', host('web1')).id } : {};
  const kind = at === 5 ? 'alert' : 'check-state';
  return entry(`web1 ping says ${at}`, { occurredAt: NIGHT + at * 10 * MINUTE, kind, ...about });
});
const long = (length: number): readonly EntryDraft[] => Array.from({ length }, (_, at) => entry(`entry ${at + 1}`));
const saysOf = (out: string): readonly string[] => [...out.matchAll(/says (\d+)/g)].map(([, number]) => number ?? '');

/** Changes the stored journal behind its own back, as somebody with a database editor would. */
function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'watchfloor.db'));
  for (const trigger of ['never_changes', 'never_forgets', 'in_order']) db.exec(`DROP TRIGGER journal_${trigger}`);
  db.exec(sql);
  db.close();
}

describe('list', () => {
  test('the newest that fit, the oldest of them first, one line each', async () => {
    const folder = await folderWith([
      ...night,
      entry('ada \u001b[31mwas here', { actor: { type: 'operator', name: 'ada' } }),
    ]);
    const run = await cli(['journal', 'list', '--data', folder, '--limit', '3'], { clock });
    expect(run).toMatchObject({ status: 0, err: '' });
    expect(run.out.split('\n')).toEqual([
      '     5  2026-11-22T02:54:00Z  check-state      engine      web1 ping says 4',
      '     6  2026-11-22T03:04:00Z  alert            engine      web1 ping says 5',
      '     7  2026-11-22T02:14:00Z  check-state      ada         ada was here',
      '',
    ]);
  });

  test.each<[args: readonly string[], says: readonly string[]]>([
    [
      ['--host', 'WEB1'],
      ['1', '3', '5'],
    ],
    [
      ['--check', 'web1/ping'],
      ['1', '3', '5'],
    ],
    [
      ['--host', 'web1', '--check', 'ping'],
      ['1', '3', '5'],
    ],
    [['--kind', 'alert'], ['5']],
    [
      ['--kind', 'alert', '--kind', 'check-state'],
      ['0', '1', '2', '3', '4', '5'],
    ],
    [
      ['--from', '2026-11-22T02:34:00Z', '--to', '2026-11-22T02:54:00Z'],
      ['2', '3'],
    ],
    [
      ['--from', '30m'],
      ['3', '4', '5'],
    ],
    [['--host', 'web1', '--limit', '1', '--to', '2026-11-22T03:00:00Z'], ['3']],
  ])('%j', async (args, says) => {
    const folder = await folderWith(night);
    for (const more of [[], ['--json'], ...(args.includes('--limit') ? [] : [['--all'], ['--all', '--json']])]) {
      const run = await cli(['journal', 'list', '--data', folder, ...args, ...more], { clock });
      expect([run.status, saysOf(run.out), run.err]).toEqual([0, says, '']);
    }
  });

  test.each([
    [['--host', 'web9'], 'there is no host "web9" now'],
    [['--host', 'web1', '--check', 'dns'], 'this host has no check "dns" now'],
    [['--check', 'ping'], 'name its host too, as in web1/ping'],
    [['--kind', 'alarm'], 'known are check-state, host-state'],
    [['--limit', '0'], 'must be a whole number from 1'],
    [['--from', 'noon'], '--from noon: a time is ISO 8601'],
  ])('%j is refused in words', async (args, message) => {
    const run = await cli(['journal', 'list', '--data', await folderWith(night), ...args]);
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).toContain(message);
  });

  test('without a data folder it is exit status 3, and none is made', async () => {
    const run = await cli(['journal', 'list', '--data', join(newFolder(), 'none')]);
    expect(run).toMatchObject({ status: 3, out: '' });
    expect(run.err).toContain('There is no watchfloor.db');
  });
});

describe('verify', () => {
  test('a whole chain of several slices: how many, and the head', async () => {
    const folder = await folderWith(long(4_500));
    const store = await open(folder);
    const head = store.journal.head();
    // Beside a running engine: the store is open for writing all the while.
    const run = await cli(['journal', 'verify', '--data', folder]);
    expect(run).toEqual({ status: 0, err: '', out: `The chain is whole: 4500 entries, head ${head.hash}\n` });
    const asJson = await cli(['journal', 'verify', '--data', folder, '--json']);
    expect(JSON.parse(asJson.out)).toEqual({ ok: true, entries: 4_500, head: head.hash });
  });

  test('an empty journal is whole', async () => {
    expect(await cli(['journal', 'verify', '--data', await folderWith([])])).toMatchObject({ status: 0 });
  });

  test.each([
    ["UPDATE journal SET text = 'nothing happened' WHERE seq = 2345", 'Entry 2345 was altered', 'altered'],
    ['DELETE FROM journal WHERE seq = 2001', 'Entry 2001 is missing', 'missing'],
    ["UPDATE journal SET data = '{' WHERE seq = 2002", 'Entry 2002 cannot be read', 'unreadable'],
    ['DELETE FROM journal WHERE seq = 1', 'Entry 1 is missing', 'missing'],
  ])('%s: the first place that does not fit', async (sql, message, what) => {
    const folder = await folderWith(long(2_500));
    tamper(folder, sql);
    const run = await cli(['journal', 'verify', '--data', folder]);
    expect(run).toMatchObject({ status: 1, out: '' });
    expect(run.err).toContain(message);
    const asJson = await cli(['journal', 'verify', '--data', folder, '--json']);
    expect(asJson.status).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({ ok: false, what });
  });

  /** An export, and what verify says of it after an edit. */
  async function exported(edit: (lines: string[]) => readonly string[]) {
    const folder = await folderWith(long(2_100));
    const all = await cli(['journal', 'list', '--all', '--json', '--data', folder]);
    const lines = all.out.trimEnd().split('\n');
    expect(lines).toHaveLength(2_100);
    writeFileSync(join(folder, 'journal.jsonl'), `${edit(lines).join('\n')}\n`);
    return cli(['journal', 'verify', 'journal.jsonl'], { cwd: folder });
  }
  const changed = (at: number, change: (line: string) => string) => (lines: string[]) =>
    lines.map((line, place) => (place === at - 1 ? change(line) : line));

  test('an export is verified without the database', async () => {
    const run = await exported((lines) => lines);
    expect(run).toMatchObject({ status: 0, err: '' });
    expect(run.out).toMatch(/^The chain is whole: 2100 entries, head [0-9a-f]{64}\n$/);
  });

  test('an altered, a missing, an exchanged entry are named with their line', async () => {
    const altered = await exported(changed(2_050, (line) => line.replace('entry 2050', 'entry 2051')));
    expect(altered).toMatchObject({ status: 1, out: '' });
    expect(altered.err).toMatch(/^journal\.jsonl:2050:1: Entry 2050 was altered/);
    expect((await exported(changed(7, (line) => line.replace(/"hash":".{4}/, '"hash":"0000')))).err).toContain(
      ':7:1: Entry 7 was',
    );
    expect((await exported((lines) => lines.toSpliced(9, 1))).err).toMatch(/^journal\.jsonl:10:1: Entry 10 is missing/);
    expect((await exported((lines) => lines.slice(1))).err).toContain('Entry 1 is missing');
    const swapped = await exported((lines) => lines.with(4, lines[5] ?? '').with(5, lines[4] ?? ''));
    expect(swapped.status).toBe(1);
    expect(swapped.err).toContain('Entry 5 is missing: entry 6 stands in its place');
  });

  test('what is no journal is unreadable: exit status 2, with its place', async () => {
    const cut = await exported(changed(12, (line) => line.slice(0, 40)));
    expect(cut).toMatchObject({ status: 2, out: '' });
    expect(cut.err).toMatch(/^journal\.jsonl:12:\d+: this is not JSON/);
    const other = await exported(() => ['{"at":1,"host":"a","status":"ok"}']);
    expect(other).toMatchObject({ status: 2, err: 'journal.jsonl:1:1: "seq" is missing\n' });
    expect((await cli(['journal', 'verify', 'nowhere.jsonl'])).err).toBe('nowhere.jsonl: there is no such file\n');
  });

  test('a cut end is whole in itself: only the head tells', async () => {
    const run = await exported((lines) => lines.slice(0, -1));
    expect(run.out).toMatch(/^The chain is whole: 2099 entries/);
  });

  test('stopped on the way nothing is claimed', async () => {
    const signal = AbortSignal.abort();
    const run = await cli(['journal', 'verify', '--data', await folderWith(long(10))], { signal });
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).toContain('stopped before the end');
  });

  test('reading changes nothing', async () => {
    const folder = await folderWith(long(10));
    const before = readFileSync(join(folder, 'watchfloor.db'));
    await cli(['journal', 'verify', '--data', folder]);
    await cli(['journal', 'list', '--data', folder]);
    expect(readFileSync(join(folder, 'watchfloor.db')).equals(before)).toBe(true);
  });
});

test.each([[['journal']], [['journal', 'list']], [['journal', 'verify']]])('%j --help has an example', async (args) => {
  const run = await cli([...args, '--help']);
  expect(run).toMatchObject({ status: 0, err: '' });
  expect(run.out).toMatch(/Examples?:\n {2}.*watchfloor journal/);
});
