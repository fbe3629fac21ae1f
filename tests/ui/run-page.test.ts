// @vitest-environment node
// A run in a real browser with a scripted engine behind it: stepped through by keyboard, and every way it may go wrong.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { callsOf } from '../support/page-incidents.ts';
import { finish, inFront, openRun, press, print, say } from '../support/page-runs.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const acts = async (page: Page): Promise<readonly string[]> =>
  ((await callsOf(page, 'act')) as { act: { type: string } }[]).map(({ act }) => act.type);
const front = (page: Page, title: string) => until(() => inFront(page)).toContain(title);
const running = (page: Page) => page.locator('.prog, .spin').first().waitFor();

describe('nine steps by keyboard', () => {
  it('goes from the alarm to green without the pointer', async () => {
    const page = await openRun(lab, 'night');
    for (const title of ['Is it really down?', 'Who stands behind it?', 'What does the core side say?']) {
      await front(page, title);
      await press(page, 'Enter');
      await running(page);
      await finish(page, 'night');
    }
    await front(page, 'What is it?');
    await press(page, '1');
    await until(() => page.locator('.skeys .pri').textContent()).toContain('Answer: Port shut by error detection');
    await press(page, 'Enter');
    await front(page, 'Bring the uplink port back');
    await press(page, 'Enter');
    await page.keyboard.type('ams1-core-sw01');
    await page.keyboard.press('Enter');
    await running(page);
    await print(page, 'night', 'startup Ethernet48 … done\n');
    await until(() => page.locator('.oline').textContent()).toContain('startup Ethernet48');
    await finish(page, 'night');
    for (const title of ['Is the switch back?', 'Are the 38 hosts back?']) {
      await front(page, title);
      await press(page, 'Enter');
      await running(page);
      await finish(page, 'night');
    }
    await front(page, 'Look at the optics');
    for (const key of ['1', 'Space', '3']) {
      const ticked = await page.locator('.ticks .ticked').count();
      await press(page, key);
      await until(() => page.locator('.ticks .ticked').count()).toBe(ticked + 1);
    }
    await press(page, 'Enter');
    await front(page, 'Tell the site and the carrier');
    await press(page, 'Enter');
    await running(page);
    await finish(page, 'night');
    await until(() => page.locator('.routcome').textContent()).toContain('Green');
    expect(await page.locator('.track .done').count()).toBe(9);
    const sent = await callsOf(page, 'act');
    expect(sent).toMatchObject([
      {},
      {},
      {},
      { act: { type: 'go', form: { option: 0 } } },
      { act: { type: 'go', typed: 'ams1-core-sw01' } },
      {},
      {},
      { act: { type: 'tick', item: 0 } },
      { act: { type: 'tick', item: 1 } },
      { act: { type: 'tick', item: 2 } },
      { act: { type: 'go' } },
      { act: { type: 'go' } },
    ]);
    await page.context().close();
  });

  it('starts nothing that changes a host before its name is typed as it stands', async () => {
    const page = await openRun(lab, 'night', { at: 'port' });
    expect(await page.locator('.target b').textContent()).toBe('ams1-core-sw01');
    await press(page, 'Enter');
    await page.keyboard.type('ams1-core-sw02');
    await page.keyboard.press('Enter');
    await until(() => page.locator('.rtyped').textContent()).toContain('not the same yet');
    expect(await acts(page)).toEqual([]);
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await running(page);
    expect(await acts(page)).toEqual(['go']);
    await page.context().close();
  });

  it('a double press, and a key that is held, act once', async () => {
    const page = await openRun(lab, 'night');
    await press(page, 'Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await running(page);
    await finish(page, 'night');
    await front(page, 'Who stands behind it?');
    await page.keyboard.down('Enter');
    for (let turn = 0; turn < 10; turn += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await until(async () => (await acts(page)).length).toBeGreaterThanOrEqual(1);
    expect((await acts(page)).filter((type) => type === 'go').length).toBeLessThanOrEqual(2);
    expect(new Set((await callsOf(page, 'act')).map((call) => (call as { rev: number }).rev)).size).toBe(
      (await acts(page)).length,
    );
    await page.context().close();
  });

  it('a form says what is missing at its field, and gives each value its type', async () => {
    const page = await openRun(lab, 'patch');
    await press(page, 'Enter');
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('release');
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-field=canary]').fill('ams1-web-01');
    await page.locator('[data-field=canary]').press('Enter');
    await front(page, 'Somebody else signs');
    expect(await callsOf(page, 'act')).toMatchObject([
      { act: { form: { release: '2026.11', days: 7, canary: 'ams1-web-01', drain: true } } },
    ]);
    await page.context().close();
  });

  it('a message goes out as it was changed', async () => {
    const page = await openRun(lab, 'night', { at: 'tell' });
    await page.locator('[data-message]').fill('The port is up. Watch it until 06:00.');
    await page.locator('[data-message]').press('Control+Enter');
    await running(page);
    expect(await callsOf(page, 'act')).toMatchObject([
      { act: { form: { text: 'The port is up. Watch it until 06:00.', to: ['Carrier desk', 'S. Varga'] } } },
    ]);
    await page.context().close();
  });
});

/** Step 3 began and failed. */
async function openFailed(): Promise<Page> {
  const page = await openRun(lab, 'night', { at: 'core' });
  await press(page, 'Enter');
  await running(page);
  await finish(page, 'night', { ok: false, exit: 255, reason: 'refused', summary: 'port 22 refused' });
  await page.locator('.stand.failed').waitFor();
  return page;
}

describe('when a step fails', () => {
  it('says why in words, and Enter does nothing: a person has to choose', async () => {
    const page = await openFailed();
    expect(await page.locator('.stand.failed').textContent()).toContain(
      'the host refused the connection: port 22 refused',
    );
    await press(page, 'Enter');
    expect(await acts(page)).toEqual(['go']);
    await page.context().close();
  });

  it('is tried once more by r, and both attempts stay to be read', async () => {
    const page = await openFailed();
    await press(page, 'r');
    await running(page);
    await print(page, 'night', 'second time\n');
    await finish(page, 'night');
    await front(page, 'What is it?');
    await press(page, 'k');
    await until(() => page.locator('.attempts li').count()).toBe(2);
    await until(() => page.locator('.oline').textContent()).toContain('second time');
    await page.locator('.attempts button').first().click();
    await until(() => page.locator('.step.past').textContent()).toContain('the host refused the connection');
    await press(page, 'Escape');
    await front(page, 'What is it?');
    expect(await acts(page)).toEqual(['go', 'retry']);
    await page.context().close();
  });

  it.each([
    ['x', 'mark-done', 'looked there: port is down', 'What is it?'],
    ['G', 'go-on', 'known on this model', 'What is it?'],
    ['s', 'skip', 'the carrier looks', 'What is it?'],
  ])('%s: %s with a word, and the next step comes to the front', async (key, type, words, next) => {
    const page = await openFailed();
    await press(page, key);
    await say(page, words);
    await front(page, next);
    expect((await acts(page)).at(-1)).toBe(type);
    expect(JSON.stringify(await callsOf(page, 'act'))).toContain(words);
    await page.context().close();
  });

  it('a aborts it, and the outcome says so', async () => {
    const page = await openFailed();
    await press(page, 'a');
    await say(page, 'wrong switch');
    await until(() => page.locator('.routcome').textContent()).toContain('Aborted');
    expect(await page.locator('.routcome').textContent()).toContain('wrong switch');
    await page.context().close();
  });

  it('b takes back what was changed, newest first', async () => {
    const page = await openRun(lab, 'night', { at: 'back' });
    await press(page, 'b');
    await until(() => page.locator('dialog').textContent()).toContain('5 Bring the uplink port back');
    await say(page, 'it flaps');
    await until(() => page.locator('.routcome').textContent()).toContain('Rolled back');
    await page.context().close();
  });

  it('what changes a host is run once more only when its name is typed again', async () => {
    const page = await openRun(lab, 'night', { at: 'port' });
    await press(page, 'Enter');
    await page.keyboard.type('ams1-core-sw01');
    await page.keyboard.press('Enter');
    await running(page);
    await finish(page, 'night', { ok: false });
    await page.locator('.stand.failed').waitFor();
    await press(page, 'r');
    await until(() => page.evaluate(() => document.activeElement?.hasAttribute('data-typed'))).toBe(true);
    await page.keyboard.type('ams1-core-sw01');
    await page.keyboard.press('Enter');
    await running(page);
    expect(await callsOf(page, 'act')).toMatchObject([{}, {}, { act: { type: 'retry', typed: 'ams1-core-sw01' } }]);
    await page.context().close();
  });

  it('a word that was refused is kept, and Esc asks before it throws it away', async () => {
    const page = await openFailed();
    await press(page, 's');
    await page.locator('dialog textarea').waitFor();
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('dialog .wrong').textContent()).toContain('say why');
    await page.keyboard.type('no time');
    await page.evaluate(() => window.stage.engine.refuse('The database is read-only.'));
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('dialog .err').textContent()).toContain('What you typed is kept');
    expect(await page.locator('dialog textarea').inputValue()).toBe('no time');
    await page.keyboard.press('Escape');
    await until(() => page.locator('dialog').textContent()).toContain('Esc again throws away');
    await page.context().close();
  });
});
