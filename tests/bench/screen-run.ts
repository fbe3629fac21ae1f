// Ten thousand hosts on the screen, every fifth in trouble: the worst frame while lists are scrolled and filtered, alone
// and with 500 changes pushed each 250 ms; and how soon a change is seen. The scripted engine works in the page's own
// thread, so its part (sending, and keeping its own world) stands in these figures; in the app it is another process.
import type { Page } from 'playwright';
import { openPageLab, type PageLab } from '../support/page.ts';
import { median, quantile } from './figures.ts';
import type { Row } from './table.ts';
import type { Bench } from './turns.ts';

/** What the page keeps while it is measured. */
declare global {
  interface Window {
    bench: {
      frames: number[];
      seen: number[];
      pushed: number[];
      stop: () => void;
    };
  }
}

interface Watched {
  /** Milliseconds from frame to frame. */
  readonly frames: readonly number[];
  /** From a push to the frame that shows it. */
  readonly seen: readonly number[];
  /** What the scripted engine took for one push, before anything was sent. */
  readonly pushed: readonly number[];
}

/** Runs in the page: notes every frame, pushes changes, and looks when the one in sight is drawn. */
function beginWatching({ changes, everyMs }: { readonly changes: number; readonly everyMs: number }): void {
  const { engine } = window.stage;
  const watched = { frames: [] as number[], seen: [] as number[], pushed: [] as number[], stop: () => {} };
  let [on, last, round] = [true, performance.now(), 0];
  let waiting: { readonly text: string; readonly at: number } | null = null;
  const frame = (now: number): void => {
    watched.frames.push(now - last);
    last = now;
    if (waiting && document.querySelector('.strip .swt')?.textContent === waiting.text) {
      // Found in the page at the beginning of this frame: it was drawn with the one before.
      watched.seen.push(now - waiting.at);
      waiting = null;
    }
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  const push = (): void => {
    const world = engine.world();
    const states = [...world.checkStates.values()];
    const now = Date.now();
    const events = Array.from({ length: changes }, (_, n) => states[(round * 7_919 + n * 31) % states.length])
      .filter((state) => state !== undefined)
      .map((state) => ({ type: 'check-state' as const, state: { ...state, summary: `${round}`, resultAt: now } }));
    // One of them where it can be seen: the first strip, as long as it stands there.
    const name = document.querySelector('.strip .sh b')?.textContent;
    const host = [...world.hosts.values()].find((one) => one.name === name);
    const problem = [...world.problems.values()].find((one) => one.hostId === host?.id);
    const state = problem && world.checkStates.get(problem.checkId);
    const text = `changed ${round}`;
    if (state) events.push({ type: 'check-state', state: { ...state, summary: text, resultAt: now } });
    const at = performance.now();
    if (state && !waiting) waiting = { text, at };
    engine.push(...events);
    watched.pushed.push(performance.now() - at);
    round += 1;
  };
  const timer = changes > 0 ? setInterval(push, everyMs) : 0;
  watched.stop = () => {
    clearInterval(timer);
    on = false;
  };
  window.bench = watched;
}

async function watch(page: Page, changes: number, act: () => Promise<void>): Promise<Watched> {
  await page.evaluate(beginWatching, { changes, everyMs: 250 });
  await act();
  return page.evaluate(() => {
    window.bench.stop();
    const { frames, seen, pushed } = window.bench;
    return { frames, seen, pushed };
  });
}

/** Half of the way down, and back. Throws where nothing moved: a still list drops no frames. */
async function scroll(page: Page, pane: string, steps: number): Promise<void> {
  const place = page.locator(pane);
  await place.hover();
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, step < steps / 2 ? 300 : -300);
    await page.waitForTimeout(50);
    if (step !== Math.floor(steps / 2) - 1) continue;
    const top = await place.evaluate((element) => element.scrollTop);
    if (top < 1_000) throw new Error(`${pane} was scrolled by ${top} only.`);
  }
}

async function filter(page: Page): Promise<void> {
  await page.keyboard.press('/');
  for (const key of 'site:site07 web') {
    await page.keyboard.type(key);
    await page.waitForTimeout(80);
  }
  const shown = await page.locator('search u').textContent();
  if (!shown?.includes(' of ')) throw new Error(`The hosts were not filtered: ${shown}`);
  for (let n = 0; n < 15; n += 1) {
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(80);
  }
  await page.keyboard.press('Escape');
}

type Scene = 'watch' | 'scroll' | 'hosts' | 'filter';
const TITLES: Readonly<Record<Scene, string>> = {
  watch: 'the Watch screen as it stands',
  scroll: 'scrolling the problems',
  hosts: 'scrolling the hosts',
  filter: 'filtering the hosts',
};
const CHANGES = 500;

/** Every scene once, calm and with pushes. */
async function round(lab: PageLab, hosts: number, steps: number, found: Map<string, Watched[]>): Promise<void> {
  const page = await lab.open({ world: 'onFire', hosts, width: 1920, height: 1080 });
  const acts: Readonly<Record<Scene, () => Promise<void>>> = {
    watch: () => page.waitForTimeout(steps * 50),
    scroll: () => scroll(page, '.strips', steps),
    hosts: () => scroll(page, '.inv-rows', steps),
    filter: () => filter(page),
  };
  // The first frames are those of a page being loaded: a row of its own measures them.
  await page.waitForTimeout(1_500);
  for (const scene of Object.keys(acts) as Scene[]) {
    if (scene === 'hosts') {
      await page.keyboard.press('g');
      await page.keyboard.press('v');
      await page.locator('.inv-rows').waitFor();
      await page.waitForTimeout(500);
    }
    for (const changes of [0, CHANGES]) {
      const key = `${scene} ${changes}`;
      found.set(key, [...(found.get(key) ?? []), await watch(page, changes, acts[scene])]);
    }
  }
  await page.context().close();
}

export async function measureScreen(bench: Bench): Promise<Row[]> {
  const hosts = 10_000;
  const lab = await openPageLab();
  const found = new Map<string, Watched[]>();
  try {
    for (let n = 0; n < bench.rounds; n += 1) {
      bench.note(`10,000 hosts on the screen: round ${n + 1} of ${bench.rounds}`);
      await round(lab, hosts, bench.short ? 20 : 60, found);
    }
  } finally {
    await lab.close();
  }
  const of = (scene: Scene, changes: number): readonly Watched[] => found.get(`${scene} ${changes}`) ?? [];
  const worst = (runs: readonly Watched[]): number => median(runs.map(({ frames }) => Math.max(...frames)));
  const rows: Row[] = [];
  for (const scene of Object.keys(TITLES) as Scene[]) {
    rows.push(
      { what: `10,000 hosts, ${TITLES[scene]}: worst frame, ms`, measured: worst(of(scene, 0)), most: 50 },
      { what: '  with 500 changes each 250 ms', measured: worst(of(scene, CHANGES)), most: 50 },
    );
  }
  const seen = of('watch', CHANGES).flatMap((run) => run.seen);
  rows.push(
    { what: '10,000 hosts, a change among 500 on the screen, p50, ms', measured: median(seen) },
    { what: '  the slowest one, all rounds', measured: quantile(seen, 1), below: 250 },
    {
      what: '  the scripted engine for one push (not in the app), ms',
      measured: median(of('watch', CHANGES).flatMap((run) => run.pushed)),
    },
  );
  return rows;
}
