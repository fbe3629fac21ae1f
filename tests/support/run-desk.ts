// A desk with runbooks: a whole real engine whose library is a folder of the test's own, runs that are taken on act by act,
// and real commands on this machine, which leave their marks in a folder of the test's own too.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunActDraft } from '../../electron/contract/api/runbooks.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { RunStep, RunView } from '../../electron/contract/model/run.ts';
import { type Floor, type FloorOptions, openFloor } from './floor.ts';

export function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `watchfloor-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Head of a runbook; the test writes what comes behind it. */
export const head = (id: string, more = ''): string => `apiVersion: watchfloor/v1
kind: Runbook
id: ${id}
title: The book of ${id}
owner: platform
state: active
meaning: Something is to be done.
impact: It is not done.
${more}`;

export interface Desk {
  readonly floor: Floor;
  /** Where commands leave their marks. */
  readonly marks: string;
  /** What a command left, line by line. */
  lines(name: string): readonly string[];
  put(id: string, text: string): Promise<void>;
  start(id: string, more?: object, client?: Client): Promise<RunView>;
  /** Acts on the run as it stands, by whoever it is. */
  act(view: RunView, act: RunActDraft, client?: Client): Promise<RunView>;
  /** Waits until nothing runs. */
  still(view: RunView): Promise<RunView>;
  /** Lets the step in front be done, and waits until nothing runs. */
  go(view: RunView, typed?: string): Promise<RunView>;
}

export const stepOf = ({ run }: RunView, path: string): RunStep => {
  const found = run.steps.find((step) => step.path === path);
  if (!found) throw new Error(`there is no step ${path}`);
  return found;
};
export const statesOf = ({ run }: RunView): Readonly<Record<string, string>> =>
  Object.fromEntries(run.steps.map(({ path, state }) => [path, state]));

/** `books`: texts by the names of their files. */
export async function openDesk(
  books: Readonly<Record<string, string>>,
  marks = ownFolder('marks'),
  more: FloorOptions = {},
): Promise<Desk> {
  const runbooks = ownFolder('library');
  for (const [id, text] of Object.entries(books)) writeFileSync(join(runbooks, `${id}.yaml`), text);
  const floor = await openFloor({ runbooks, ...more });
  const faults = (await floor.client.runbooks.list()).flatMap(({ findings }) => findings);
  const errors = faults
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => `${line}: ${message}`);
  if (errors.length > 0) throw new Error(`a runbook of the test is wrong: ${errors.join('; ')}`);
  const viewed = (view: RunView): Promise<RunView> => floor.client.runbooks.view({ runId: view.run.id });
  const desk: Desk = {
    floor,
    marks,
    lines(name) {
      try {
        return readFileSync(join(marks, name), 'utf8').split('\n').slice(0, -1);
      } catch {
        return [];
      }
    },
    async put(id, text) {
      const before = (await floor.client.runbooks.list()).find((one) => one.id === id)?.hash;
      writeFileSync(join(runbooks, `${id}.yaml`), text);
      for (let known = before; known === before; ) {
        await floor.run(1_000);
        known = (await floor.client.runbooks.list()).find((one) => one.id === id)?.hash;
      }
    },
    start: (id, input = {}, client = floor.client) => client.runbooks.start({ runbookId: id, ...input }),
    async act(view, act, client = floor.client) {
      const { run } = await viewed(view);
      return client.runbooks.act({ runId: run.id, rev: run.rev, act });
    },
    async still(view) {
      let now = await viewed(view);
      while (now.run.phase === 'running') {
        // What is printed is gathered, and what was stopped is looked after, by the clock.
        await floor.run(20);
        now = await viewed(view);
      }
      return now;
    },
    go: async (view, typed = '') => desk.still(await desk.act(view, { type: 'go', typed })),
  };
  return desk;
}
