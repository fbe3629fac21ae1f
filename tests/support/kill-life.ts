// One life of an engine: a real process on a real folder, from its start to its SIGKILL, with what a client saw of it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectEngine, type EngineConnection } from '../../electron/cli/engine-client.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { LiveMessage, Snapshot, WorldEvent } from '../../electron/contract/model/world.ts';
import { WATCHED, watchedHost } from './kill-ground.ts';

const program = fileURLToPath(new URL('../../electron/engine/index.ts', import.meta.url));

export interface Life {
  readonly pid: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Connects as soon as it listens; null when it was killed before. Rejects when it ended by itself. */
  connect(operator: string): Promise<EngineConnection | null>;
  /** Whether it was killed: what fails from then on fails for that reason. */
  readonly killed: boolean;
  /** SIGKILL, and gone. */
  kill(): Promise<void>;
  /** SIGTERM: resolves with its status. */
  end(): Promise<number | null>;
}

/** Engines that run: none outlives a test run that is cut short. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts an engine; its end is the caller's. `nodeFlags` go to its Node. */
export function startLife(folder: string, nodeFlags: readonly string[] = []): Life {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [...nodeFlags, program], {
    env: { ...process.env, WATCHFLOOR_DATA: folder, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  const ended = once(child, 'close');
  running.add(child);
  void ended.then(() => running.delete(child));
  const connections = new Set<EngineConnection>();
  let killed = false;
  const hangUp = (): void => {
    for (const connection of connections) connection.close();
  };
  return {
    pid: child.pid ?? 0,
    startedAt,
    get killed() {
      return killed;
    },
    async connect(operator) {
      for (;;) {
        if (killed) return null;
        if (hasEnded(child)) throw new Error(`the engine ended by itself with ${child.exitCode}: ${said}`);
        // Killed while it greets: no answer, or a word about it.
        const connection = await connectEngine(folder, operator).catch((error: unknown) => {
          if (killed) return null;
          throw error;
        });
        if (connection) {
          connections.add(connection);
          return connection;
        }
        await pause(20);
      }
    },
    async kill() {
      killed = true;
      child.kill('SIGKILL');
      await ended;
      hangUp();
    },
    async end() {
      killed = true;
      child.kill('SIGTERM');
      const [status] = await ended;
      hangUp();
      return status;
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** What a client was told by an engine up to now. */
export interface Seen {
  /** The world as it was at first. */
  readonly first: Snapshot;
  readonly problems: Map<CheckId, Problem>;
  /** Every result that came over the live feeds of the watched hosts. */
  readonly results: Result[];
}

/** Watches a life over its live feeds until it ends; resolves when the first world is there. */
export async function watchLife(client: Client): Promise<Seen> {
  const world = await client.live.world();
  const value = (await world.next()).value as LiveMessage | undefined;
  if (value?.type !== 'snapshot') throw new Error('the first message is no snapshot');
  const seen: Seen = {
    first: value.world,
    problems: new Map(value.world.problems.map((problem) => [problem.checkId, problem])),
    results: [],
  };
  followQuietly(world, (message) => {
    if (message.type === 'push') for (const event of message.events) takeProblem(seen.problems, event);
  });
  for (let n = 0; n < WATCHED; n += 1) {
    const host = await client.live.host({ hostId: watchedHost(n) });
    followQuietly(host, (results) => seen.results.push(...results));
  }
  return seen;
}

function takeProblem(problems: Map<CheckId, Problem>, event: WorldEvent): void {
  if (event.type === 'problem') problems.set(event.problem.checkId, event.problem);
  else if (event.type === 'problem-closed') {
    for (const [checkId, problem] of problems) if (problem.id === event.problemId) problems.delete(checkId);
  }
}

/** A stream ends with its engine, and that is no fault. */
function followQuietly<Message>(stream: AsyncIterable<Message>, take: (message: Message) => void): void {
  const follow = async (): Promise<void> => {
    for await (const message of stream) take(message);
  };
  follow().catch(() => {});
}
