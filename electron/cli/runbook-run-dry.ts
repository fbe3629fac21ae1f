// Walks a dry run from its first step to its end: each step is printed as it would be done, questions take their default.
import type { RunAct, RunActDraft } from '../contract/api/runbooks.ts';
import type { Client } from '../contract/index.ts';
import type { RunView } from '../contract/model/run.ts';
import type { CliIo, ExitStatus } from './command.ts';
import { json } from './print.ts';
import type { Started } from './runbook-run-input.ts';
import { endJson, endText, headJson, headText, notReached, stepJson, stepText } from './runbook-run-print.ts';

/** Steps that are gone through at most: more than any runbook has, with all its visits. */
const MOST_STEPS = 10_000;
const BY_ITSELF = 'a dry run, walked to its end from the command line';

/** 0: walked to its end; 1: a step could not be carried out as it stands. */
export async function walkDry(
  io: CliIo,
  client: Client,
  { start, look }: Started,
  asJson: boolean,
): Promise<ExitStatus> {
  let view = await client.runbooks.start(start);
  if (asJson) json(io, headJson(view, look));
  else io.stdout.write(headText(view, look));
  let shown = '';
  for (let steps = 0; view.run.phase !== 'ended' && steps < MOST_STEPS; steps += 1) {
    const here = `${view.run.at} ${view.run.steps.find(({ path }) => path === view.run.at)?.visits}`;
    if (here !== shown) {
      shown = here;
      const step = stepJson(view);
      if (asJson && step) json(io, step);
      else io.stdout.write(stepText(view));
    }
    view = view.run.phase === 'running' ? await whileRunning(client, view) : await act(client, view, onward(view));
    tellResult(io, view, here, asJson);
  }
  const left = notReached(view.run.steps, look.detail.outline);
  if (asJson) json(io, endJson(view, left));
  else io.stdout.write(endText(view, left));
  return view.run.outcome === 'green' ? 0 : 1;
}

/** What came of a check that was run for real, or why a step could not be carried out. */
function tellResult(io: CliIo, { run }: RunView, before: string, asJson: boolean): void {
  const step = run.steps.find(({ path, visits }) => `${path} ${visits}` === before);
  if (!step || step.result === '' || (step.state !== 'failed' && step.attempts.length === 0)) return;
  if (run.at === step.path && run.phase === 'running') return;
  if (asJson) json(io, { type: 'result', path: step.path, state: step.state, result: step.result });
  else io.stdout.write(`        ${step.state === 'failed' ? 'FAILED' : 'found'}: ${step.result}\n`);
}

/** Whatever stands in front, a dry run goes past it where it may. */
function onward({ can }: RunView): RunActDraft {
  if (can.includes('go')) return { type: 'go' };
  if (can.includes('go-on')) return { type: 'go-on', reason: BY_ITSELF };
  if (can.includes('skip')) return { type: 'skip', reason: BY_ITSELF };
  return { type: 'abort', reason: 'the walk cannot go past this step' };
}

const act = (client: Client, { run }: RunView, one: RunActDraft): Promise<RunView> =>
  client.runbooks.act({ runId: run.id, rev: run.rev, act: one as RunAct });

/** Checks are run for real where that was asked for. */
async function whileRunning(client: Client, { run }: RunView): Promise<RunView> {
  for await (const message of await client.live.run({ runId: run.id })) {
    if (message.type === 'view' && message.view.run.phase !== 'running') return message.view;
  }
  return client.runbooks.view({ runId: run.id });
}
