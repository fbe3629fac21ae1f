// The floor for runbooks: a whole real engine in real time, with the library that ships, probes and SSH for real. A run is gone
// through here as an operator goes through it: by what the screen shows, and no other way.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { onTestFinished } from 'vitest';
import type { RunActDraft } from '../../electron/contract/api/runbooks.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { CheckDraft, JsonObject } from '../../electron/contract/model/check.ts';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { Attempt, RunStep, RunView } from '../../electron/contract/model/run.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { type BooksClock, createBooksClock } from './books-clock.ts';
import type { BooksHost } from './books-host.ts';
import { newFolder } from './floor.ts';
import { enginePort } from './floor-port.ts';

/** The library that ships. */
export const LIBRARY = fileURLToPath(new URL('../../runbooks', import.meta.url));
export const HOST = 'ams1-app01';

/** How checks log in to a host. */
export const loginTo = ({ user, port, keyFile }: BooksHost) => ({ user, port, auth: 'key', keyFile });

export interface BooksFloor {
  readonly engine: Engine;
  readonly client: Client;
  readonly clock: BooksClock;
  /** Another person at another desk. */
  connect(operator: string): Client;
  /** Starts a check of the host and waits until it has opened a problem. */
  alarm(check: Omit<CheckDraft, 'hostId' | 'policy'>): Promise<ProblemId>;
  run(runbookId: string, parts?: Partial<RunParts>): Promise<BookRun>;
}

export interface RunParts {
  readonly inputs: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly problemId: ProblemId | null;
  readonly mode: 'live' | 'dry';
  readonly change: string;
  readonly outsideReason: string;
}

export interface BookRun {
  view(): RunView;
  /** Id of the step in front; null: it has ended. */
  readonly at: string | null;
  step(path: string): RunStep;
  /** Newest attempt of a step; what it printed. */
  attempt(path: string): Attempt;
  said(path: string): Promise<string>;
  act(act: RunActDraft): Promise<RunView>;
  /** Carries out the step in front as it wants to be (ticks, typed target), and waits for its end. */
  go(form?: JsonObject): Promise<RunView>;
  /** Goes on until the step in front is this one; stops loudly where a step fails or the run ends before. */
  to(path: string): Promise<RunView>;
  /** Answers the question in front. */
  answer(label: string): Promise<RunView>;
  /** To the end of the run. */
  end(): Promise<RunView>;
}

export async function openBooksFloor(
  parts: { readonly host?: BooksHost; readonly address?: string } = {},
): Promise<BooksFloor> {
  const { host } = parts;
  const folder = newFolder();
  const known = join(folder, 'known_hosts');
  writeFileSync(known, host ? `[${host.address}]:${host.port} ssh-ed25519 ${host.hostKey().toString('base64')}\n` : '');
  const clock = createBooksClock();
  const engine = await startEngine({
    folder: join(folder, 'data'),
    clock,
    version: 'test',
    log: silentLog,
    keychain: null,
    knownHostsFiles: [known],
    watchSelf: false,
    runbooks: LIBRARY,
  });
  const ports = new Set<MessagePort>();
  const connect = (operator: string): Client => {
    const { port1, port2 } = new MessageChannel();
    ports.add(port1).add(port2);
    engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: operator } } });
    const made: Client = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
    return made;
  };
  onTestFinished(async () => {
    await engine.stop();
    for (const port of ports) port.close();
  });
  const client = connect('ada');
  await client.engine.unlockVault({ passphrase: 'lab passphrase' });
  const login = host ? [{ name: 'books', user: host.user, port: host.port, auth: 'key', keyFile: host.keyFile }] : [];
  const now = await client.engine.settings();
  await client.engine.changeSettings(settings.parse({ ...now, runbooks: { folders: [], logins: login } }));
  const { host: added } = await client.inventory.addHost({
    host: { name: HOST, address: host?.address ?? parts.address ?? '127.0.0.1' },
    checks: [],
  });
  return {
    engine,
    client,
    clock,
    connect,
    async alarm(check) {
      const { id } = await client.inventory.addCheck({ ...check, hostId: added.id, policy: ONE_STRIKE });
      for (let tries = 0; tries < 600; tries += 1) {
        const problem = [...engine.world.problems.values()].find((one) => one.checkId === id);
        if (problem) return problem.id;
        await client.monitoring.checkNow({ checkIds: [id] });
        await pause();
      }
      throw new Error(`${check.name} opened no problem: ${JSON.stringify(engine.world.memory.get(id))}`);
    },
    run: (runbookId, more = {}) => startBookRun(client, clock, runbookId, more),
  };
}

/** One bad result is a problem at once; after that nobody asks but the run. */
const ONE_STRIKE = { maxAttempts: 1, intervalMs: 3_600_000 };

/** A turn for sockets and child processes. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 15));

async function startBookRun(
  client: Client,
  clock: BooksClock,
  runbookId: string,
  more: Partial<RunParts>,
): Promise<BookRun> {
  let view = await client.runbooks.start({ runbookId, ...more } as Parameters<Client['runbooks']['start']>[0]);
  const runId = view.run.id;
  const step = (path: string): RunStep => {
    const found = view.run.steps.find((one) => one.path === path);
    if (!found) throw new Error(`${runbookId} has no step ${path}`);
    return found;
  };
  const attempt = (path: string): Attempt => {
    const last = step(path).attempts.at(-1);
    if (!last) throw new Error(`${path} was never tried: ${step(path).state}`);
    return last;
  };
  /** Until it is a person's turn again. Waits are skipped over by moving the clock. */
  const settled = async (): Promise<RunView> => {
    for (;;) {
      view = await client.runbooks.view({ runId });
      const { phase, waitsUntil } = view.run;
      if (phase === 'waiting' && waitsUntil !== null) await clock.skipTo(waitsUntil);
      else if (phase !== 'running') return view;
      await pause();
    }
  };
  const act = async (one: RunActDraft): Promise<RunView> => {
    await client.runbooks.act({ runId, rev: view.run.rev, act: one });
    return settled();
  };
  const book: BookRun = {
    view: () => view,
    get at() {
      return view.run.phase === 'ended' ? null : view.run.at;
    },
    step,
    attempt,
    async said(path) {
      const { stdout, stderr } = await client.runbooks.output({ runId, attemptId: attempt(path).id });
      return `${stdout ?? ''}${stderr ?? ''}`;
    },
    act,
    async go(form = {}) {
      const items = view.face?.checklist ?? [];
      for (const [item, { done }] of items.entries()) if (!done) await act({ type: 'tick', item, done: true });
      const { confirm = 'none', typed = '' } = view.face ?? {};
      return act({ type: 'go', typed: confirm === 'type-target' ? typed : '', form });
    },
    async to(path) {
      while (book.at !== path) {
        const before = `${view.run.at} ${view.run.rev}`;
        if (view.run.phase !== 'ready')
          throw new Error(`${runbookId} stands at ${before}: ${view.run.phase}, ${await told(view)}`);
        await book.go();
        if (`${view.run.at} ${view.run.rev}` === before) throw new Error(`${runbookId} does not go on from ${before}`);
      }
      return view;
    },
    async answer(label) {
      const options = view.face?.options ?? [];
      const option = options.findIndex((one) => one.label === label);
      if (option < 0)
        throw new Error(`no answer "${label}" at ${view.run.at}: ${options.map((one) => one.label).join(' | ')}`);
      return act({ type: 'go', typed: '', form: { option } });
    },
    async end() {
      // A run that was started from no alarm has none to wait for.
      while (view.run.phase === 'ready')
        await (view.run.at === 'cleared' && view.run.problemId === null ? act({ type: 'skip' }) : book.go());
      if (view.run.phase !== 'ended')
        throw new Error(`${runbookId} stands at ${view.run.at}: ${view.run.phase}, ${await told(view)}`);
      return view;
    },
  };
  const told = async ({ run }: RunView): Promise<string> => {
    const last = run.steps.find(({ path }) => path === run.at)?.attempts.at(-1);
    if (!last) return run.steps.find(({ path }) => path === run.at)?.result ?? '';
    const { stdout, stderr } = await client.runbooks.output({ runId, attemptId: last.id });
    return `${last.summary}\n${stdout ?? ''}${stderr ?? ''}`;
  };
  await settled();
  return book;
}
