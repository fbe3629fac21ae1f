// What operators do to runs of runbooks, each call so that it would succeed: for the test that nothing is lost.
import type { Client } from '../../electron/contract/index.ts';
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { Call } from './every-change.ts';
import type { Floor } from './floor.ts';
import { runbookFolder, runbookText } from './runbook-files.ts';

const CHECKLIST = `  - id: round
    title: The round
    manual: { checklist: [Look at the door, Look at the lamps] }
`;

/** A folder with the runbook that the calls are about. */
export const roundRunbook = (): string =>
  runbookFolder({
    'round.yaml': runbookText('round', { limits: '{ maxTargets: 1, maxRunsPerHour: 1000 }' }, CHECKLIST),
  });

const change = 'CHG0031337';

async function firstRun({ runbooks }: Client): Promise<RunId> {
  const { runs } = await runbooks.runs({ limit: 500 });
  const first = runs.at(-1);
  if (!first) throw new Error('no run is at hand');
  return first.id;
}

export const RUN_CHANGES: Readonly<Record<string, Call>> = {
  'runbooks.start': ({ client }) => client.runbooks.start({ runbookId: 'round', change }),
  'runbooks.act': async ({ client }) => {
    const { run, face } = await client.runbooks.view({ runId: await firstRun(client) });
    const done = face?.checklist[0]?.done === null;
    return client.runbooks.act({ runId: run.id, rev: run.rev, act: { type: 'tick', item: 0, done } });
  },
};

/** What keeps nothing in the data folder. A draft goes into a folder of the user's own: tests of the library try that. */
export const RUN_READS = [
  ...['live.run', 'runbooks.list', 'runbooks.get', 'runbooks.suggest', 'runbooks.fitting', 'runbooks.importFiles'],
  ...['runbooks.look', 'runbooks.view', 'runbooks.runs', 'runbooks.output', 'runbooks.pinned', 'runbooks.keepDraft'],
];

/** A run that waits for its round to be made. */
export async function runsAtHand({ client }: Floor): Promise<void> {
  await client.runbooks.start({ runbookId: 'round', change });
}

/** Runs as people left them. */
export async function runsKept({ runbooks }: Client): Promise<Readonly<Record<string, unknown>>> {
  const { runs } = await runbooks.runs({ limit: 500 });
  const views = await Promise.all(runs.map(({ id }) => runbooks.view({ runId: id })));
  return Object.fromEntries(views.map(({ run }) => [run.id, run]));
}
