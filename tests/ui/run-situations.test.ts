// @vitest-environment node
// A run in what may befall it: cut off, signed, waiting, watched, in many places at once, not real, beside a timeline; and that
// it can be read by everybody at both sizes and in every theme.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { callsOf } from '../support/page-incidents.ts';
import { finish, inFront, openRun, press, print } from '../support/page-runs.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const running = (page: Page) => page.locator('.prog, .spin').first().waitFor();
const begin = async (page: Page): Promise<Page> => {
  await press(page, 'Enter');
  await running(page);
  return page;
};
const keysShown = (page: Page) => page.locator('.skeys').textContent();

describe('what comes from outside', () => {
  it('an interrupted step says since when and where, and is never run again by itself', async () => {
    const page = await begin(await openRun(lab, 'night', { at: 'core' }));
    await page.evaluate(() => window.stage.runs.interrupt('run-night' as never));
    await until(() => page.locator('.stand.interrupted').textContent()).toMatch(
      /It began \d\d:\d\d:\d\d UTC on ams1-core-sw01/,
    );
    expect(await keysShown(page)).toMatch(/Run it again.*Mark done.*Skip.*Abort/);
    expect(await page.locator('.prog').count()).toBe(0);
    await press(page, 'Enter');
    expect(await callsOf(page, 'act')).toHaveLength(1);
    await page.context().close();
  });

  it('a signature is somebody else’s: whoever asked cannot, another name can, and what it binds is shown', async () => {
    const page = await openRun(lab, 'patch', { at: 'sign' });
    await press(page, 'Enter');
    await page.locator('.stand.asked').waitFor();
    await press(page, 'Enter');
    await until(() => page.locator('dialog .binds').textContent()).toContain('sudo patch-host --release 2026.11');
    await page.locator('dialog textarea').fill('read it, fine');
    await page.locator('dialog textarea').press('Control+Enter');
    await until(() => page.locator('dialog .wrong').textContent()).toContain('cannot sign');
    await page.locator('dialog input').fill('A. Brandt');
    await page.locator('dialog input').press('Enter');
    await until(() => inFront(page)).toContain('Let the pool drain');
    expect((await callsOf(page, 'act')).at(-1)).toMatchObject({ act: { type: 'approve', signer: 'A. Brandt' } });
    await page.context().close();
  });

  it('a signer who has a PIN is asked for it, and it goes along; one without is not', async () => {
    const page = await openRun(lab, 'patch', { at: 'sign' });
    await page.evaluate(() => window.stage.putShifts());
    await press(page, 'Enter');
    await page.locator('.stand.asked').waitFor();
    await press(page, 'Enter');
    const signer = page.getByRole('combobox', { name: 'Signed by' });
    await signer.fill('J. Lindqvist');
    expect(await page.locator('dialog input[type=password]').count()).toBe(0);
    await signer.fill('a. brandt');
    await page.getByLabel('PIN of a. brandt').fill('2468');
    await page.locator('dialog textarea').fill('read it, fine');
    await page.locator('dialog textarea').press('Control+Enter');
    await until(() => inFront(page)).toContain('Let the pool drain');
    expect((await callsOf(page, 'act')).at(-1)).toMatchObject({
      act: { type: 'approve', signer: 'a. brandt', pin: '2468' },
    });
    await page.context().close();
  });

  it('a wait counts down to its stored moment and goes on by itself', async () => {
    const page = await begin2(await openRun(lab, 'patch', { at: 'drain' }));
    await until(() => page.locator('.stand.waits').textContent()).toMatch(/9.min 5\d.s left/);
    await page.evaluate(() => window.stage.runs.moment('run-patch' as never));
    await until(() => inFront(page)).toContain('Patch the pool');
    await page.context().close();
  });

  it('who does not hold the pen sees everything, changes nothing, and can take it with a word', async () => {
    const page = await openRun(lab, 'night');
    await page.evaluate(() => window.stage.runs.change('run-night' as never, { pen: 'A. Brandt' }));
    await until(() => page.locator('.rban.watch').textContent()).toContain('A. Brandt holds the pen');
    await press(page, 'Enter');
    await press(page, 's');
    expect(await callsOf(page, 'act')).toEqual([]);
    await press(page, 'P');
    await page.locator('dialog textarea').fill('off shift');
    await page.locator('dialog textarea').press('Control+Enter');
    await until(() => page.locator('.rban.watch').count()).toBe(0);
    await press(page, 'p');
    await page.locator('dialog input').fill('J. Lindqvist');
    await page.locator('dialog input').press('Enter');
    await until(() => page.locator('.rban.watch').textContent()).toContain('J. Lindqvist holds the pen');
    await page.context().close();
  });

  it('a changed file is said, and f shows the difference', async () => {
    const page = await openRun(lab, 'night');
    const difference = '--- pinned\n+++ now\n@@ -1 +1 @@\n-wait: 10m\n+wait: 20m\n';
    await page.evaluate(
      (text) => window.stage.runs.file('run-night' as never, { state: 'changed', difference: text }),
      difference,
    );
    await until(() => page.locator('.rban').textContent()).toContain('was changed since');
    await press(page, 'f');
    await until(() => page.locator('.diff .plus').textContent()).toBe('+wait: 20m');
    await page.keyboard.press('Escape');
    await until(() => inFront(page)).toContain('Is it really down?');
    await page.context().close();
  });

  it('a lost line: what is shown is as of then, keys are refused in words, and it is current again afterwards', async () => {
    const page = await openRun(lab, 'night');
    await page.evaluate(() => window.stage.lose('It was killed.'));
    await until(() => page.locator('.rban.old').textContent()).toMatch(/As of \d\d:\d\d:\d\d UTC/);
    await press(page, 'Enter');
    await until(() => page.locator('.said').textContent()).toContain('nothing was sent');
    expect(await callsOf(page, 'act')).toEqual([]);
    await page.evaluate(() => {
      window.stage.runs.until('run-night' as never, 'what');
      window.stage.connect();
    });
    await until(() => inFront(page)).toContain('What is it?');
    await until(() => page.locator('.rban.old').count()).toBe(0);
    await page.context().close();
  });
});

/** The same without waiting for something to run. */
async function begin2(page: Page): Promise<Page> {
  await press(page, 'Enter');
  return page;
}

describe('output', () => {
  it('of five thousand lines keeps few in the page, stays at the end, and leaves whoever scrolled up alone', async () => {
    const page = await begin(await openRun(lab, 'night', { at: 'core' }));
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `\x1b[32mline ${from + at}\x1b[0m\n`).join('');
    await print(page, 'night', many(0, 5_000));
    await until(() => page.locator('.oline').last().textContent()).toContain('line 4999');
    expect(await page.locator('.oline').count()).toBeLessThan(120);
    await page.locator('.olines').hover();
    await page.mouse.wheel(0, -2_000);
    const place = () => page.locator('.olines').evaluate((pane) => pane.scrollTop);
    await until(() =>
      page.locator('.olines').evaluate((pane) => pane.scrollHeight - pane.scrollTop - pane.clientHeight),
    ).toBeGreaterThan(500);
    const before = await place();
    await print(page, 'night', many(5_000, 5_100));
    await until(() => page.locator('.olines').evaluate((pane) => pane.scrollHeight)).toBeGreaterThan(5_050 * 19);
    expect(await place()).toBe(before);
    await page.context().close();
  });

  it('stays where it is when the step ends, and is read and searched in full', async () => {
    const page = await begin(await openRun(lab, 'night', { at: 'core' }));
    await print(page, 'night', Array.from({ length: 400 }, (_, at) => `port ${at} up\n`).join(''));
    await until(() => page.locator('.oline').last().textContent()).toContain('port 399');
    await finish(page, 'night');
    await until(() => page.locator('.outp.before').textContent()).toContain('Before, step 3');
    expect(await page.locator('.oline').last().textContent()).toContain('port 399');
    await press(page, 'o');
    await page.keyboard.press('/');
    await page.keyboard.type('port 123');
    await until(() => page.locator('.sheet .found').textContent()).toBe('port 123 up');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await until(() => inFront(page)).toContain('What is it?');
    await page.context().close();
  });

  it('of forty hosts is told by host and batch, with how many failed of how many may', async () => {
    const page = await begin(await openRun(lab, 'patch', { at: 'patch' }));
    await finish(page, 'patch');
    await finish(page, 'patch', { on: ['ams1-web-03'] });
    await until(() => page.locator('.bsum').textContent()).toBe('10 of 40, 1 failed of at most 2');
    await finish(page, 'patch', { on: ['ams1-web-20', 'ams1-web-21'] });
    await page.locator('.stand.failed').waitFor();
    expect(await page.locator('.stand.failed').textContent()).toContain('It failed on 3 of 40 hosts');
    await press(page, 'R');
    await running(page);
    await finish(page, 'patch');
    await until(() => inFront(page)).toContain('Does the pool answer?');
    expect((await callsOf(page, 'act')).at(-1)).toMatchObject({ act: { type: 'retry-failed' } });
    await page.context().close();
  });
});

describe('where it is seen', () => {
  it('a dry run and an instruction are marked on the head, on every row and on the step', async () => {
    for (const [name, words] of [
      ['dry', 'dry run'],
      ['instruct', 'instruction'],
    ] as const) {
      const page = await openRun(lab, name, { at: 'port' });
      expect((await page.locator('.mband b').textContent())?.toLowerCase()).toBe(words);
      expect(await page.locator('.track .tmode').allTextContents()).toEqual(Array.from({ length: 9 }, () => words));
      expect((await page.locator('.sthead .mode-t').textContent())?.toLowerCase()).toBe(words);
      await page.context().close();
    }
  });

  it('beside the timeline: r gives it the keys, Esc gives them back, and its steps are entries', async () => {
    const page = await openRun(lab, 'night', { at: 'what' });
    await press(page, 'i');
    await page.locator('.te', { hasText: 'step 3/9' }).waitFor();
    await page.locator('.rpane').waitFor();
    await page.keyboard.press('r');
    await page.locator('.rpane.keyed').waitFor();
    await press(page, '2');
    await press(page, 'Enter');
    await page.locator('.te', { hasText: 'No light on the optic' }).waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.locator('.rpane.keyed').count()).toBe(0);
    await page.keyboard.press('k');
    await page.locator('.te.sel').waitFor();
    await page.context().close();
  });

  it('the rail counts the runs that wait for whoever sits here, without dry ones', async () => {
    const page = await openRun(lab, 'night');
    await until(() => page.locator('.rail button', { hasText: 'Runbooks' }).textContent()).toContain(
      '3 waiting for you',
    );
    await page.context().close();
  });
});

const STATES: readonly (readonly [string, (options: Partial<PageOptions>) => Promise<Page>])[] = [
  ['running', async (options) => begin(await openRun(lab, 'night', { at: 'core', ...options }))],
  [
    'failed',
    async (options) => {
      const page = await begin(await openRun(lab, 'night', { at: 'core', ...options }));
      await print(page, 'night', 'no route\n', 'stderr');
      await finish(page, 'night', { ok: false });
      await page.locator('.stand.failed').waitFor();
      return page;
    },
  ],
  ['to be typed', (options) => openRun(lab, 'night', { at: 'port', ...options })],
  ['a question', (options) => openRun(lab, 'night', { at: 'what', ...options })],
  ['a checklist', (options) => openRun(lab, 'night', { at: 'optics', ...options })],
  ['a form', (options) => openRun(lab, 'patch', options)],
  ['batches', async (options) => begin(await openRun(lab, 'patch', { at: 'patch', ...options }))],
  ['an instruction', (options) => openRun(lab, 'instruct', { at: 'port', ...options })],
  ['a dry run', (options) => openRun(lab, 'dry', { at: 'port', ...options })],
  [
    'beside the timeline',
    async (options) => {
      const page = await openRun(lab, 'night', { at: 'port', ...options });
      await press(page, 'i');
      await page.locator('.rpane .sthead').waitFor();
      return page;
    },
  ],
];

describe.each([
  ['dark', 1366, 768],
  ['light', 2560, 1440],
  ['night', 1366, 768],
] as const)('in the %s theme at %i × %i', (theme, width, height) => {
  it.each(STATES)('%s: axe finds nothing, and nothing is wider than the window', async (_name, open) => {
    const page = await open({ theme, width, height });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`),
    ).toEqual([]);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main, main *')]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
        .map((one) => one.className),
    );
    expect(wide).toEqual([]);
    await page.context().close();
  });
});

it('the page complained about nothing', () => {
  expect(lab.errors).toEqual([]);
});
