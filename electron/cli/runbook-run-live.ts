// A run on a terminal: one step at a time, its commands shown before anything runs, what they print as it comes. Whoever leaves
// leaves the run as it stands: it is taken up in the app, and nothing goes on that had not begun.
import type { RunAct, RunActDraft } from '../contract/api/runbooks.ts';
import type { Client } from '../contract/index.ts';
import type { RunView } from '../contract/model/run.ts';
import { cleanOutput } from '../engine/lib/text.ts';
import { type CliIo, type ExitStatus, InputError } from './command.ts';
import { json } from './print.ts';
import { type Choice, chooseAct } from './runbook-run-choice.ts';
import type { Started } from './runbook-run-input.ts';
import { endJson, endText, headJson, headText, stepJson, stepText } from './runbook-run-print.ts';
import { openPrompter, type Prompter } from './runbook-run-prompt.ts';

/** 0: green; 1: it ended otherwise, or was left before its end. */
export async function runLive(
  io: CliIo,
  client: Client,
  { start, look }: Started,
  asJson: boolean,
): Promise<ExitStatus> {
  const prompter = openPrompter(io);
  const view = await client.runbooks.start(start);
  const feed = followRun(io, client, view, asJson);
  const teller = createTeller(io, asJson);
  teller.head(view, look);
  try {
    const last = await goThrough({ io, client, prompter, feed, teller }, view);
    teller.end(last);
    return last.run.outcome === 'green' ? 0 : 1;
  } finally {
    feed.close();
    prompter.close();
  }
}

interface Desk {
  readonly io: CliIo;
  readonly client: Client;
  readonly prompter: Prompter;
  readonly feed: ReturnType<typeof followRun>;
  readonly teller: ReturnType<typeof createTeller>;
}

async function goThrough(desk: Desk, first: RunView): Promise<RunView> {
  const { io, feed, teller } = desk;
  let view = first;
  while (view.run.phase !== 'ended') {
    if (view.run.phase === 'running' || view.run.phase === 'waiting') {
      teller.waits(view);
      const next = await feed.after(view.run.rev, io.signal);
      if (next) view = next;
      else return stopped(desk, view);
      continue;
    }
    teller.step(view);
    const choice = await chooseAct(desk.prompter, view);
    if (choice.type === 'leave') return view;
    view = await carryOut(desk, view, choice);
  }
  return view;
}

/** What the engine refuses is said, and asked anew; the run has not moved, or is shown as it is now. */
async function carryOut(
  { client, teller }: Desk,
  view: RunView,
  choice: Extract<Choice, { type: 'acts' }>,
): Promise<RunView> {
  let now = view;
  try {
    for (const one of choice.acts) now = await act(client, now, one);
    return now;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    teller.refused(error.message);
    return client.runbooks.view({ runId: view.run.id });
  }
}

/** The command is to end: what runs is stopped, so that nothing goes on unseen. */
async function stopped({ io, client, feed }: Desk, view: RunView): Promise<RunView> {
  const now = await client.runbooks.view({ runId: view.run.id });
  if (!now.can.includes('stop')) return now;
  io.stderr.write('Stopping what runs …\n');
  const stopping = await act(client, now, { type: 'stop' });
  return (await feed.after(stopping.run.rev, new AbortController().signal)) ?? stopping;
}

const act = (client: Client, { run }: RunView, one: RunActDraft): Promise<RunView> =>
  client.runbooks.act({ runId: run.id, rev: run.rev, act: one as RunAct });

/** The run as it changes, and what its commands print. */
function followRun(io: CliIo, client: Client, first: RunView, asJson: boolean) {
  const ending = new AbortController();
  let latest = first;
  let wake: () => void = () => {};
  const follow = async (): Promise<void> => {
    for await (const message of await client.live.run({ runId: first.run.id }, { signal: ending.signal })) {
      if (message.type === 'output') {
        const { target, stream, text } = message;
        if (asJson) json(io, { type: 'output', target, stream, text });
        else io.stdout.write(cleanOutput(text, 1024 * 1024));
      } else if (message.view.run.rev >= latest.run.rev) {
        latest = message.view;
        wake();
      }
    }
  };
  const over = follow().then(
    () => wake(),
    () => wake(),
  );
  let isOver = false;
  void over.then(() => {
    isOver = true;
    wake();
  });
  return {
    /** The first state behind `rev`; null: the command is to end, or the engine went away. */
    async after(rev: number, signal: AbortSignal): Promise<RunView | null> {
      const stop = (): void => wake();
      signal.addEventListener('abort', stop);
      try {
        while (latest.run.rev <= rev && !signal.aborted && !isOver)
          await new Promise<void>((resolve) => (wake = resolve));
        return latest.run.rev > rev ? latest : null;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    close: () => ending.abort(),
  };
}

/** Says what happens, each thing once. */
function createTeller(io: CliIo, asJson: boolean) {
  let shown = '';
  let resulted = '';
  const say = (object: object | null, text: string): void => {
    if (!asJson) io.stdout.write(text);
    else if (object) json(io, object);
  };
  const results = ({ run }: RunView): void => {
    for (const { path, visits, state, result } of run.steps) {
      const key = `${path} ${visits} ${state} ${result}`;
      if (result === '' || state === 'ahead' || state === 'running' || resulted.includes(`\n${key}\n`)) continue;
      resulted += `\n${key}\n`;
      say({ type: 'result', path, state, result }, `        ${state}: ${cleanOutput(result)}\n`);
    }
  };
  return {
    head: (view: RunView, look: Started['look']) => say(headJson(view, look), headText(view, look)),
    step(view: RunView): void {
      results(view);
      const here = `${view.run.at} ${view.run.phase} ${view.run.steps.find(({ path }) => path === view.run.at)?.attempts.length}`;
      if (here === shown) return;
      shown = here;
      say(stepJson(view), stepText(view));
    },
    waits(view: RunView): void {
      const { phase, waitsUntil } = view.run;
      if (phase !== 'waiting' || waitsUntil === null) return;
      const until = new Date(waitsUntil).toISOString();
      say({ type: 'waiting', until }, `        waits until ${until}; Ctrl+C leaves it to the engine\n`);
    },
    refused: (why: string) => say({ type: 'refused', why }, `${why}\n`),
    end(view: RunView): void {
      results(view);
      const { id, phase } = view.run;
      if (phase === 'ended') say(endJson(view, []), endText(view, []));
      else say({ type: 'left', runId: id, phase }, `\nLeft as it stands: run ${id} is open, take it up in the app.\n`);
    },
  };
}
