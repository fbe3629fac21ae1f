// @vitest-environment node
// The night theme, pixel by pixel: nothing white, nothing cold, on every screen, in every control.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nightPixels } from '../support/night-pixels.ts';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';

/** Relative luminance no pixel exceeds: white is 1, the lettering of the dark theme 0.86. */
const BRIGHTEST = 0.55;
/** By how much blue or green may exceed red, of 255: rounding where edges are smoothed. */
const HAIR = 3;
/** What a whole quiet screen gives off, of a white one. */
const MEAN = 0.06;

let lab: PageLab;
let reader: Page;
beforeAll(async () => {
  lab = await openPageLab();
  reader = await lab.open({ world: 'empty' });
});
afterAll(() => lab.close());

async function look(page: Page, mean = MEAN): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const seen = await nightPixels(page, reader);
  expect(seen.brightest, `brightest at ${seen.brightestAt}`).toBeLessThanOrEqual(BRIGHTEST);
  expect(seen.coldest, `coldest at ${seen.coldestAt}`).toBeLessThanOrEqual(HAIR);
  expect(seen.mean).toBeLessThanOrEqual(mean);
  // It shows something: a black picture would pass as well.
  expect(seen.brightest).toBeGreaterThan(0.2);
}

async function open(options: PageOptions, keys: readonly string[] = []): Promise<Page> {
  const page = await lab.open({ ...options, theme: 'night' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => {
    window.stage.putOnCall();
    window.stage.putShifts();
  });
  for (const key of keys) await page.keyboard.press(key);
  await page.locator('main:not(:empty)').waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

const SCREENS: readonly (readonly [name: string, world: PageOptions['world'], keys: string])[] = [
  ['watch', 'designNight', ''],
  ['watch on fire', 'onFire', ''],
  ['problems', 'onFire', 'g p'],
  ['host with charts', 'designNight', 'j Enter'],
  ['incidents', 'incidentsList', 'g i'],
  ['an incident', 'incidentNight', 'g i Enter'],
  ['runbooks', 'libraryNight', 'g r'],
  ['a run', 'runNight', 'g r'],
  ['inventory', 'designNight', 'g n'],
  ['maintenance', 'planned', 'g m'],
  ['alerts', 'onFire', 'g a'],
  ['rules and sound', 'designNight', 'g a u'],
  ['on call', 'designNight', 'g o'],
  ['shifts', 'designNight', 'g s'],
  ['hand-over', 'handoffReady', 'g h'],
  ['review', 'reviewNight', 'g e'],
  ['report', 'reportWeek', 'g t'],
  ['settings', 'designNight', 'g ,'],
  ['engine', 'designNight', 'g x'],
];

describe('screens', () => {
  test.each(SCREENS)('%s', async (name, world, keys) => {
    const page = await open({ world, hosts: world === 'onFire' ? 400 : 40 }, keys.split(' ').filter(Boolean));
    if (name === 'a run')
      await page.evaluate(() => window.stage.show([...window.stage.engine.world().runs.keys()][0] as never));
    if (name === 'hand-over' || name === 'a run') await page.waitForLoadState('networkidle');
    await look(page);
    await page.context().close();
  });
});

describe('what stands over a screen', () => {
  test.each([
    ['the palette', 'Control+k'],
    ['keys', '?'],
    ['a host form', '+'],
    ['a note', 'n'],
    ['an acknowledgement', 'j a'],
    ['a mute', 'j m'],
    ['the sign-in', 'g u'],
  ])('%s', async (_name, keys) => {
    const page = await open({ world: 'designNight' }, keys.split(' '));
    await page.getByRole('dialog').first().waitFor();
    await look(page);
    // Typed, and marked as a whole: selection and caret are as dim as the rest.
    await page.keyboard.type('half a word');
    await page.keyboard.press('Control+a');
    await look(page, 2 * MEAN);
    await page.context().close();
  });

  test('an alarm with its large key, heard and not, on a lost monitor too', async () => {
    const page = await open({ world: 'designNight' });
    await page.evaluate(() => {
      const { engine } = window.stage;
      const down = [...engine.world().problems.values()].find(({ status }) => status === 'down');
      const alarm = {
        id: 'n',
        at: Date.now(),
        severity: 1 as const,
        title: 'sw02 down',
        problemIds: [down!.id],
        repeats: true,
      };
      engine.push({ type: 'alarms', alarms: [alarm] });
    });
    const button = page
      .getByRole('region', { name: 'Alarm', exact: true })
      .getByRole('button', { name: 'Acknowledge' });
    await button.waitFor();
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    await look(page);
    await page.evaluate(() => window.stage.lose('It was killed.'));
    await page.getByText('The monitor stopped. Nothing').waitFor();
    await look(page);
    await page.context().close();
  });
});

test('what the browser draws itself: boxes, sliders, pickers, lists, files, scrollbars, focus and selection', async () => {
  const page = await open({ world: 'designNight' }, ['g', ',']);
  await page.evaluate(() => {
    const fields = [
      'checkbox',
      'radio',
      'date',
      'time',
      'datetime-local',
      'month',
      'number',
      'range',
      'search',
      'file',
      'text',
      'password',
    ];
    const made = [...fields, 'checked'].map((type) => {
      const input = document.createElement('input');
      input.type = type === 'checked' ? 'checkbox' : type;
      if (type === 'checked') input.checked = true;
      if (['text', 'search', 'password'].includes(type)) input.value = 'typed here';
      input.id = `native-${type}`;
      return input;
    });
    const panel = document.createElement('section');
    panel.style.cssText =
      'position:fixed;inset:80px;z-index:99;background:var(--ink-1);display:grid;gap:8px;overflow:scroll';
    panel.append(...made);
    // A screenshot, as they come: white, with a blue bar.
    panel.insertAdjacentHTML(
      'afterbegin',
      '<img alt="a screenshot" width="90" height="40" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Crect width=%22999%22 height=%2240%22 fill=%22white%22/%3E%3Crect width=%2220%22 height=%2240%22 fill=%22blue%22/%3E%3C/svg%3E">',
    );
    panel.insertAdjacentHTML(
      'beforeend',
      '<select><option>one<option>two</select><select multiple><option selected>one<option>two</select><textarea>words</textarea>' +
        '<progress value=0.4></progress><progress></progress><meter value=0.6></meter><details open><summary>More</summary>less</details>' +
        '<p>marked</p><fieldset><legend>Legend</legend>in it</fieldset><hr><a href="#x">a link</a><div></div>',
    );
    (panel.lastElementChild as HTMLElement).style.height = '900px';
    document.body.append(panel);
    const range = document.createRange();
    range.selectNodeContents(panel.querySelector('p')!);
    getSelection()?.addRange(range);
  });
  for (const id of ['checkbox', 'checked', 'radio', 'date', 'time', 'number', 'range', 'search', 'file', 'text']) {
    await page.locator(`#native-${id}`).focus();
    await page.locator(`#native-${id}`).hover();
    await look(page);
  }
  await page.context().close();
});

test.each(['dark', 'light', 'night'] as const)(
  'the window behind the page is told the ground of the theme (%s)',
  async (theme) => {
    const page = await lab.open({ world: 'designNight', theme });
    const ground = () =>
      page.evaluate(() => {
        const probe = document.createElement('i');
        probe.style.color = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')?.content ?? '';
        document.body.append(probe);
        const named = getComputedStyle(probe).color;
        probe.remove();
        return [named, getComputedStyle(document.body).backgroundColor];
      });
    const [named, drawn] = await ground();
    expect(named).toBe(drawn);
    await page.keyboard.press('T');
    await expect.poll(async () => new Set(await ground()).size).toBe(1);
    expect((await ground())[0]).not.toBe(named);
    await page.context().close();
  },
);

describe('the wall', () => {
  test.each(['overview', 'map', 'incidents', 'problems', 'shift'])('%s, called and lost', async (view) => {
    const page = await lab.open({
      world: 'wallNight',
      wall: true,
      theme: 'night',
      width: 1_920,
      height: 1_080,
      settings: { wallboard: { views: [view] } },
    });
    await page.locator(`[data-view="${view}"]`).waitFor();
    // The alarm takes an eighth of the picture, and is meant to be seen.
    await look(page, 3 * MEAN);
    await page.evaluate(() => window.stage.lose('It was killed.'));
    await page.getByText('Engine restarting').waitFor();
    await look(page, 3 * MEAN);
    await page.context().close();
  });
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
