// Ways to a run that several page tests take, and to press a key as an operator does: after having seen what is in front.
import type { Page } from 'playwright';
import type { PageLab, PageOptions } from './page.ts';
import { RUN_IDS } from './worlds-runs.ts';

export type RunName = keyof typeof RUN_IDS;

/** The screen of a run, drawn and ready for keys; with `at` the steps before that one are done. */
export async function openRun(
  lab: PageLab,
  name: RunName,
  options: Partial<PageOptions> & { readonly at?: string } = {},
): Promise<Page> {
  const { at, ...rest } = options;
  const page = await lab.open({ world: 'runNight', ...rest });
  const id = RUN_IDS[name];
  if (at !== undefined)
    await page.evaluate(([run, step]) => window.stage.runs.until(run as never, step), [id, at] as const);
  await page.evaluate((run) => window.stage.show(run as never), id);
  await seen(page);
  return page;
}

/** What is in front was on screen long enough to be meant by a key. */
export const seen = (page: Page): Promise<void> => page.locator('.rbody[data-seen]').waitFor();

/** Presses a key once what is in front was seen. */
export async function press(page: Page, key: string): Promise<void> {
  await seen(page);
  await page.keyboard.press(key);
}

/** How what runs ends. */
export const finish = (page: Page, name: RunName, ends: object = {}): Promise<void> =>
  page.evaluate(([run, how]) => window.stage.runs.finish(run as never, how), [RUN_IDS[name], ends] as const);

export const print = (page: Page, name: RunName, text: string, stream: 'stdout' | 'stderr' = 'stdout'): Promise<void> =>
  page.evaluate(([run, what, which]) => window.stage.runs.print(run as never, what, which), [
    RUN_IDS[name],
    text,
    stream,
  ] as const);

/** Title of the step that is read. */
export const inFront = (page: Page): Promise<string | null> => page.locator('.sthead h2').textContent();

/** Types a word into the dialog that a key opened, and sends it. */
export async function say(page: Page, words: string): Promise<void> {
  await page.locator('dialog textarea').waitFor();
  await page.locator('dialog textarea').fill(words);
  await page.locator('dialog textarea').press('Control+Enter');
}
