// @vitest-environment node
// The Watch screen in a real browser with a scripted engine behind it: worked by keyboard alone, at both sizes.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const selected = (page: Page) => page.locator('.strip.sel .sh b');
const unhandled = (page: Page) => page.locator('.probs h1 em');

describe('by keyboard alone', () => {
  it('the worst strip is acknowledged: j, a, why, Ctrl+Enter; it turns to outline where it stands', async () => {
    const page = await lab.open({ world: 'designNight' });
    await expect.poll(() => unhandled(page).textContent()).toBe('8');
    await page.keyboard.press('j');
    await until(() => selected(page).textContent()).toBe('ams1-dist-sw02');
    await until(() => page.locator('.keys .kl').textContent()).toContain('ams1-dist-sw02');
    await page.keyboard.press('a');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.wrong').textContent()).toContain('Say why');
    await page.keyboard.type('switch is being swapped');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await expect.poll(() => unhandled(page).textContent()).toBe('7');
    const first = page.locator('.strip').first();
    await until(() => first.getAttribute('class')).toContain('over');
    await until(() => first.locator('.so').textContent()).toBe('M. Okafor');
    await until(() => page.locator('.ann').textContent()).toContain('fra2-db-07');
    const calls = await page.evaluate(() => window.stage.engine.calls);
    expect(calls).toMatchObject([{ name: 'acknowledge', input: { reason: 'switch is being swapped', sticky: false } }]);
    await page.close();
  });

  it('several are chosen with v and Shift, and acknowledged at once', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+ArrowDown');
    await until(() => page.locator('.keys .kl').textContent()).toContain('3 problems');
    await page.keyboard.press('a');
    await until(() => page.locator('.ack-list li').count()).toBe(3);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await until(() => page.locator('.strip.chosen').count()).toBe(0);
    await page.close();
  });

  it('what hangs on a dead parent unfolds with Space, and j walks into it', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.keyboard.press('j');
    await page.keyboard.press(' ');
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('.child.sel b').textContent()).toMatch(/^ams1-(web|app|k8s)-/);
    await page.close();
  });

  it('a refusal is shown in the dialog, and what was typed is kept', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.keyboard.type('looking');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.wrong').textContent()).toContain('Nothing was acknowledged');
    await until(() => page.locator('#ack-reason').inputValue()).toBe('looking');
    await page.close();
  });

  it('the palette finds a host by a few letters and opens it; Esc leads back', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('db-07 fra');
    await expect.poll(() => page.locator('.palette-item[aria-selected="true"]').textContent()).toContain('fra2-db-07');
    await page.keyboard.press('Enter');
    await page.locator('main.host').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('main.watch').waitFor();
    await page.close();
  });

  it('x runs the check now and says so; ? names the keys', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect.poll(() => page.locator('.said').textContent()).toContain('1 check running now');
    await page.keyboard.press('?');
    await until(() => page.locator('.key-help').textContent()).toContain('Acknowledge');
    await page.close();
  });

  it('the cells of the map are walked with arrows, and say who they are', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.locator('.cells').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.tip b').textContent()).toMatch(/^ams1-core-sw0[12]$/);
    await page.keyboard.press('Enter');
    await page.locator('main.host').waitFor();
    await page.close();
  });
});

describe('live', () => {
  it('a new problem waits below, marked, until s', async () => {
    const page = await lab.open({ world: 'designNight' });
    await expect.poll(() => page.locator('.strip').count()).toBe(8);
    await page.evaluate(() => {
      const { engine } = window.stage;
      const [problem] = engine.world().problems.values();
      const check = [...engine.world().checks.values()].find(
        ({ name, hostId }) => name === 'ping' && hostId.includes('fra2-core'),
      );
      if (!problem || !check) throw new Error('the night has both');
      const fresh = { ...problem, id: 'p-new' as typeof problem.id, hostId: check.hostId, checkId: check.id };
      engine.push({ type: 'problem', problem: { ...fresh, status: 'down', because: null, held: null, ack: null } });
    });
    await expect.poll(() => page.locator('.strip').count()).toBe(9);
    await until(() => page.locator('.strip').last().textContent()).toContain('new');
    await until(() => page.locator('.pend').textContent()).toContain('1 new came in');
    await page.keyboard.press('s');
    await expect.poll(() => page.locator('.pend').count()).toBe(0);
    await until(() => page.locator('.strip').nth(1).locator('.sh b').textContent()).toBe('fra2-core-sw01');
    await page.close();
  });

  it('a lost push is noticed and a new snapshot taken', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.evaluate(() => {
      const { engine } = window.stage;
      const health = engine.world().health;
      if (!health) throw new Error('the night has its health');
      engine.skip();
      engine.push({ type: 'health', health: { ...health, lagMs: 777 } });
    });
    await expect.poll(() => page.locator('.mon b').textContent()).toContain('777');
    await until(() => page.evaluate(() => window.stage.engine.snapshots())).toBe(2);
    await page.close();
  });

  it('a lost engine is loud, what was known stays, and a new line brings it back', async () => {
    const page = await lab.open({ world: 'designNight' });
    await page.evaluate(() => window.stage.lose('It ended by signal 9.'));
    await expect.poll(() => page.locator('.ann').textContent()).toContain('Monitor lost');
    await until(() => page.locator('.lost-notice').textContent()).toContain('It ended by signal 9.');
    await until(() => page.locator('.strip').count()).toBe(8);
    await page.evaluate(() => window.stage.connect());
    await expect.poll(() => page.locator('.lost-notice').count()).toBe(0);
    await until(() => page.locator('.ann').textContent()).toContain('ams1-dist-sw02');
    await page.close();
  });
});

describe('two thousand hosts on fire', () => {
  it('draw only the strips on screen, every host as a cell, and filter as one types', async () => {
    const page = await lab.open({ world: 'onFire', hosts: 2_000 });
    await expect.poll(() => unhandled(page).textContent()).toMatch(/^\d{3}$/);
    await until(() => page.locator('.strip').count()).toBeLessThan(30);
    await expect.poll(() => page.locator('.cells canvas').count()).toBe(8);
    const total = Number(await page.locator('.strips [role=option]').first().getAttribute('aria-setsize'));
    await page.keyboard.press('/');
    await page.keyboard.type('site03 warning');
    const shown = page.locator('.strips [role=option]').first();
    await expect.poll(async () => Number(await shown.getAttribute('aria-setsize'))).toBeLessThan(total / 5);
    await until(() => shown.textContent()).toContain('site03');
    await page.keyboard.press('Escape');
    await expect.poll(async () => Number(await shown.getAttribute('aria-setsize'))).toBe(total);
    await page.close();
  });
});

describe('the frame', () => {
  const sizes = [
    { width: 1366, height: 768 },
    { width: 2560, height: 1440 },
  ] as const;
  const worlds = ['designNight', 'onFire', 'quietNight', 'empty'] as const;

  it.each(sizes)('never scrolls sideways at $width by $height', async (size) => {
    for (const world of worlds) {
      const page = await lab.open({ world, hosts: world === 'onFire' ? 2_000 : 5, ...size });
      const wide = await page.evaluate(() => {
        const panes = [
          document.documentElement,
          ...document.querySelectorAll('main, aside, .strips, .fleet, .hrows, .top, .keys'),
        ];
        return panes
          .filter((pane) => pane.scrollWidth > pane.clientWidth + 1)
          .map((pane) => pane.className || pane.tagName);
      });
      expect(wide, `${world} at ${size.width}`).toEqual([]);
      await page.close();
    }
  });

  it('an empty inventory says what to do next', async () => {
    const page = await lab.open({ world: 'empty' });
    await until(() => page.locator('.first-run').textContent()).toContain('Add a host');
    await page.close();
  });

  it('the theme is kept over a restart of the window', async () => {
    const page = await lab.open({ world: 'quietNight', theme: 'night' });
    await until(() => page.locator('html').getAttribute('data-theme')).toBe('night');
    await page.keyboard.press('Shift+T');
    await until(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.close();
  });
});

it('nothing of all this troubled the console or the content policy', () => {
  expect(lab.errors).toEqual([]);
});
