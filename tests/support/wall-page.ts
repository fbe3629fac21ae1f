// A wall in a page, as the tests of it hang it: which views, on which display; and how large its letters are.
import type { Page } from 'playwright';
import type { PageLab, PageOptions } from './page.ts';

/** Of the width of the wall: the smallest lettering in units of 1/256. */
export const LEAST_U = 2.9;
export const VIEWS = ['overview', 'map', 'incidents', 'problems', 'shift'] as const;
type View = (typeof VIEWS)[number];

export interface WallOptions extends Partial<PageOptions> {
  readonly views?: readonly View[];
  readonly display?: string;
  /** The view that is on first. Default: the first of them. */
  readonly shows?: View;
}

/** Opens a wall; resolves when its first view is drawn. */
export async function hangWall(
  lab: PageLab,
  { views = ['overview'], display = '', shows = views[0] ?? 'overview', ...options }: WallOptions = {},
): Promise<Page> {
  const page = await lab.open({
    world: 'wallNight',
    wall: true,
    width: 1_920,
    height: 1_080,
    zone: 'Europe/Amsterdam',
    settings: { wallboard: { views, everySeconds: 30, display } },
    ...options,
  });
  await page.locator(`[data-view="${shows}"]`).waitFor();
  return page;
}

/** All lettering as it is drawn: its words and its size in units; and whatever sticks out of the picture. */
export const measured = (page: Page) =>
  page.evaluate(() => {
    const u = innerWidth / 256;
    const walker = document.createTreeWalker(document.querySelector('.wb') as Element, NodeFilter.SHOW_TEXT);
    const letters: { text: string; size: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('.vh, .sprite')) continue;
      letters.push({ text: node.textContent, size: Number.parseFloat(getComputedStyle(parent).fontSize) / u });
    }
    const out = [...document.querySelectorAll('.wb > *, .wb-main > *, .wsite, .wi, .wp > div')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < 0 || box.top < 0;
    });
    const scrolls =
      document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth;
    return { letters, out: out.map(({ className }) => className), scrolls };
  });
