// @vitest-environment node
// Whether the wall can be read: every view fits its display, its letters are large enough, and axe finds nothing.
import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';
import { hangWall, LEAST_U, measured, VIEWS, type WallOptions } from '../support/wall-page.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const hang = (options: WallOptions = {}) => hangWall(lab, options);

const WORLDS: readonly (readonly [name: string, options: Partial<PageOptions>])[] = [
  ['the night of the design', { world: 'wallNight' }],
  ['quiet', { world: 'quietNight', hosts: 9 }],
  ['2,000 hosts on fire', { world: 'onFire', hosts: 2_000 }],
];

describe.each([
  [1_920, 1_080],
  [2_560, 1_440],
])('at %i × %i', (width, height) => {
  test.each(WORLDS)('%s: every view fits, in letters that are read at six metres', async (_name, options) => {
    for (const view of VIEWS) {
      const page = await hang({ ...options, width, height, views: [view] });
      const { letters, out, scrolls } = await measured(page);
      expect(letters.length).toBeGreaterThan(10);
      expect(letters.filter(({ size }) => size < LEAST_U - 0.01)).toEqual([]);
      expect(out, view).toEqual([]);
      expect(scrolls, view).toBe(false);
      await page.context().close();
    }
  });
});

test('a long name gets smaller letters before it is cut', async () => {
  const page = await hang();
  await page.evaluate(() => {
    const { engine } = window.stage;
    const host = [...engine.world().hosts.values()].find(({ name }) => name === 'ams1-dist-sw02')!;
    engine.push({ type: 'host', host: { ...host, name: 'amsterdam-south-east-dc1-distribution-switch-02' } });
  });
  const name = page.locator('.wb-al div b');
  await until(() => name.textContent()).toContain('distribution');
  expect(await name.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  await page.context().close();
});

test('a long story of what is wrong is cut; the clock and the age of the alarm stay on the wall', async () => {
  const page = await hang();
  await page.evaluate(() => {
    const { engine } = window.stage;
    const { problems, checkStates } = engine.world();
    const critical = [...problems.values()].find(({ status }) => status === 'critical')!;
    const state = checkStates.get(critical.checkId)!;
    const others = [...problems.values()].filter(({ id }) => id !== critical.id);
    engine.push(...others.map(({ id }) => ({ type: 'problem-closed' as const, problemId: id })), {
      type: 'check-state',
      state: { ...state, summary: 'connect: no route to host after 10 s, tried again; '.repeat(8) },
    });
  });
  await page.locator('.wb-al').getByText('tried again').waitFor();
  expect(await measured(page)).toMatchObject({ out: [], scrolls: false });
  // And with the last words of an engine that is gone.
  await page.evaluate(() =>
    window.stage.lose('It said: the disk is full and nothing can be written any more. '.repeat(5)),
  );
  await page.getByText('Engine restarting').waitFor();
  expect(await measured(page)).toMatchObject({ out: [], scrolls: false });
  for (const part of ['.wb-clk b', '.wb-al time', '.wb-lost']) {
    const box = (await page.locator(part).boundingBox())!;
    expect(box.x + box.width, part).toBeLessThanOrEqual(1_920);
  }
  await page.context().close();
});

test('two crews, nine rotas and eight disks: no line is cut, and what has no room is counted', async () => {
  const page = await hang({ views: ['shift'] });
  await page.evaluate(() => {
    const { engine } = window.stage;
    const { shifts, onCall, forecasts } = engine.world();
    const [crew] = shifts.now;
    const [rota] = onCall.now;
    const [disk] = forecasts;
    if (!crew || !rota || !disk) throw new Error('the night has a crew, a rota and a disk that fills');
    const names = (many: number) => Array.from({ length: many }, (_, at) => `Person ${at} Longname-Doublename`);
    const crews = [names(9), names(8)].map((people, at) => ({ ...crew, key: `k${at}`, people }));
    const rotas = Array.from({ length: 9 }, (_, at) => ({
      ...rota,
      scheduleId: `r${at}` as never,
      schedule: `Rota ${at}`,
    }));
    const disks = Array.from({ length: 8 }, (_, at) => ({ ...disk, host: `host-${at}`, metric: `m${at}` }));
    engine.push(
      { type: 'shifts', shifts: { ...shifts, now: crews } },
      { type: 'on-call', onCall: { ...onCall, now: rotas } },
      { type: 'forecasts', forecasts: disks },
    );
  });
  await page.getByText('Rota 1', { exact: true }).waitFor();
  const cut = () =>
    page.locator('.halves > section').evaluateAll((columns) =>
      columns.flatMap((column) => {
        const { bottom } = column.getBoundingClientRect();
        const lines = [...column.querySelectorAll('h2, li, p, .wb-crew b, .wb-crew span')];
        return lines
          .filter((line) => line.getBoundingClientRect().bottom > bottom + 1)
          .map(({ textContent }) => textContent);
      }),
    );
  await until(cut).toEqual([]);
  expect(await page.locator('.halves h2').allTextContents()).toContainEqual(
    expect.stringMatching(/^Will be full\d more$/),
  );
  expect(await page.getByText(/^and \d+ more$/).count()).toBeGreaterThan(0);
  const { letters, out, scrolls } = await measured(page);
  expect(letters.filter(({ size }) => size < LEAST_U - 0.01)).toEqual([]);
  // Eighteen names in the foot, and still as wide as the display.
  expect([out, scrolls]).toEqual([[], false]);
  // A lost monitor takes a line of the wall for itself.
  await page.evaluate(() => window.stage.lose('It was killed.'));
  await page.getByText('Engine restarting').waitFor();
  await until(cut).toEqual([]);
  await page.context().close();
});

describe.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', (theme) => {
  test.each(VIEWS)('%s', async (view) => {
    const page = await hang({ theme, views: [view] });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.context().close();
  });
});
