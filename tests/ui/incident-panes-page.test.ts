// The right side of an incident, in a browser: the story of its cause, its problems, its charts on one clock.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageLab, type PageLab } from '../support/page.ts';
import { until } from '../support/until.ts';
import { problemsOf } from '../support/worlds-incident-story.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await openPageLab();
});
afterAll(() => lab.close());

type Theme = 'dark' | 'light' | 'night';
const TITLE = 'ams1-dist-sw02 down, 38 hosts behind';

/** Opens the incident about the dead switch and all behind it, at one of its panes. */
async function openIncident(pane: string, theme: Theme = 'dark', empty = false): Promise<Page> {
  const page = await lab.open({ world: 'designNight', theme });
  const incident = madeUpIncident({ id: 'i-story' as never, number: 'INC-2026-0412', title: TITLE, severity: 1 });
  await page.evaluate(
    ([source, base, none]) => {
      // The maker runs in the page, over the page's own world.
      const make = new Function(`return ${source}`)() as typeof problemsOf;
      const { engine } = window.stage;
      const problems = none ? [] : make(engine.world());
      const openedAt = Math.min(Date.now(), ...problems.map((problem) => problem.openedAt));
      const milestones = [
        { kind: 'impact' as const, at: openedAt, source: 'check ams1-dist-sw02 ping', opening: 1 },
        { kind: 'acknowledged' as const, at: openedAt + 60_000, source: 'M. Okafor', opening: 1 },
      ];
      engine.push({ type: 'incident', incident: { ...base, openedAt, problems, milestones } });
    },
    [String(problemsOf), incident, empty] as const,
  );
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText(TITLE).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await page.getByRole('tab', { name: pane }).click();
  return page;
}

const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

describe('the story', () => {
  test('leads from what is noticed up to the switch, and says how many hang on it', async () => {
    const page = await openIncident('Story');
    await until(() => texts(page, '.st-chain .st-name')).toEqual(['ams1-k8s-01', 'ams1-dist-sw02']);
    await until(() => texts(page, '.st-why')).toEqual(['parent of ams1-k8s-01']);
    await until(() => texts(page, '.st-behind')).toEqual(['38 hosts of this incident behind it']);
    await page.context().close();
  });

  test('names its suspects with why, the likeliest first, and what it does not know', async () => {
    const page = await openIncident('Story');
    await until(() => texts(page, '.st-head b')).toEqual([
      'ams1-dist-sw02 went down',
      'Maintenance "row C optics" (CHG0031337) began',
      'A. Brandt: ams1-core-sw01 edited: address',
      'A. Brandt: fra2-core-sw01 edited: parents',
    ]);
    await until(() => texts(page, '.st-suspects > ol > li:first-child ul li')).toContain('parent of all 38 hosts');
    await until(async () => (await texts(page, '.st-blind')).join()).toContain('the journal begins');
    await page.context().close();
  });

  test('Enter on a change goes to its entry, or to the host where that is none of the incident', async () => {
    const page = await openIncident('Story');
    await page.getByRole('button', { name: 'Maintenance "row C optics"' }).focus();
    await page.keyboard.press('Enter');
    // The made-up timeline does not have it: that it was looked for is what can be seen.
    await page.getByText('Entry 18212 is not among those that are shown.').waitFor();
    await page.getByRole('button', { name: 'A. Brandt: ams1-core-sw01' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ams1-core-sw01' }).waitFor();
    await page.context().close();
  });

  test('a link of the chain goes to its host', async () => {
    const page = await openIncident('Story');
    await page.locator('.st-chain button').filter({ hasText: 'ams1-dist-sw02' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ams1-dist-sw02' }).waitFor();
    await page.context().close();
  });

  test('is asked for anew when a problem turns, and not by the second', async () => {
    const page = await openIncident('Story');
    const asked = () => page.evaluate(() => window.stage.engine.calls.filter(({ name }) => name === 'story').length);
    await until(() => texts(page, '.st-behind')).toEqual(['38 hosts of this incident behind it']);
    const before = await asked();
    await page.evaluate(() => {
      const { engine } = window.stage;
      const incident = [...engine.world().incidents.values()].find(({ id }) => id === 'i-story')!;
      const problems = incident.problems.filter(({ host }) => !host.includes('-k8s-'));
      engine.push({ type: 'incident', incident: { ...incident, problems } });
    });
    await until(() => texts(page, '.st-behind')).toEqual(['28 hosts of this incident behind it']);
    expect((await asked()) - before).toBe(1);
    await page.context().close();
  });

  test('of an incident without problems says that nothing points to a cause, and why', async () => {
    const page = await openIncident('Story', 'dark', true);
    await until(() => texts(page, '.st-suspects .empty b')).toEqual(['Nothing points to a cause.']);
    await until(async () => (await texts(page, '.st-blind')).join()).toContain('there is nothing to go back from');
    await page.context().close();
  });

  test('that cannot be told says so and what is kept, and tells it when asked again', async () => {
    const page = await openIncident('Facts');
    await page.evaluate(() => window.stage.engine.refuse('the disk is full'));
    await page.getByRole('tab', { name: 'Story' }).click();
    await page.getByRole('alert').filter({ hasText: 'The story could not be told.' }).waitFor();
    await page.evaluate(() => window.stage.engine.refuse(null));
    await page.getByRole('alert').getByRole('button', { name: 'Look again' }).click();
    await until(() => texts(page, '.st-behind')).toEqual(['38 hosts of this incident behind it']);
    await page.context().close();
  });
});

describe('the problems', () => {
  test('show the switch, and what is behind it as cells by role, by name on demand', async () => {
    const page = await openIncident('Problems');
    await until(() => texts(page, '.ip-list .ip-name')).toEqual(['ams1-dist-sw02']);
    await until(() => texts(page, '.ip-role b')).toEqual(['web', 'app', 'k8s']);
    await until(() => page.locator('.ip-cells i').count()).toBe(38);
    await page.getByRole('button', { name: 'Names' }).click();
    await until(() => page.locator('.ip-names button').count()).toBe(38);
    await page.locator('.ip-names button').first().click();
    await page.getByRole('heading', { level: 1, name: 'ams1-web-01' }).waitFor();
    await page.context().close();
  });
});

describe('the charts', () => {
  test('show the three that tell most, on one axis, with the milestones, and more on demand', async () => {
    const page = await openIncident('Charts');
    await until(() => texts(page, '.icharts .chart figcaption > b')).toEqual([
      'ams1-dist-sw02 Packets lost',
      'ams1-k8s-01 Round trip',
      'ams1-core-sw01 Round trip',
    ]);
    await until(() => page.locator('.icharts .cf-canvas canvas').count()).toBe(3);
    await until(() => page.locator('.icharts .cf-mark.hand').count()).toBe(3);
    const axes = await page.locator('.icharts .ch-x').allInnerTexts();
    expect(new Set(axes).size).toBe(1);
    await page.getByRole('button', { name: /more of/ }).click();
    await until(() => page.locator('.icharts .chart').count()).toBe(6);
    await page.context().close();
  });
});

describe.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', (theme) => {
  test.each(['Story', 'Problems', 'Charts'])('%s', async (pane) => {
    const page = await openIncident(pane, theme);
    await page.locator('.st-head, .ip-role, .icharts canvas').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

test('nothing was complained about', () => {
  expect(lab.errors).toEqual([]);
});
