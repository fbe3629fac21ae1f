// What fits a problem, asked of the engine: best first.
import type { IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Suggestion } from '../../electron/contract/model/runbook.ts';
import type { KeyBinding } from '../lib/keys.ts';
import { openDialog } from '../store/dialogs.ts';
import { say } from '../store/say.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';
import { type Loaded, useAsked } from './use-asked.ts';

/** What fits a problem, best first; asked again when the problem or the library changes. */
export function useSuggestions(problemId: ProblemId | null): Loaded<readonly Suggestion[]> {
  const version = useWorld((world) => {
    const problem = problemId ? world.problems.get(problemId) : undefined;
    return problem ? `${world.engineId} ${world.library.version} ${problem.status}` : '';
  });
  const key = `${problemId} ${version}`;
  const [asked] = useAsked(key, async () => ({
    key: problemId,
    found: problemId && version !== '' ? await engine().runbooks.suggest({ problemId }) : [],
  }));
  if (asked.type !== 'ready') return asked;
  // An answer about the problem before is no answer.
  return asked.value.key === problemId ? { type: 'ready', value: asked.value.found } : { type: 'loading' };
}

/** What `r` does on a problem: the best fit, ready to start; where nothing fits, the whole library to choose from. */
export async function startBestFit(problemId: ProblemId, incidentId?: IncidentId): Promise<void> {
  try {
    const [best] = await engine().runbooks.suggest({ problemId });
    chooseRunbook(problemId, incidentId, best?.runbookId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    say(`What fits could not be asked: ${reason} R shows the whole library.`, true);
  }
}

/** What `R` does: all that fit, best first, and the rest of the library below. */
export const chooseRunbook = (
  problemId: ProblemId | null,
  incidentId?: IncidentId,
  runbookId: string | null = null,
): void =>
  openDialog({
    type: 'start-run',
    runbookId,
    ...(problemId === null ? {} : { problemId }),
    ...(incidentId === undefined ? {} : { incidentId }),
  });

/** `r` and `R`, the same from every list: for one problem, or for an incident that has none. */
export const runbookKeys = (problemId: ProblemId | null, incidentId?: IncidentId): readonly KeyBinding[] => {
  const off = problemId === null && incidentId === undefined;
  return [
    {
      keys: ['r'],
      label: 'Runbook',
      bar: 'always',
      off,
      run: () => (problemId ? void startBestFit(problemId, incidentId) : chooseRunbook(null, incidentId)),
    },
    { keys: ['R'], label: 'All runbooks that fit', off, run: () => chooseRunbook(problemId, incidentId) },
  ];
};
