// @vitest-environment node
// A hand-over is taken over, in a real browser: ticks, read-backs, questions, signatures; the quiet shift, the storm, the past.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { itemOf, openHandoff } from '../support/page-handoff.ts';
import { callsOf } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  expect(lab.errors).toEqual([]);
  await lab.close();
});

const openReady = (options: Partial<PageOptions> = {}) => openHandoff(lab, { world: 'handoffReady', ...options });

async function tickAll(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  for (const _ of Array.from({ length: 9 })) {
    const box = page.locator('[data-item]:focus [role=checkbox]');
    if ((await box.getAttribute('aria-checked')) === 'false') {
      await page.keyboard.press('Space');
      await until(() => box.getAttribute('aria-checked')).toBe('true');
    }
    await page.keyboard.press('j');
  }
}

const noFindings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
};

describe('the night of the picture', () => {
  it('says where it stands: head, people, cards, rows, differences, judgement, signatures', async () => {
    const page = await openReady();
    await page.getByRole('heading', { name: 'Night A to Early B' }).waitFor();
    await page.getByText('e7c1…5d20').waitFor();
    expect(await page.locator('.ho-gate').innerText()).toMatch(/3 of 9\s+ticked\s+1 of 2\s+read back/);
    expect(await page.getByRole('article').count()).toBe(15);
    const card = itemOf(page, 'INC-2026-0412');
    for (const said of [
      'Swap the optic',
      'Optic suspected',
      'no link by 06:50',
      'left',
      'last note 4 min ago',
      'M. Okafor',
    ])
      expect((await card.innerText()).replaceAll('\u00a0', ' ')).toContain(said);
    await page.getByRole('region', { name: 'Since it froze' }).getByText('1 310 s').waitFor();
    await page.getByText('6 ticks, 1 read-back left').waitFor();
    await page.getByText('ownership stays with M. Okafor').waitFor();
    expect(await page.getByRole('button', { name: /^Handoff/ }).innerText()).toContain('waiting for your signature');
    await page.context().close();
  });

  it('is taken over by keyboard alone: ticks, read-back, a question, the PIN', async () => {
    const page = await openReady();
    await page.keyboard.press('y');
    await page.getByText(/Not yet: fra2-db-07 is not read back/).waitFor();
    await tickAll(page);
    expect(await page.locator('.ho-gate').innerText()).toContain('9 of 9');
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('b');
    await page.keyboard.type('Lag is at 1 240 s because the vacuum job came back at 03:30');
    await page.keyboard.press('Enter');
    await page.getByText('fra2-db-07 is read back.').waitFor();
    await page.keyboard.press('q');
    await page.keyboard.type('Who has the key of row C?');
    await page.keyboard.press('Enter');
    await page.getByText('1 question left').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.type('The desk downstairs.');
    await page.keyboard.press('Enter');
    await page.getByText('nothing is left but to sign').waitFor();
    await page.keyboard.press('y');
    const dialog = page.getByRole('dialog', { name: 'Accept' });
    await dialog.getByText('with the incident that M. Okafor leads: INC-2026-0412').waitFor();
    await page.keyboard.type('1234');
    await page.keyboard.press('Enter');
    await dialog.getByText('this is not the PIN of A. Brandt').waitFor();
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    await page.getByText('ownership went to A. Brandt').waitFor();
    // It stays as it was signed, until somebody goes on.
    await page.getByRole('region', { name: 'Signatures' }).getByText('with PIN').waitFor();
    await page.keyboard.press('h');
    await page.getByText('nobody is handing over').waitFor();
    await page.context().close();
  });

  it('an open question wants an acceptance with questions', async () => {
    const page = await openReady();
    await tickAll(page);
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('b');
    await page.keyboard.type('I rebuild it when the lag is over 1 800 s');
    await page.keyboard.press('Enter');
    await page.keyboard.press('q');
    await page.keyboard.type('Who calls the carrier?');
    await page.keyboard.press('Enter');
    await page.getByText('1 question left').waitFor();
    await page.keyboard.press('Y');
    await page.getByRole('dialog', { name: 'Accept with questions' }).getByText('One question has no answer').waitFor();
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    await page
      .getByText(/accepted with questions/)
      .first()
      .waitFor();
    expect(await callsOf(page, 'accept')).toMatchObject([{ withQuestions: true }]);
    await page.context().close();
  });

  it('a read-back that was begun survives a reload; what was sent can be changed', async () => {
    const page = await openReady();
    await page.keyboard.press('b');
    await page.keyboard.type('Lag is at');
    await page.reload();
    await page.locator('[data-ready]').waitFor({ state: 'attached' });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await until(() => page.getByLabel('Read back fra2-db-07 in your own words').inputValue()).toBe('Lag is at');
    await itemOf(page, 'INC-2026-0412').getByRole('button', { name: 'Change it' }).click();
    await page.getByLabel('Read back INC-2026-0412 in your own words').fill('I swap the optic.');
    await page.keyboard.press('Enter');
    await itemOf(page, 'INC-2026-0412').getByText('I swap the optic.').waitFor();
    await page.context().close();
  });

  it('is declined with a reason, or taken back to a draft', async () => {
    const page = await openReady();
    await page.keyboard.press('B');
    await page.getByRole('dialog', { name: 'Back to draft' }).waitFor();
    await page.keyboard.type('the link came up');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Judgement' }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Hand over' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/ready, frozen/).waitFor();
    await page.keyboard.press('D');
    await page.getByRole('dialog', { name: 'Decline' }).waitFor();
    await page.keyboard.type('two incidents have no owner');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Signatures' })
      .getByText(/two incidents have no owner/)
      .waitFor();
    await page.context().close();
  });

  it('differences lead to their items, and Enter opens what an item is about', async () => {
    const page = await openReady();
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('data-item'))).toBe(
      'problem:fra2-db-07',
    );
    await page.keyboard.press('v');
    await itemOf(page, 'fra2-db-07')
      .getByText(/critical, since/)
      .waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('main.incident').waitFor();
    await page.context().close();
  });

  it('every section can be read on a small screen, in its order', async () => {
    const page = await openReady();
    await page.keyboard.press('w');
    const titles = await page.locator('.ho-sec h2').allInnerTexts();
    expect(titles.map((title) => Number.parseInt(title, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const words = await page.locator('.ho-main').innerText();
    for (const said of ['Runs', 'none', 'S. Varga to 08:00', 'checkout team', '63 alerts', 'Time to acknowledge'])
      expect(words).toContain(said);
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: 'Note' }).waitFor();
    await page.context().close();
  });

  it('prints as a PDF with p, and x offers the other forms', async () => {
    const page = await openReady();
    const download = page.waitForEvent('download');
    await page.keyboard.press('p');
    expect((await download).suggestedFilename()).toBe('handoff.pdf');
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'Print or export' });
    await dialog.getByRole('radio', { name: /Markdown/ }).check();
    const text = page.waitForEvent('download');
    await page.keyboard.press('Control+Enter');
    expect((await text).suggestedFilename()).toBe('handoff.md');
    expect(await callsOf(page, 'exportHandoff')).toMatchObject([{ form: 'pdf' }, { form: 'markdown' }]);
    await page.context().close();
  });
});

describe('nobody hands over', () => {
  it('a quiet shift says none eleven times over, and one key begins, with who comes next', async () => {
    const page = await openHandoff(lab, { world: 'handoffEmpty' });
    await until(() => page.locator('.ho-sec .sub').allInnerTexts()).toEqual(Array.from({ length: 10 }, () => 'none'));
    await page.getByText('0 alerts').first().waitFor();
    await page.keyboard.press('h');
    await page.getByRole('textbox', { name: 'Judgement' }).waitFor();
    expect(await callsOf(page, 'begin')).toEqual([{ incoming: 'A. Brandt' }]);
    await page.context().close();
  });

  it('those of the past open as they were signed, and lead to what happened next', async () => {
    const page = await openHandoff(lab, { world: 'handoffEmpty' });
    const past = page.getByRole('region', { name: 'Past hand-overs' });
    await past.getByText('accepted, overridden').waitFor();
    await past.getByText('declined').waitFor();
    await page.keyboard.press('l');
    await until(() => page.evaluate(() => document.activeElement?.hasAttribute('data-past'))).toBe(true);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('The bridge is on the phone').waitFor();
    expect(await page.locator('.ho textarea, .ho input').count()).toBe(0);
    await page.keyboard.press('b');
    await page.locator('.ho-head').waitFor({ state: 'detached' });
    await page.context().close();
  });
});

it('sixty items: all can be reached, nothing runs out of the screen', async () => {
  const page = await openHandoff(lab, { world: 'handoffStorm' });
  expect(await page.getByRole('article').count()).toBe(60);
  await page.keyboard.press('End');
  const box = await page.locator('[data-item]:focus').boundingBox();
  expect(box!.y + box!.height).toBeLessThanOrEqual(768);
  const wide = await page.evaluate(() =>
    ['.ho', '.ho-main', '.ho-side', '.ho-scroll'].filter((name) => {
      const part = document.querySelector(name)!;
      return part.scrollWidth > part.clientWidth;
    }),
  );
  expect(wide).toEqual([]);
  await page.context().close();
});

describe.each(['dark', 'light', 'night'] as const)('axe finds nothing in %s', (theme) => {
  it.each(['handoffReady', 'handoffDraft', 'handoffEmpty'] as const)('on %s', async (world) => {
    const page = await openHandoff(lab, { world, theme });
    await noFindings(page);
    await page.keyboard.press('w');
    await noFindings(page);
    await page.keyboard.press('l');
    await noFindings(page);
    await page.context().close();
  });
});

it('axe finds nothing wide, in the storm, and in the dialogs', async () => {
  const wide = await openReady({ width: 2560, height: 1440 });
  await noFindings(wide);
  await wide.keyboard.press('D');
  await wide.getByRole('dialog').waitFor();
  await noFindings(wide);
  await wide.context().close();
  const storm = await openHandoff(lab, { world: 'handoffStorm' });
  await storm.keyboard.press('j');
  await storm.keyboard.press('v');
  await noFindings(storm);
  await storm.keyboard.press('x');
  await storm.getByRole('dialog').waitFor();
  await noFindings(storm);
  await storm.context().close();
});
