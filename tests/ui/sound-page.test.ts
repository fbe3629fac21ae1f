// @vitest-environment node
// Sound in Debian's Chromium: the tones are really there and differ, the bar says what sounds, one key ends it from
// everywhere, and where nothing can be heard the bar says so.
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATTERNS } from '../../renderer/features/sound/tones.ts';
import { openPageLab, type PageLab, type PageOptions } from '../support/page.ts';
import { until } from '../support/until.ts';

let lab: PageLab;
/** The speaker as the app has it, to be run in a page. */
let speakerCode: string;
beforeAll(async () => {
  lab = await openPageLab();
  speakerCode = await bundled('renderer/features/sound/speaker.ts');
});
afterAll(() => lab.close());

async function bundled(file: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, '../..', file), formats: ['iife'], name: 'speaker' },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return first.output[0].code;
}

/** Sounds an alarm of that severity for the worst problem of the night. */
const sound = (page: Page, severity: 1 | 2 | 3 = 1) =>
  page.evaluate((wanted) => {
    const { engine } = window.stage;
    const down = [...engine.world().problems.values()].find(({ status }) => status === 'down');
    if (!down) throw new Error('the night has one that is down');
    const alarm = {
      id: `n-${wanted}`,
      at: Date.now(),
      severity: wanted,
      title: 'ams1-dist-sw02 down',
      problemIds: [down.id],
      repeats: wanted <= 2,
    };
    engine.push({ type: 'alarms', alarms: [...engine.world().alarms, alarm] });
  }, severity);

/** Writes down the pitch of every tone that is laid down from now on. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      heard.push(this.frequency.value);
      start.call(this, when);
    };
  });
const pitches = (page: Page) => page.evaluate(() => (window as unknown as { heard: number[] }).heard);

const open = async (options: PageOptions = { world: 'designNight' }) => {
  const page = await lab.open(options);
  await page.keyboard.press('j');
  return page;
};
const bar = (page: Page) => page.getByRole('region', { name: 'Alarm', exact: true });
const heard = (page: Page, name: string) =>
  page.evaluate((wanted) => window.stage.engine.calls.filter((call) => call.name === wanted), name);

describe('the tones', () => {
  test('each severity makes sound, at its own pitches, and nothing else; at 0 % there is silence', async () => {
    const page = await open();
    const measured = await page.evaluate(
      async ({ code, patterns }) => {
        const { schedule } = new Function(`${code}; return speaker;`)();
        const RATE = 44_100;
        /** How strongly a pitch is in the samples (Goertzel). */
        const strength = (samples: Float32Array, hertz: number) => {
          const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
          let before = 0;
          let last = 0;
          for (const sample of samples) [before, last] = [last, sample + turn * last - before];
          return Math.sqrt(before * before + last * last - turn * before * last) / samples.length;
        };
        const render = async (tones: unknown, volume: number) => {
          const context = new OfflineAudioContext(1, RATE, RATE);
          schedule(context, tones, volume);
          return (await context.startRendering()).getChannelData(0);
        };
        const all = [880, 1_175, 1_568, 784, 587, 523, 330];
        return Promise.all(
          patterns.map(async ({ tones }) => {
            const samples = await render(tones, 70);
            const quiet = await render(tones, 0);
            const loudest = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
            const own = tones.map(({ hertz }) => hertz);
            return {
              loudest,
              silence: quiet.every((one) => one === 0),
              own: own.map((hertz) => strength(samples, hertz)),
              others: Math.max(...all.filter((hertz) => !own.includes(hertz)).map((hertz) => strength(samples, hertz))),
            };
          }),
        );
      },
      { code: speakerCode, patterns: Object.values(PATTERNS) },
    );
    for (const { loudest, silence, own, others } of measured) {
      expect(loudest).toBeGreaterThan(0.1);
      expect(loudest).toBeLessThanOrEqual(1);
      expect(silence).toBe(true);
      for (const strength of own) expect(strength).toBeGreaterThan(4 * others);
    }
    await page.context().close();
  });

  test('an alarm plays them in the window, and the window knows that it was heard', async () => {
    const page = await open();
    await listen(page);
    await sound(page, 1);
    await expect.poll(() => pitches(page)).toEqual([880, 1_175, 1_568]);
    await bar(page).getByText('nobody took it for').waitFor();
    await until(() => bar(page).getByText('Sound could not').count()).toBe(0);
    await page.context().close();
  });

  test('each is played from the rules by its digit, at the volume that is set', async () => {
    const page = await open();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
    await page.keyboard.press('u');
    await page.getByText('Nothing was played in this window yet').waitFor();
    await listen(page);
    await page.keyboard.press('2');
    await expect.poll(() => pitches(page)).toEqual([784, 587]);
    await page.getByText('This window can be heard').waitFor();
    await page.context().close();
  });
});

describe('the alarm bar', () => {
  test('S ends it from every screen, and names what it silences', async () => {
    const page = await open();
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Last hour' }).waitFor();
    await sound(page, 1);
    await bar(page).getByText('ams1-dist-sw02 down').waitFor();
    await page.keyboard.press('S');
    await bar(page).waitFor({ state: 'detached' });
    expect(await heard(page, 'silence')).toMatchObject([{ input: { alarmIds: ['n-1'] } }]);
    await expect.poll(() => page.locator('.said').textContent()).toContain('Nobody has acknowledged it yet');
    await page.context().close();
  });
  test('A takes what sounds in hand, with a reason; Ctrl+Shift+S silences also while it is typed', async () => {
    const page = await open();
    await sound(page, 2);
    await bar(page).waitFor();
    await page.keyboard.press('A');
    await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor();
    await page.keyboard.type('Smart hands are there');
    await page.keyboard.press('Control+Shift+S');
    await bar(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => heard(page, 'acknowledge')).toMatchObject([{ input: { reason: 'Smart hands are there' } }]);
    await page.context().close();
  });
  test("its key is large, works from every screen above that screen's own keys, and from a field with Ctrl+Shift", async () => {
    const page = await lab.open({ world: 'incidentNight' });
    for (const key of ['g', 'i', 'Enter']) await page.keyboard.press(key);
    await page.locator('main').first().waitFor();
    await page.evaluate(() => {
      const { engine } = window.stage;
      const [problem] = engine.world().problems.values();
      const alarm = {
        id: 'n',
        at: Date.now() - 400_000,
        severity: 1 as const,
        title: 'core down',
        problemIds: [problem!.id],
        repeats: true,
      };
      engine.push({ type: 'alarms', alarms: [alarm] });
    });
    const button = bar(page).getByRole('button', { name: 'Acknowledge' });
    await button.waitFor();
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    await bar(page)
      .getByText(/nobody took it for.*getting louder/)
      .waitFor();
    await page.keyboard.press('A');
    await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // From a dialog: what is typed there stays, and the key says why nothing opens.
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('half a note');
    await page.keyboard.press('Control+Shift+A');
    await expect.poll(() => page.locator('.said').textContent()).toContain('Close the dialog that is open first');
    expect(await page.getByRole('dialog', { name: 'Acknowledge' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+A');
    await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor();
    await page.context().close();
  });
  test('never covers the worst problem, and takes no click that was meant for what it pushed down', async () => {
    const page = await open();
    await sound(page, 1);
    await bar(page).waitFor();
    const boxes = await page.evaluate(() =>
      ['.ann', '.alarm-bar', 'main'].map((part) => document.querySelector(part)?.getBoundingClientRect().toJSON()),
    );
    const [ann, alarm, main] = boxes as { top: number; bottom: number }[];
    expect(alarm!.top).toBeGreaterThanOrEqual(ann!.bottom);
    expect(main!.top).toBeGreaterThanOrEqual(alarm!.bottom);
    // The state that refuses clicks ends by itself.
    await page.locator('html:not([data-settling])').waitFor();
    await page.context().close();
  });
  test('a lost monitor does not end an alarm: it says what it knew last, and S keeps this window quiet', async () => {
    const page = await open();
    await sound(page, 1);
    await bar(page).waitFor();
    await listen(page);
    await page.evaluate(() => window.stage.lose('It was killed.'));
    await bar(page).getByText('this is what it knew last').waitFor();
    await expect.poll(() => pitches(page), { timeout: 10_000 }).toContain(1_568);
    await page.keyboard.press('S');
    await bar(page).waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.said').textContent()).toContain('in this window alone');
    await page.context().close();
  });
});

describe('where nothing can be heard', () => {
  const deaf = async (options: PageOptions = { world: 'designNight' }) => {
    const page = await open(options);
    await page.evaluate(() => {
      Object.assign(window, {
        AudioContext: class {
          constructor() {
            throw new Error('no device');
          }
        },
      });
    });
    return page;
  };
  test('the bar is drawn reversed and says so, and is still under reduced motion', async () => {
    const page = await deaf();
    await sound(page, 1);
    await bar(page).getByText('Sound could not be played').waitFor();
    const animation = () => bar(page).evaluate((element) => getComputedStyle(element).animationName);
    expect(await animation()).toBe('unheard');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animation()).toBe('none');
    await page.context().close();
  });
  test('a volume of 0 is no sound either', async () => {
    const page = await open();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('navigation', { name: 'Alerts' }).waitFor();
    await page.keyboard.press('u');
    await page.getByLabel('Volume').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => heard(page, 'changeSettings')).toMatchObject([{ input: { alerting: { volume: 0 } } }]);
    await sound(page, 1);
    await bar(page).getByText('the volume is 0').waitFor();
    await page.context().close();
  });
  describe.each(['dark', 'light', 'night'] as const)('axe finds nothing (%s)', (theme) => {
    test.each([
      ['heard', open, 'nobody took it for'],
      ['not heard', deaf, 'Sound could not be played'],
    ] as const)('%s', async (_name, start, words) => {
      const page = await start({ world: 'designNight', theme });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await sound(page, 1);
      await bar(page).getByText(words).waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      await page.context().close();
    });
  });
});

test('nothing was said on the console, and the content policy had nothing to refuse', () => {
  expect(lab.errors).toEqual([]);
});
