// @vitest-environment node
// A hand-over is written, in a real browser: what is typed where it is read, kept with each pause, and never lost.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { itemOf, openHandoff, toHandoff } from '../support/page-handoff.ts';
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

interface Written {
  readonly words: {
    readonly items?: Record<string, { readonly next: string; readonly nextAt: number | null; readonly tried: string }>;
    readonly incoming?: string;
    readonly judgement?: string;
    readonly promiseById?: Record<string, { readonly to: string; readonly doneAt: number | null } | null>;
  };
}
const written = async (page: Page) => (await callsOf(page, 'write')) as readonly Written[];
const last = async (page: Page) => (await written(page)).at(-1)?.words;
const DB = 'problem:fra2-db-07';
const nextOf = (page: Page) => page.getByRole('textbox', { name: 'Next, about fra2-db-07', exact: true });
const openDraft = (options: object = {}) => openHandoff(lab, { world: 'handoffDraft', ...options });

describe('typing', () => {
  it('goes by keyboard from the item to its fields and back, and is kept with the pause', async () => {
    const page = await openDraft();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.keyboard.type('Rebuild from base backup ');
    await page.keyboard.press('Tab');
    await page.keyboard.type('23:55');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Vacuum cancelled');
    await until(() => last(page).then((words) => words?.items?.[DB]?.tried)).toBe('Vacuum cancelled');
    const said = (await last(page))!.items![DB]!;
    expect(said.next).toBe('Rebuild from base backup');
    expect(new Date(said.nextAt!).toISOString().slice(11, 16)).toBe('23:55');
    await page.getByText(/^kept \d\d:\d\d:\d\d$/).waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('data-item'))).toBe(DB);
    await page.keyboard.press('k');
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('data-item'))).toBe('incident:i-412');
    await page.context().close();
  });

  it('a time that is none says so and stays; the rest is written without it', async () => {
    const page = await openDraft();
    const when = page.getByRole('textbox', { name: /Next, about fra2-db-07, time in/ });
    await when.fill('6am');
    await nextOf(page).fill('Rebuild');
    await until(() => last(page).then((words) => words?.items?.[DB])).toEqual({ next: 'Rebuild' });
    await page.getByRole('alert').getByText('no time like 06:30').waitFor();
    expect(await when.inputValue()).toBe('6am');
    await when.fill('06:30');
    await until(() => last(page).then((words) => words?.items?.[DB]?.nextAt)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('times are typed by the clock the operator thinks in', async () => {
    const page = await openDraft({ zone: 'Asia/Kolkata' });
    await itemOf(page, 'fra2-db-07').getByRole('button', { name: 'UTC' }).click();
    const kolkata = page.getByRole('textbox', { name: /Next, about fra2-db-07, time in (Kolkata|Calcutta)/ });
    await kolkata.fill('12:00');
    await until(() => last(page).then((words) => words?.items?.[DB]?.nextAt)).toBeGreaterThan(0);
    const at = (await last(page))!.items![DB]!.nextAt!;
    expect(new Date(at).toISOString().slice(11, 16)).toBe('06:30');
    await page.context().close();
  });

  it('a promise is added, kept once it is whole, and ticked off', async () => {
    const page = await openDraft();
    await page.keyboard.press('+');
    await page.getByText('until then it is only kept in this window').waitFor();
    await page.getByRole('textbox', { name: 'To whom, a new promise' }).fill('carrier');
    await page.getByRole('textbox', { name: 'What, the promise to carrier' }).fill('the port of ref 88213');
    await until(() =>
      last(page).then((words) => Object.values(words?.promiseById ?? {}).map((one) => one?.to)),
    ).toEqual(['carrier']);
    await page.getByRole('checkbox', { name: 'Kept: the promise to checkout team' }).click();
    await until(() => last(page).then((words) => words?.promiseById?.p1?.doneAt)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Take away the promise to checkout team' }).click();
    await until(() => last(page).then((words) => words?.promiseById)).toEqual({ p1: null });
    await page.context().close();
  });
});

describe('nothing typed is lost', () => {
  it('a refusal says so loudly, the words stay, and they are written again', async () => {
    const page = await openDraft();
    await page.evaluate(() => window.stage.engine.refuse('The data folder is read-only.'));
    await nextOf(page).fill('Rebuild from base backup');
    const alert = page.getByRole('alert').filter({ hasText: 'is not written' });
    await alert.waitFor();
    expect(await nextOf(page).inputValue()).toBe('Rebuild from base backup');
    await page.evaluate(() => window.stage.engine.refuse(null));
    await alert.getByRole('button', { name: 'Write it now' }).click();
    await alert.waitFor({ state: 'detached' });
    expect((await last(page))?.items?.[DB]?.next).toBe('Rebuild from base backup');
    await page.context().close();
  });

  it('over a visit elsewhere, and over a reload while the engine is gone', async () => {
    const page = await openDraft();
    await page.evaluate(() => window.stage.lose('The engine stopped.'));
    await page.getByRole('textbox', { name: 'Judgement' }).fill('The optic is the cheap guess.');
    await page.getByRole('alert').filter({ hasText: 'is not written' }).waitFor();
    await page.reload();
    await page.locator('[data-ready]').waitFor({ state: 'attached' });
    // Written as soon as there is an engine, before anybody opens the screen.
    await until(() => last(page).then((words) => words?.judgement)).toBe('The optic is the cheap guess.');
    await toHandoff(page);
    expect(await page.getByRole('textbox', { name: 'Judgement' }).inputValue()).toBe('The optic is the cheap guess.');
    await page.context().close();
  });

  it('over a restart of the engine: what was typed meanwhile is written when it is back', async () => {
    const page = await openDraft();
    await page.evaluate(() => window.stage.lose('The engine stopped.'));
    await nextOf(page).fill('Rebuild');
    await page.getByRole('alert').filter({ hasText: 'is not written' }).waitFor();
    expect(await written(page)).toEqual([]);
    await page.evaluate(() => window.stage.connect());
    await until(() => last(page).then((words) => words?.items?.[DB]?.next)).toBe('Rebuild');
    await page.getByRole('alert').filter({ hasText: 'is not written' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('when somebody signs it at another desk: it is kept aside, and written when it is a draft again', async () => {
    const page = await openDraft();
    await page.keyboard.press('i');
    await page.keyboard.type('A. Brandt');
    await until(() => last(page).then((words) => words?.incoming)).toBe('A. Brandt');
    await page.evaluate(() => window.stage.engine.refuse('The disk is full.'));
    await nextOf(page).fill('Rebuild from base backup');
    await page.getByRole('alert').filter({ hasText: 'is not written' }).waitFor();
    await page.evaluate(() => {
      window.stage.engine.refuse(null);
      window.stage.handoffs.signElsewhere();
    });
    const aside = page.getByRole('alert').filter({ hasText: 'Typed after it froze' });
    await aside.getByText('Rebuild from base backup').waitFor();
    await page.evaluate(() => window.stage.handoffs.thawElsewhere());
    await until(() => last(page).then((words) => words?.items?.[DB]?.next)).toBe('Rebuild from base backup');
    await aside.waitFor({ state: 'detached' });
    expect(await nextOf(page).inputValue()).toBe('Rebuild from base backup');
    await page.context().close();
  });
});

describe('the briefing is made anew while somebody types', () => {
  it('the caret stays, nothing moves, what is new comes last in its part and is marked', async () => {
    const page = await openDraft();
    await nextOf(page).fill('Rebuild from backup');
    await nextOf(page).evaluate((field: HTMLInputElement) => field.setSelectionRange(12, 12));
    const before = await nextOf(page).boundingBox();
    await page.evaluate(() => {
      window.stage.handoffs.change((briefing) => ({
        ...briefing,
        sections: briefing.sections.map((section) =>
          section.id === 'incidents'
            ? {
                ...section,
                items: [{ ...section.items[0]!, key: 'incident:new', subject: 'INC-2026-0415' }, ...section.items],
              }
            : section,
        ),
      }));
      window.stage.handoffs.touchElsewhere();
    });
    await itemOf(page, 'INC-2026-0415').getByText('new', { exact: true }).waitFor();
    expect(await nextOf(page).boundingBox()).toEqual(before);
    await page.keyboard.type('base ');
    expect(await nextOf(page).inputValue()).toBe('Rebuild frombase  backup');
    const order = await page
      .locator('.ho-card')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-item')));
    expect(order).toEqual(['incident:i-412', DB, 'incident:new']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await until(() =>
      page.locator('.ho-card').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-item'))),
    ).toEqual(['incident:new', 'incident:i-412', DB]);
    await page.context().close();
  });

  it('an item that is over stays while it is typed into, and its words are shown after', async () => {
    const page = await openDraft();
    await nextOf(page).fill('Rebuild');
    await page.evaluate(() => {
      window.stage.handoffs.change((briefing) => ({
        ...briefing,
        sections: briefing.sections.map((section) => ({
          ...section,
          items: section.items.filter(({ key }) => key !== 'problem:fra2-db-07'),
        })),
      }));
      window.stage.handoffs.touchElsewhere();
    });
    await itemOf(page, 'fra2-db-07').getByText('over now').waitFor();
    await page.keyboard.type(' it');
    await until(() => last(page).then((words) => words?.items?.[DB]?.next)).toBe('Rebuild it');
    await page.keyboard.press('Escape');
    await page.evaluate(() => window.stage.handoffs.touchElsewhere());
    await page.getByText('Said about what is not in the briefing any more').waitFor();
    await page.getByText('Rebuild it').waitFor();
    await page.context().close();
  });
});

describe('what blocks', () => {
  it('nobody who comes: said where it is, and it does not go out', async () => {
    const page = await openDraft();
    await page.getByText('Nobody is named who takes over.').waitFor();
    await page.keyboard.press('r');
    await page.getByText('Not yet: Nobody is named who takes over.').waitFor();
    await page.keyboard.press('i');
    await page.keyboard.type('A. Brandt');
    await page.keyboard.press('Enter');
    await until(() => last(page).then((words) => words?.incoming)).toBe('A. Brandt');
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Hand over' });
    await dialog.getByText('what you own stays yours until A. Brandt signs').waitFor();
    await dialog.getByText('a9f4…77c1').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/ready, frozen/).waitFor();
    await page.context().close();
  });

  it('a SEV1 without a next action: said on the item, and a reason lets it pass, on the record', async () => {
    const page = await openDraft();
    await page.keyboard.press('i');
    await page.keyboard.type('A. Brandt');
    await page.getByRole('textbox', { name: 'Next, about INC-2026-0412', exact: true }).fill('');
    await itemOf(page, 'INC-2026-0412').getByText('INC-2026-0412 (SEV1) has no next action.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Hand over' });
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('say why').waitFor();
    await page.keyboard.type('They have it on the phone.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Went out although it was blocked.').waitFor();
    expect(await callsOf(page, 'ready')).toMatchObject([{ override: 'They have it on the phone.' }]);
    await page.context().close();
  });

  it('what was typed last is in what goes out', async () => {
    const page = await openDraft();
    await page.keyboard.press('i');
    await page.keyboard.type('A. Brandt');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Judgement' }).fill('Ask for a second card.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Hand over' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/ready, frozen/).waitFor();
    await page.getByRole('region', { name: 'Judgement' }).getByText('Ask for a second card.').waitFor();
    await page.context().close();
  });
});
