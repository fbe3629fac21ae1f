// Ways to the screens of incidents that several page tests take.
import type { Page } from 'playwright';
import type { PageLab, PageOptions } from './page.ts';

/** What the page asked of the scripted engine under this name, in order. */
export const callsOf = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.stage.engine.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );

/** The list of a dozen incidents with one of them in front. */
export async function openIncidentList(lab: PageLab, serial: number): Promise<Page> {
  const page = await lab.open({ world: 'incidentsList' });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.locator('.irow', { hasText: `INC-2026-0${serial}` }).click();
  return page;
}

/** The night of the dead switch, its timeline drawn. */
export async function openIncidentNight(lab: PageLab, options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await lab.open({ world: 'incidentNight', hosts: 20, ...options });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText('INC-2026-0412').first().click();
  await page.keyboard.press('Enter');
  await page.locator('main.incident .te:not(.unread)').first().waitFor();
  return page;
}
