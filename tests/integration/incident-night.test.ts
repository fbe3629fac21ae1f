// A written night, from the first alert to the review: 41 things happen, and the whole exported timeline is compared with the
// one that was read line by line against the script (tests/support/night/*.md). Ids are fixed and the clock is the test's,
// so that every run is alike but for hashes.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportForm } from '../../electron/contract/api/incidents.ts';
import { createTestClock } from '../support/clock.ts';
import { newFolder, openFloor } from '../support/floor.ts';
import { NIGHT, SCENES } from '../support/night-scenes.ts';
import { layNight, playNight } from '../support/night-script.ts';

const DESKTOP = { notify: async () => true, tray: async () => true, printPdf: async () => '' };
const root = join(import.meta.dirname, '../..');

const written = (name: string): string => readFileSync(join(root, 'tests/support/night', name), 'utf8');
const unhashed = (text: string): string => text.replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}…/g, 'HASH');

test('forty things happen in a night, and the exports tell all of them, in order, and nothing that was taken away', async () => {
  const folder = newFolder();
  await layNight(folder);
  const floor = await openFloor({ folder, clock: createTestClock(NIGHT), desktop: DESKTOP });
  expect(SCENES.length).toBeGreaterThanOrEqual(40);
  const night = await playNight(floor);
  const { id: incidentId } = await night.incident();
  const exported = async (form: ExportForm): Promise<string> =>
    (await night.ada.incidents.exportFile({ incidentId, form, zone: 'Europe/Amsterdam' })).content;

  expect(unhashed(await exported('markdown'))).toBe(written('incident.md'));
  expect(unhashed(await exported('review-markdown'))).toBe(written('review.md'));

  const pages = [await exported('html'), await exported('review-html')];
  for (const page of pages) {
    expect(page).toContain('Cache of web2 was cold.');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img src=x');
  }
  const chained = await exported('json');
  for (const text of [...pages, chained, await exported('servicenow'), await exported('jira')]) {
    expect(text).not.toContain('hunter2-canary');
  }

  const file = join(folder, 'night.json');
  writeFileSync(file, chained);
  expect(verify(file)).toMatchObject({ status: 0 });
  writeFileSync(file, chained.replace('Carrier calls back at 02:40.', 'Carrier never calls back.'));
  const forged = verify(file);
  expect(forged.status).toBe(1);
  expect(forged.stderr).toMatch(/^.*Entry 64 \(note, 2026-11-20T02:35:00/);
  await floor.expectChain();
});

/** As somebody who was sent the file would: outside of the app. */
const verify = (file: string) =>
  spawnSync(process.execPath, [join(root, 'electron/cli/index.ts'), 'journal', 'verify', file], { encoding: 'utf8' });
