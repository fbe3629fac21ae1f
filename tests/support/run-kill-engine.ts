// The program of the kill test: a whole engine that dies at a given point, and at its desk an operator who starts the run of
// ten steps or takes it up where it stands. What was interrupted is looked at first, as the rules want it: where the line is
// there, it is marked done; where it is not, it is tried again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RunActDraft } from '../../electron/contract/api/runbooks.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { RunView } from '../../electron/contract/model/run.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { enginePort } from './floor-port.ts';
import { FLEET } from './run-kill-book.ts';
import { armPoints } from './run-kill-points.ts';

export interface KillOrder {
  readonly data: string;
  readonly library: string;
  readonly marks: string;
  readonly knownHosts: string;
  /** Number of the point at which it dies; 0: it lives. */
  readonly deadly: number;
  /** File to which each point that was passed is added. */
  readonly record: string;
  readonly login: { readonly user: string; readonly port: number; readonly keyFile: string };
  /** Only puts the hosts into the inventory. */
  readonly prepare: boolean;
}

const order = JSON.parse(process.env.KILL_ORDER ?? '{}') as KillOrder;

function desk(engine: Engine, name: string): Client {
  const { port1, port2 } = new MessageChannel();
  engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name } } });
  const client: Client = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return client;
}

async function prepare(client: Client): Promise<void> {
  for (const host of FLEET) await client.inventory.addHost({ host, checks: [] });
  const login = { name: 'the fleet', ...order.login, auth: 'key' };
  await client.engine.changeSettings(settings.parse({ runbooks: { logins: [login] } }));
}

const hasLine = (name: string): boolean => existsSync(join(order.marks, name));

/** Where a step leaves its lines: by target. Empty: it only looks. */
function effectsOf(path: string): readonly { readonly target: string; readonly file: string }[] {
  if (path === 'up' || path === 'gone') return [];
  if (!path.endsWith('fleet')) return [{ target: 'this machine', file: path }];
  return FLEET.map(({ name, address }) => ({ target: name, file: `${path}-${address}` }));
}

const typedFor = (targets: readonly string[]): string =>
  targets.length === 1 ? (targets[0] ?? '') : `${targets.length} hosts`;

function lookAndDecide({ run }: RunView, path: string): RunActDraft {
  const effects = effectsOf(path);
  const done = effects.filter(({ file }) => hasLine(file)).map(({ target }) => target);
  const left = effects.filter(({ file }) => !hasLine(file)).map(({ target }) => target);
  if (done.length === 0) return { type: 'retry', typed: typedFor(left) };
  if (path === 'worst') return { type: 'rollback', reason: 'it ran, and it goes wrong' };
  if (left.length === 0) return { type: 'mark-done', evidence: 'the line is there' };
  const attempts = run.steps.find((step) => step.path === path)?.attempts ?? [];
  const isKnown = (target: string): boolean => attempts.some((one) => one.target?.name === target && one.end === 'ok');
  const found = done.filter((target) => !isKnown(target));
  return found.length > 0 && run.phase === 'interrupted'
    ? { type: 'mark-done', evidence: 'the line is there', targets: found }
    : { type: 'retry-failed', typed: typedFor(left) };
}

/** What the operator does next; null: nothing, it goes on by itself. */
function nextAct(view: RunView): RunActDraft | null {
  const { run, face } = view;
  switch (run.phase) {
    case 'ready': {
      const open = face?.checklist.findIndex(({ done }) => done === null) ?? -1;
      if (run.at === 'never') return { type: 'rollback', reason: 'nothing of this should stay' };
      if (open >= 0) return { type: 'tick', item: open, done: true };
      if (run.at === 'which') return { type: 'go', form: { option: 0 } };
      return { type: 'go', typed: face?.confirm === 'type-target' ? face.typed : '' };
    }
    case 'approval':
      return { type: 'approve', reason: 'looks right' };
    case 'failed':
    case 'interrupted':
      return lookAndDecide(view, run.at ?? '');
    default:
      return null;
  }
}

async function operate(ada: Client, bea: Client): Promise<void> {
  const { runs } = await ada.runbooks.runs({});
  const runId = runs[0]?.id ?? (await ada.runbooks.start({ runbookId: 'ten-steps' })).run.id;
  let seen = 0;
  for await (const live of await ada.live.run({ runId })) {
    if (live.type !== 'view' || live.view.run.rev <= seen) continue;
    const { run } = live.view;
    if (run.phase === 'ended') return;
    const act = nextAct(live.view);
    if (!act) continue;
    const by = act.type === 'approve' ? bea : ada;
    seen = (await by.runbooks.act({ runId, rev: run.rev, act })).run.rev - 1;
  }
}

async function main(): Promise<void> {
  if (!order.prepare) armPoints(order.deadly, order.record);
  const engine = await startEngine({
    folder: order.data,
    version: 'test',
    log: silentLog,
    keychain: null,
    knownHostsFiles: [order.knownHosts],
    watchSelf: false,
    desktop: null,
    runbooks: order.library,
  });
  const ada = desk(engine, 'ada');
  if (order.prepare) await prepare(ada);
  else await operate(ada, desk(engine, 'bea'));
  await engine.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
