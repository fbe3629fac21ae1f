// The engine falls over at night: how soon it is started again, what is kept of its last words, how it is stopped.
import { beforeEach, expect, test } from 'vitest';
import type { EngineStatus, ToEngine, ToHost } from '../../electron/contract/host-link.ts';
import {
  createLog,
  createSupervisor,
  exitReason,
  mostUnanswered,
  pingEveryMs,
  restartDelayMs,
  stopLimitMs,
} from '../../electron/main/engine-supervisor.ts';

interface Timer {
  readonly at: number;
  readonly job: () => void;
}

let now = 0;
let timers: Timer[] = [];
let runs: ReturnType<typeof createRun>[] = [];
let statuses: EngineStatus[] = [];
let startFails: string | null = null;

beforeEach(() => {
  now = 0;
  timers = [];
  runs = [];
  statuses = [];
  startFails = null;
});

/** A run whose life the test holds in its hand. */
function createRun() {
  const sent: ToEngine[] = [];
  let message = (_message: ToHost) => {};
  let output = (_text: string) => {};
  let exit = (_how: { code: number | null; signal: string | null }) => {};
  let killed = false;
  return {
    pid: 1,
    sent,
    send: (one: ToEngine) => void sent.push(one),
    onMessage(listener: typeof message) {
      message = listener;
    },
    onErrorOutput(listener: typeof output) {
      output = listener;
    },
    onExit(listener: typeof exit) {
      exit = listener;
    },
    kill() {
      killed = true;
    },
    wasKilled: () => killed,
    ready: () => message({ say: 'ready' }),
    says: (one: ToHost) => message(one),
    writes: (text: string) => output(text),
    ends: (code: number | null, signal: string | null = null) => exit({ code, signal }),
  };
}

function supervisor() {
  return createSupervisor({
    start() {
      if (startFails) throw new Error(startFails);
      const run = createRun();
      runs.push(run);
      return run;
    },
    after(delayMs, job) {
      const timer = { at: now + delayMs, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    onMessage() {},
    onStatus: (status) => statuses.push(status),
  });
}

function pass(ms: number): void {
  now += ms;
  for (const timer of timers.filter(({ at }) => at <= now)) {
    timers = timers.filter((other) => other !== timer);
    timer.job();
  }
}

const latest = () => runs.at(-1)!;

test('restarts come after 0.2 s, then double, and stay at 10 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map(restartDelayMs)).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
});

test('it serves windows from the moment it is ready, not before', () => {
  const engine = supervisor();
  engine.start();
  expect(engine.serving()).toBeNull();
  latest().ready();
  expect(engine.serving()).toBe(latest());
});

test('a killed engine starts again after its pause, and the windows are told both times', () => {
  const engine = supervisor();
  engine.start();
  latest().ready();
  latest().ends(null, 'SIGKILL');
  expect(engine.serving()).toBeNull();
  pass(199);
  expect(runs).toHaveLength(1);
  pass(1);
  expect(runs).toHaveLength(2);
  latest().ready();
  expect(statuses.map(({ state }) => state)).toEqual(['running', 'restarting', 'running']);
  expect(statuses[1]?.reason).toBe('The engine was ended by SIGKILL.');
});

test('failures in a row wait ever longer; thirty quiet seconds and the next counts as the first', () => {
  supervisor().start();
  latest().ends(1);
  pass(200);
  latest().ends(1);
  pass(399);
  expect(runs).toHaveLength(2);
  pass(1);
  latest().ready();
  pass(30_000);
  latest().ends(1);
  pass(200);
  expect(runs).toHaveLength(4);
});

test('an engine that was ready for a moment only is still in its crash loop', () => {
  supervisor().start();
  latest().ready();
  latest().ends(1);
  pass(200);
  latest().ready();
  pass(29_999);
  latest().ends(1);
  pass(399);
  expect(runs).toHaveLength(2);
});

test('a data folder that cannot be used waits the longest pause at once, and its sentence is shown', () => {
  supervisor().start();
  latest().writes('2026-11-22T02:00:00.000Z error The data folder is in use by process 77. Nothing was changed.\n');
  latest().ends(3);
  pass(9_999);
  expect(runs).toHaveLength(1);
  pass(1);
  expect(runs).toHaveLength(2);
  expect(statuses[0]?.reason).toContain('It said: The data folder is in use by process 77. Nothing was changed.');
});

test('a machine that cannot start it says why, and it is tried again', () => {
  startFails = 'There is no Node for it.';
  supervisor().start();
  expect(statuses[0]).toMatchObject({ state: 'restarting', reason: 'There is no Node for it.' });
  startFails = null;
  pass(200);
  expect(runs).toHaveLength(1);
});

test('stopping asks, waits for the end, and does not start another', async () => {
  const engine = supervisor();
  engine.start();
  latest().ready();
  const stopped = engine.stop();
  expect(latest().sent).toEqual([{ say: 'stop' }]);
  latest().ends(0);
  await stopped;
  pass(60_000);
  expect(runs).toHaveLength(1);
  expect(latest().wasKilled()).toBe(false);
});

test('one that does not stop within three seconds is killed', () => {
  const engine = supervisor();
  engine.start();
  void engine.stop();
  pass(stopLimitMs - 1);
  expect(latest().wasKilled()).toBe(false);
  pass(1);
  expect(latest().wasKilled()).toBe(true);
});

test('stopping during a pause ends at once', async () => {
  const engine = supervisor();
  engine.start();
  latest().ends(1);
  await engine.stop();
  pass(60_000);
  expect(runs).toHaveLength(1);
});

test('the last two hundred lines are kept, whole lines out of torn pieces, without terminal control', () => {
  const log = createLog();
  for (let n = 1; n <= 300; n++) log.add(`line ${n}\n`);
  log.add('\u001b[31mto');
  log.add('rn\u001b[0m\u0007\nlast');
  const lines = log.lines();
  expect(lines).toHaveLength(200);
  expect(lines.slice(-2)).toEqual(['torn', 'last']);
});

test('a line without end stays bounded', () => {
  const log = createLog();
  for (let n = 0; n < 1_000; n++) log.add('x'.repeat(10_000));
  expect(log.lines().join('').length).toBeLessThanOrEqual(500);
});

test('the reason is its last words, not the stack below them', () => {
  const log = ['Error: disk is full', '    at write (file.js:1:1)', '', 'Node.js v24.21.0'];
  expect(exitReason({ code: 1, signal: null }, log)).toBe(
    'The engine ended with status 1. It said: Error: disk is full',
  );
});

test('an engine that answers no more is ended after half a minute, started again, and the windows read why', () => {
  const engine = supervisor();
  engine.start();
  latest().ready();
  for (let asked = 0; asked < mostUnanswered; asked += 1) pass(pingEveryMs);
  expect(latest().sent).toEqual(Array(mostUnanswered).fill({ say: 'ping' }));
  expect(latest().wasKilled()).toBe(false);
  pass(pingEveryMs);
  expect(latest().wasKilled()).toBe(true);
  latest().ends(null, 'SIGKILL');
  expect(statuses.at(-1)).toMatchObject({
    state: 'restarting',
    reason: 'The engine answered nothing for 30 s and was ended.',
  });
  pass(restartDelayMs(1));
  latest().ready();
  expect(engine.serving()).toBe(latest());
  // The next one is judged by its own answers.
  latest().ends(null, 'SIGSEGV');
  expect(statuses.at(-1)?.reason).toContain('SIGSEGV');
});

test('one word from it is enough, and a machine that slept for a night asks once when it wakes', () => {
  const engine = supervisor();
  engine.start();
  latest().ready();
  for (let asked = 0; asked < 4 * mostUnanswered; asked += 1) {
    pass(pingEveryMs);
    if (asked % mostUnanswered === 0) latest().says({ say: 'pong' });
  }
  pass(9 * 3_600_000);
  expect(latest().wasKilled()).toBe(false);
});

test('nobody is asked once the app ends', () => {
  const engine = supervisor();
  engine.start();
  latest().ready();
  void engine.stop();
  pass(pingEveryMs);
  expect(latest().sent).toEqual([{ say: 'stop' }]);
});
