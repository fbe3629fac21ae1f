// @vitest-environment node
// axe finds nothing on the Watch screen and its dialogs, in any theme; text contrast is part of that.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}

const STATES: readonly (readonly [string, Omit<PageOptions, 'theme'>, (page: Page) => Promise<unknown>])[] = [
  ['a bad night', { world: 'designNight' }, (page) => page.keyboard.press('j')],
  ['a quiet night', { world: 'quietNight', hosts: 5 }, async () => {}],
  ['the first run', { world: 'empty' }, async () => {}],
  ['a lost monitor', { world: 'designNight' }, (page) => page.evaluate(() => window.stage.lose('It ended.'))],
  [
    'the acknowledge dialog',
    { world: 'designNight' },
    async (page) => {
      await page.keyboard.press('j');
      await page.keyboard.press('a');
    },
  ],
  ['a host key to decide', { world: 'designNight' }, (page) => page.locator('.ask').click()],
  [
    'the palette',
    { world: 'designNight' },
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('web');
    },
  ],
  ['the keys', { world: 'designNight' }, (page) => page.keyboard.press('?')],
];

describe.each(['dark', 'light', 'night'] as const)('in the %s theme', (theme) => {
  it.each(STATES)('%s has nothing to find', async (_name, options, prepare) => {
    const page = await lab.open({ ...options, theme });
    await prepare(page);
    expect(await findings(page)).toEqual([]);
    await page.close();
  });
});
