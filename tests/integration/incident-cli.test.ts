// `watchfloor incident`, and `journal verify` on an exported incident: beside a running engine and without one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { openControl } from '../support/control-floor.ts';
import { newFolder } from '../support/floor.ts';
import { openNight } from './incident-export-makers.ts';

/** A night that is over, its engine stopped, and the command line on its folder. */
async function afterNight() {
  const { floor, incident } = await openNight();
  await floor.stop();
  const cwd = newFolder();
  const run = (...args: string[]) => cli(['--data', floor.folder, ...args], { cwd, clock: floor.clock });
  return { floor, incident, cwd, run, at: (name: string) => join(cwd, name) };
}

test('list and show read what an engine left; a number is enough, and what does not exist is said', async () => {
  const { run, incident } = await afterNight();
  const list = await run('incident', 'list');
  expect(list).toMatchObject({ status: 0, err: '' });
  expect(list.out).toMatch(/NUMBER +SEVERITY +STATUS.*\nINC-\d{4}-0001 +SEV2 +closed .*Ada .*Web shop down/);
  expect((await run('incident', 'list', '--status', 'open')).out).toBe('No incidents.\n');
  expect(JSON.parse((await run('incident', 'list', '--severity', '2', '--json')).out)).toMatchObject({
    total: 1,
    incidents: [{ id: incident.id }],
  });

  const show = await run('incident', 'show', '1');
  expect(show).toMatchObject({ status: 0, err: '' });
  expect(show.out).toContain('Web shop down');
  expect(show.out).toMatch(/note {2,}ada {2,}Note by ada {2}\(corrected\)\n {4}Restarted \*\*nginx\*\* on web2/);
  expect(show.out).toMatch(/PROMISE +STATE/);
  const { incident: shown, timeline } = JSON.parse((await run('incident', 'show', incident.number, '--json')).out);
  expect(shown.number).toBe(incident.number);
  expect(timeline.length).toBeGreaterThan(10);
  expect(await run('incident', 'show', '99')).toMatchObject({ status: 2, err: expect.stringMatching(/no incident/) });
});

test('wrong use ends with 2, no data folder with 3', async () => {
  const { run } = await afterNight();
  for (const args of [
    ['list', '--status', 'asleep'],
    ['list', '--severity', '9'],
    ['export', '1'],
    ['export', '1', '--format', 'docx'],
    ['import', 'nowhere.json'],
  ]) {
    expect(await run('incident', ...args), args.join(' ')).toMatchObject({ status: 2, out: '' });
  }
  expect(await cli(['--data', join(newFolder(), 'none'), 'incident', 'list'])).toMatchObject({ status: 3 });
  expect((await run('incident', 'export', '--help')).out).toContain(
    'watchfloor incident export 42 --format review-html',
  );
});

test('export writes a file named after the incident, never over another; - is standard output', async () => {
  const { run, cwd, incident } = await afterNight();
  const written = await run('incident', 'export', '1', '--format', 'review-html', '--zone', 'Europe/Berlin');
  const name = `${incident.number} Web shop down - review.html`;
  expect(written).toMatchObject({ status: 0, out: `Written: ${name}\n` });
  expect(readdirSync(cwd)).toEqual([name]);
  expect(readFileSync(join(cwd, name), 'utf8')).toContain('Post-incident review: Web shop down');
  expect(await run('incident', 'export', '1', '--format', 'review-html')).toMatchObject({
    status: 2,
    err: expect.stringContaining('--force writes over it'),
  });
  expect(await run('incident', 'export', '1', '--format', 'review-html', '--force')).toMatchObject({ status: 0 });
  const jira = await run('incident', 'export', '1', '--format', 'jira', '--out', '-');
  expect(JSON.parse(jira.out).create.fields.project).toEqual({ key: 'OPS' });
  const pdf = await run('incident', 'export', '1', '--format', 'pdf', '--out', 'x.pdf');
  expect(pdf).toMatchObject({ status: 2, err: expect.stringMatching(/a PDF wants the app/) });
  expect(existsSync(join(cwd, 'x.pdf'))).toBe(false);
  // Each that was written is on the record.
  const record = await run('journal', 'list', '--kind', 'export');
  expect(record.out.trim().split('\n')).toHaveLength(4);
  expect((await run('journal', 'verify')).status).toBe(0);
});

test('journal verify walks an exported incident as it walks a journal, from a file and from standard input', async () => {
  const { run, at, floor } = await afterNight();
  await run('incident', 'export', '1', '--format', 'json', '--out', 'incident.json');
  const whole = await run('journal', 'verify', 'incident.json', '--json');
  const document = JSON.parse(readFileSync(at('incident.json'), 'utf8'));
  expect(whole).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(whole.out)).toEqual({ ok: true, entries: document.entries.length, head: document.chain.last });
  expect((await run('journal', 'verify', 'incident.json')).out).toMatch(
    /^The chain is whole: \d+ entries, head [0-9a-f]{64}\n$/,
  );
  const piped = await cli(['journal', 'verify', '-'], { stdin: JSON.stringify(document), cwd: floor.folder });
  expect(piped).toMatchObject({ status: 0, out: expect.stringMatching(/^The chain is whole/) });

  document.entries[3].entry.text = 'nothing to see';
  const { seq, uuid } = document.entries[3].entry;
  writeFileSync(at('broken.json'), JSON.stringify(document));
  const broken = await run('journal', 'verify', 'broken.json', '--json');
  expect(broken.status).toBe(1);
  expect(JSON.parse(broken.out)).toMatchObject({ ok: false, seq, uuid, what: 'altered' });
  expect(broken.err).toMatch(/Entry \d+ \(.*Z\) was altered/);

  writeFileSync(at('short.json'), '{\n "watchfloor": "incident",\n "version": 1\n}');
  expect(await run('journal', 'verify', 'short.json')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/short\.json: .*entries/),
  });
  writeFileSync(at('torn.json'), JSON.stringify(document).slice(0, -20));
  expect(await run('journal', 'verify', 'torn.json')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/torn\.json.*not JSON/),
  });
  // A journal is still one.
  const lines = await run('journal', 'list', '--all', '--json');
  writeFileSync(at('journal.jsonl'), lines.out);
  expect((await run('journal', 'verify', 'journal.jsonl')).status).toBe(0);
});

test('import looks first, takes in once, names a broken chain with 1', async () => {
  const { run, at, cwd, floor } = await afterNight();
  await run('incident', 'export', '1', '--format', 'json', '--out', 'incident.json');
  const other = join(newFolder(), 'data');
  mkdirSync(other);
  const there = (...args: string[]) => cli(['--data', other, 'incident', ...args], { cwd, clock: floor.clock });
  expect(await there('import', 'incident.json', '--dry-run')).toMatchObject({
    status: 0,
    out: expect.stringMatching(
      /^Would be taken in as INC-\d{4}-0001: Web shop down \(\d+ entries, 2 files\)\. Nothing was changed\.\n$/,
    ),
  });
  expect((await there('list')).out).toBe('No incidents.\n');
  const taken = await there('import', 'incident.json');
  expect(taken).toMatchObject({ status: 0, out: expect.stringMatching(/^Taken in as INC-\d{4}-0001: /) });
  expect(taken.err).toContain('Not watched here, so named but not linked: web1.');
  expect((await there('show', '1')).out).toContain('brought in');
  expect(await there('import', 'incident.json')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/is here already, as INC/),
  });

  const document = JSON.parse(readFileSync(at('incident.json'), 'utf8'));
  document.entries.splice(2, 1);
  writeFileSync(at('broken.json'), JSON.stringify(document));
  const broken = await there('import', 'broken.json', '--json');
  expect(broken).toMatchObject({
    status: 1,
    err: expect.stringMatching(/broken\.json: Entry \d+ .*Nothing was taken in/),
  });
  expect(JSON.parse(broken.out)).toMatchObject({ ok: false, what: 'out-of-place' });
});

test('beside a running engine everything goes through it, in parts where the file is long', async () => {
  const { floor, incident } = await openNight();
  await openControl(floor);
  const cwd = newFolder();
  const run = (...args: string[]) => cli(['--data', floor.folder, 'incident', ...args], { cwd });
  expect((await run('list')).out).toContain('Web shop down');
  expect((await run('show', incident.number)).out).toContain('Web shop down');
  expect(await run('export', incident.number, '--format', 'json', '--out', 'incident.json')).toMatchObject({
    status: 0,
  });
  expect((await floor.journal('export')).at(-1)?.data).toMatchObject({ form: 'json' });
  // Pretty, and so long that it takes several messages.
  const document = JSON.parse(readFileSync(join(cwd, 'incident.json'), 'utf8'));
  writeFileSync(join(cwd, 'long.json'), `${JSON.stringify(document)}${' '.repeat(2_500_000)}`);
  expect(await run('import', 'long.json')).toMatchObject({ status: 2, err: expect.stringMatching(/is here already/) });
});
