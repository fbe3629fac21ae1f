// What must be true of a run that was killed and taken up, when it has come to its end: every line there exactly once, every
// attempt on the record with how it ended, the chain whole, and an outcome that says what happened.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../electron/contract/model/journal.ts';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { EFFECTS } from './run-kill-book.ts';
import type { KillPlace } from './run-kill-ground.ts';

export interface KillVerdict {
  /** Empty: all is well. */
  readonly findings: readonly string[];
  readonly interrupted: number;
  readonly attempts: number;
}

const linesOf = (file: string): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);

function wrongEffects({ marks }: KillPlace): readonly string[] {
  return EFFECTS.flatMap((name) => {
    const lines = linesOf(join(marks, name));
    return lines === 1 ? [] : [`${name} was written ${lines} times`];
  });
}

const count = (entries: readonly Entry[], event: string, attemptId?: string): number =>
  entries.filter(({ data }) => data.event === event && (attemptId === undefined || data.attemptId === attemptId))
    .length;

/** What the record says of each attempt: it began once, and ended once or was interrupted once. */
function wrongRecord(store: Store, entries: readonly Entry[]): readonly string[] {
  const { runs } = store.runs.list({
    ...{ runbookId: null, incidentId: null, outcomes: [], active: null },
    ...{ offset: 0, limit: 10 },
  });
  const [only] = runs;
  if (runs.length !== 1 || !only) return [`there are ${runs.length} runs`];
  const run = store.runs.get(only.id)?.run;
  const attempts = run?.steps.flatMap((step) => step.attempts) ?? [];
  const open = attempts.filter(({ end }) => end === null).map(({ path, n }) => `attempt ${n} at ${path} has no end`);
  const odd = attempts.flatMap(({ id, path, n }) => {
    const [began, ended] = [
      count(entries, 'began', id),
      count(entries, 'ended', id) + count(entries, 'interrupted', id),
    ];
    return began === 1 && ended === 1
      ? []
      : [`attempt ${n} at ${path} began ${began} and ended ${ended} times on record`];
  });
  const states = Object.fromEntries(run?.steps.map(({ path, state }) => [path, state]) ?? []);
  const wanted = { first: 'rolled-back', second: 'rolled-back', fleet: 'rolled-back', never: 'passed', gone: 'done' };
  const wrong = Object.entries(wanted).flatMap(([path, state]) =>
    states[path] === state ? [] : [`${path} is ${states[path]}, not ${state}`],
  );
  return [
    ...open,
    ...odd,
    ...wrong,
    ...(run?.outcome === 'rolled-back' ? [] : [`it ended ${run?.outcome}: ${run?.endReason}`]),
    ...(count(entries, 'started') === 1 ? [] : ['it was not started once']),
    ...(entries.filter(({ kind, data }) => kind === 'run' && data.event === 'ended').length === 1
      ? []
      : ['it did not end once']),
  ];
}

export async function judge(place: KillPlace): Promise<KillVerdict> {
  const store = await openStore(place.data, { clock: systemClock, readOnly: true });
  try {
    const chain = store.journal.verify();
    const entries = store.journal.list({ kinds: ['run', 'step'], limit: 10_000 });
    const began = count(entries, 'began');
    return {
      findings: [...wrongEffects(place), ...wrongRecord(store, entries), ...(chain.ok ? [] : ['the chain is torn'])],
      interrupted: count(entries, 'interrupted'),
      attempts: began,
    };
  } finally {
    store.close();
  }
}
