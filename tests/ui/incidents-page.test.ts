// @vitest-environment node
// The list of incidents in a real browser: worst first, nothing jumps, ten thousand of the past, and the ways to it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

async function openList(options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'incidentsList', ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('listbox', { name: 'Incidents' }).waitFor();
  return page;
}

const numbers = (page: Page) => page.locator('.irow .inum').allInnerTexts();
const front = (page: Page) => page.locator('.irow.sel .inum').innerText();
const open = (page: Page, serial: number) => page.locator('.irow', { hasText: `INC-2026-0${serial}` });

/** Until what is over was read, the end is the last one that stands. */
const toTheEnd = (page: Page) =>
  until(async () => {
    await page.keyboard.press('End');
    return front(page);
  }).toBe('INC-2026-40001');

it('what stands is worst first, what is over below it, and each says how its promise stands', async () => {
  const page = await openList();
  await until(async () => (await numbers(page)).map((number) => number.slice(-3)).join(' ')).toBe(
    '414 413 411 409 412 408 405 410 407 406 404 403',
  );
  await open(page, 414)
    .getByText(/^MISSED by/)
    .waitFor();
  await open(page, 413)
    .getByText(/left of 15\smin$/)
    .waitFor();
  await open(page, 405)
    .getByText(/^paused 3\sh/)
    .waitFor();
  await open(page, 405)
    .getByText(/waits for a vendor: Vendor ticket 88213/)
    .waitFor();
  await open(page, 409).getByText('1 late').waitFor();
  await open(page, 412).getByText('of 2').waitFor();
  await open(page, 404).getByText('merged').waitFor();
  await page.getByText('open, 2 need somebody').waitFor();
});

it('j and k move, Enter opens, Back finds the same one in front', async () => {
  const page = await openList();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await until(() => front(page)).toBe('INC-2026-0411');
  await page.keyboard.press('Enter');
  await page.locator('main.incidents').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await until(() => front(page)).toBe('INC-2026-0411');
});

it('one that comes in waits below, marked new; one that is over stays in its place until s', async () => {
  const page = await openList();
  await until(async () => (await numbers(page)).length).toBe(12);
  await page.evaluate(() => {
    const { engine } = window.stage;
    const all = [...engine.world().incidents.values()];
    const worst = all.find(({ number }) => number === 'INC-2026-0414')!;
    const second = all.find(({ number }) => number === 'INC-2026-0413')!;
    engine.push(
      { type: 'incident', incident: { ...worst, id: 'i-new' as typeof worst.id, number: 'INC-2026-0499' } },
      { type: 'incident', incident: { ...second, status: 'closed', resolution: 'It caught up' } },
    );
  });
  await page.getByText('1 new came in, order kept.').waitFor();
  await until(async () =>
    (await numbers(page))
      .slice(0, 9)
      .map((number) => number.slice(-3))
      .join(' '),
  ).toBe('414 413 411 409 412 408 405 410 499');
  await open(page, 499).getByText('new', { exact: true }).waitFor();
  await open(page, 413).getByText('closed: It caught up').waitFor();
  await page.keyboard.press('s');
  await until(async () =>
    (await numbers(page))
      .slice(0, 3)
      .map((number) => number.slice(-3))
      .join(' '),
  ).toBe('414 499 411');
  await page.getByText('1 new came in').waitFor({ state: 'detached' });
  await until(async () =>
    (await numbers(page))
      .slice(8, 10)
      .map((number) => number.slice(-3))
      .join(' '),
  ).toBe('413 407');
});

it('filters by severity, status, words in a note; Esc clears', async () => {
  const page = await openList();
  await page.keyboard.press('3');
  await until(async () => (await numbers(page)).map((number) => number.slice(-3)).join(' ')).toBe('409 412 408 407');
  await page.getByRole('button', { name: 'closed' }).click();
  await until(async () => (await numbers(page)).map((number) => number.slice(-3)).join(' ')).toBe('407');
  await page.keyboard.press('Escape');
  await until(async () => (await numbers(page)).length).toBe(12);
  await page.keyboard.press('/');
  await page.keyboard.type('lon3');
  await until(async () => (await numbers(page)).map((number) => number.slice(-3)).join(' ')).toBe(
    '414 411 412 410 404',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await until(() => front(page)).toBe('INC-2026-0411');
  await page.keyboard.press('/');
  await page.keyboard.type('nothing of that kind');
  await page.getByText('No incident fits the filter.').waitFor();
});

it('five hundred that stand and ten thousand that are over scroll alike, and only what is seen is drawn', async () => {
  const page = await openList({ world: 'incidentsStorm' });
  await page.locator('.ihd', { hasText: 'Open' }).getByText('500').waitFor();
  await toTheEnd(page);
  await until(() => page.locator('.irow').count()).toBeLessThan(60);
  await page.keyboard.press('k');
  await until(() => front(page)).toBe('INC-2026-40002');
  await page.keyboard.press('Home');
  await until(() => page.locator('.irow.sel .sev1').count()).toBe(1);
  const lists = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(lists).toBe(false);
});

it('who reads the past keeps it before their eyes when a new incident comes in above', async () => {
  const page = await openList({ world: 'incidentsStorm' });
  await toTheEnd(page);
  const before = await page.locator('.irow.sel').boundingBox();
  await page.evaluate(() => {
    const { engine } = window.stage;
    const [one] = engine.world().incidents.values();
    engine.push({
      type: 'incident',
      incident: { ...one!, id: 'i-new' as NonNullable<typeof one>['id'], number: 'INC-2026-9999' },
    });
  });
  await page.getByText('1 new came in, order kept.').waitFor();
  await until(async () => (await page.locator('.irow.sel').boundingBox())?.y).toBe(before?.y);
  await until(() => front(page)).toBe('INC-2026-40001');
});

it('without any it says what an incident is for, and the key that opens one', async () => {
  const page = await lab.open({ world: 'empty' });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText('No incident yet.').waitFor();
  await page.keyboard.press('+');
  await page.getByRole('dialog', { name: 'Open an incident' }).waitFor();
});

it('Watch shows the worst with what is left, as many as fit, and leads there', async () => {
  const page = await lab.open({ world: 'incidentsList' });
  const panel = page.getByRole('region', { name: 'Open incidents' });
  await panel.getByText(/^MISSED by/).waitFor();
  await until(() => panel.locator('.inc .mono').allInnerTexts()).toEqual([
    'INC-2026-0414',
    'INC-2026-0413',
    'INC-2026-0411',
  ]);
  await panel.getByRole('button', { name: 'and 5 more' }).waitFor();
  // What happened last keeps its place below.
  expect((await page.getByRole('region', { name: 'Latest' }).boundingBox())!.height).toBeGreaterThan(90);
  await panel.getByText('INC-2026-0411').click();
  await page.locator('main.watch').waitFor({ state: 'detached' });
  const wide = await lab.open({ world: 'incidentsList', width: 2560, height: 1440 });
  await until(() => wide.locator('.incs .inc').count()).toBe(8);
});

it('the rail counts them, lit while one is unhandled, quiet when all are in hand', async () => {
  const page = await lab.open({ world: 'incidentsList' });
  const place = page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /Incidents/ });
  await place.locator('em.bad').getByText('8').waitFor();
  await page.evaluate(() => {
    const { engine } = window.stage;
    engine.push(
      ...[...engine.world().incidents.values()]
        .filter(({ status }) => status === 'open')
        .map((one) => ({
          type: 'incident' as const,
          incident: { ...one, status: 'acknowledged' as const, clocks: [] },
        })),
    );
  });
  await place.locator('em:not(.bad)').getByText('8').waitFor();
});

it('the palette finds a standing incident by number and by title, and the search', async () => {
  const page = await lab.open({ world: 'incidentsList' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ups feed');
  await page.getByRole('option', { name: /INC-2026-0409/ }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0405');
  await page.getByRole('option', { name: /ams1 backup window overruns/ }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('search incidents');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Search incidents and notes' }).waitFor();
});

it.each(['dark', 'light', 'night'] as const)('axe has nothing to find in the %s theme', async (theme) => {
  const page = await lab.open({ world: 'incidentsList', theme });
  const found = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  };
  await page.locator('.incs .inc').first().waitFor();
  expect(await found()).toEqual([]);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('listbox', { name: 'Incidents' }).waitFor();
  await page.keyboard.press('j');
  expect(await found()).toEqual([]);
});
