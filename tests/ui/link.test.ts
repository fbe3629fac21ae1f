// The line to the engine, with frames that the test draws: what a dead engine said last must not make the screen look live.
import { afterEach, expect, test } from 'vitest';
import { startLink } from '../../renderer/link/connect.ts';
import { emptyWorld, useWorld } from '../../renderer/store/world.ts';
import { createScriptedEngine } from '../support/scripted-engine.ts';
import { quietNight } from '../support/worlds.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 0, 0);
let undo = (): void => {};
afterEach(() => {
  undo();
  useWorld.setState(emptyWorld, true);
});

/** A link whose frames wait for `draw`. */
function openLink() {
  const engine = createScriptedEngine(quietNight(5, NOW), () => NOW);
  const waiting = new Set<() => void>();
  const later = (job: () => void) => {
    waiting.add(job);
    return () => void waiting.delete(job);
  };
  undo = startLink({ frame: later, after: (_ms, job) => later(job), now: () => 0 });
  const say = (data: unknown, ports: readonly MessagePort[] = []) =>
    window.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: null }));
  return {
    engine,
    connect() {
      const { port1, port2 } = new MessageChannel();
      engine.serve(port1);
      say({ type: 'engine-port' }, [port2]);
    },
    stopped: () => say({ type: 'engine-status', state: 'restarting', reason: 'It ended by signal 9.', log: [] }),
    draw() {
      for (const job of [...waiting]) {
        waiting.delete(job);
        job();
      }
    },
    waiting: () => waiting.size,
  };
}

test('a push that waits to be drawn when the engine dies does not bring the screen back to life', async () => {
  const link = openLink();
  link.connect();
  await expect.poll(link.waiting).toBe(1);
  link.draw();
  expect(useWorld.getState()).toMatchObject({ link: 'live' });

  const host = [...useWorld.getState().hosts.values()][0]!;
  link.engine.push({ type: 'host', host: { ...host, notes: 'said last' } });
  await expect.poll(link.waiting).toBe(1);
  link.stopped();
  link.draw();
  expect(useWorld.getState()).toMatchObject({ link: 'lost', linkReason: 'It ended by signal 9.' });
  // What was known stays.
  expect(useWorld.getState().hosts.size).toBe(5);

  link.connect();
  await expect.poll(link.waiting).toBe(1);
  link.draw();
  expect(useWorld.getState()).toMatchObject({ link: 'live', linkReason: null });
});
