// @vitest-environment node
// The note box of an incident in a real browser with a scripted engine behind it: notes, commands, drafts, files.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { callsOf, openIncidentNight } from '../support/page-incidents.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(async () => {
  await lab.close();
});

const openIncident = (options: Partial<PageOptions> = {}): Promise<Page> => openIncidentNight(lab, options);

const box = (page: Page) => page.locator('.nbox textarea');

describe('the note box', () => {
  it('takes n from anywhere on the screen, logs by Ctrl Enter, and runs commands', async () => {
    const page = await openIncident();
    await page.keyboard.press('n');
    await page.keyboard.type('Port is **up**.');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.te').last().locator('b').textContent()).toBe('up');
    await until(() => box(page).inputValue()).toBe('');
    await page.keyboard.type('/dec');
    await page.keyboard.press('Tab');
    await page.keyboard.type('keep the old optic');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.te').last().textContent()).toContain('keep the old optic');
    await page.keyboard.type('/assign scribe Ada');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.facts').textContent()).toContain('Ada');
    expect(await callsOf(page, 'note')).toMatchObject([
      { kind: 'note' },
      { kind: 'decision', text: 'keep the old optic' },
    ]);
    await page.context().close();
  });

  it('explains a command nobody knows and sends nothing; a refusal leaves the words where they are', async () => {
    const page = await openIncident();
    await page.keyboard.press('n');
    await page.keyboard.type('/var is full');
    await page.keyboard.press('Control+Enter');
    await until(() => page.getByRole('alert').textContent()).toContain('There is no command /var');
    expect(await callsOf(page, 'note')).toEqual([]);
    await box(page).fill('the disk');
    await page.evaluate(() => window.stage.engine.refuse('The database is read-only.'));
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.nb-bad').textContent()).toContain('what you typed is kept');
    expect(await box(page).inputValue()).toBe('the disk');
    await page.context().close();
  });

  it('keeps a draft over a visit elsewhere, over a reload, and while the engine is gone', async () => {
    const page = await openIncident();
    await page.keyboard.press('n');
    await page.keyboard.type('half a thou');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.locator('main.watch, main:not(.incident)').first().waitFor();
    await page.reload();
    await page.locator('[data-ready]').waitFor({ state: 'attached' });
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByText('INC-2026-0412').first().click();
    await page.keyboard.press('Enter');
    await until(() => box(page).inputValue()).toBe('half a thou');
    await page.evaluate(() => window.stage.lose('It was killed.'));
    await page.locator('.app.lost').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.nb-bad').textContent()).toContain('not connected');
    expect(await box(page).inputValue()).toBe('half a thou');
    await page.context().close();
  });

  it('takes a pasted picture and a dropped file along with the note, and refuses what is too large', async () => {
    const page = await openIncident();
    await page.locator('input[type=file]').setInputFiles({
      name: 'capture.txt',
      mimeType: 'text/plain',
      buffer: Buffer.alloc(1_300_000, 'x'),
    });
    await until(() => page.locator('.nb-files li.kept').count()).toBe(1);
    // Three parts, in order.
    expect(await callsOf(page, 'uploadPart')).toMatchObject([
      { offset: 0 },
      { offset: 524_288 },
      { offset: 1_048_576 },
    ]);
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'image.png', { type: 'image/png' }));
      const area = document.querySelector('.nbox textarea');
      area?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await until(() => page.locator('.nb-files li.kept').count()).toBe(2);
    await until(() => page.locator('.nb-files').textContent()).toMatch(/pasted-\d{8}-\d{6}\.png/);
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(26 * 2 ** 20)], 'core.dump'));
      const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('main.incident')?.dispatchEvent(drop);
    });
    await until(() => page.locator('.nb-files li.failed').textContent()).toContain('up to 25');
    await page.getByRole('button', { name: 'Take core.dump off' }).click();
    await page.keyboard.press('n');
    await page.keyboard.type('what was seen');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('.nb-files').count()).toBe(0);
    const [note] = (await callsOf(page, 'note')) as { attachments: string[] }[];
    expect(note?.attachments).toHaveLength(2);
    await page.context().close();
  });

  it('is one key away on every other screen: the draft stays when the dialog is left', async () => {
    const page = await lab.open({ world: 'incidentNight', hosts: 20 });
    await page.keyboard.press('n');
    await page.locator('dialog .nbox textarea').waitFor();
    await until(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.type('rang the carrier');
    await page.keyboard.press('Escape');
    await until(() => page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('n');
    await until(() => page.locator('dialog .nbox textarea').inputValue()).toBe('rang the carrier');
    await page.keyboard.press('Control+Enter');
    await until(() => page.locator('dialog').count()).toBe(0);
    expect(await callsOf(page, 'note')).toMatchObject([{ incidentId: 'i-412', text: 'rang the carrier' }]);
    await page.context().close();
  });
});

it('the page complained about nothing', () => {
  expect(lab.errors).toEqual([]);
});
