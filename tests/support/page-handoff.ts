// Ways to the hand-over that several page tests take.
import type { Page } from 'playwright';
import type { PageLab, PageOptions } from './page.ts';

/** The screen of a made-up world, drawn. */
export async function openHandoff(lab: PageLab, options: PageOptions): Promise<Page> {
  const page = await lab.open(options);
  await toHandoff(page);
  return page;
}

export async function toHandoff(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.locator('.ho-head h1').waitFor();
}

/** An item by its subject. */
export const itemOf = (page: Page, subject: string) => page.getByRole('article', { name: new RegExp(subject) });
