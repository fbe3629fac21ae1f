// Open problems put into an incident; those that another open one has are shown with its number, and cannot be taken.
import { type ReactNode, useMemo, useState } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { Problem } from '../../../../electron/contract/model/problem.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { selectIncidentOf } from '../../../store/incidents.ts';
import { isHandled, severity } from '../../../store/roll-up.ts';
import { useWorld } from '../../../store/world.ts';
import { ProblemLines } from '../problem-lines.tsx';

interface Props {
  readonly incident: Incident;
  /** The choice between adding and moving out. */
  readonly children: ReactNode;
}

export function AddProblems({ incident: { id: incidentId, number, problems: own }, children }: Props) {
  const [words, setWords] = useState('');
  const candidates = useCandidates(
    own.map(({ problemId }) => problemId),
    words,
  );
  const incidentOf = useWorld(selectIncidentOf);
  const form = useKeptForm(() => ({ problemIds: [] as readonly ProblemId[] }));
  const { problemIds } = form.text;
  const toggle = ({ id }: Problem) =>
    form.set({ problemIds: problemIds.includes(id) ? problemIds.filter((each) => each !== id) : [...problemIds, id] });
  const wrong = problemIds.length === 0 ? [{ path: 'problemIds', message: 'choose at least one' }] : [];
  const send = () => engine().incidents.addProblems({ incidentId, problemIds: [...problemIds] });
  return (
    <FormDialog
      title="Problems of the incident"
      sub={number}
      save={problemIds.length === 0 ? 'Add' : `Add ${count(problemIds.length, 'problem')}`}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={form.refusal}
      homeless={elsewhere(form.refusal, [])}
      note={`It has ${count(own.length, 'problem')} now.`}
      onSave={() => form.save(wrong, send, `${count(problemIds.length, 'problem')} added to ${number}.`)}
    >
      {children}
      <TextField label="Find" optional value={words} placeholder="host, check or site" onChange={setWords} />
      {candidates.length === 0 ? (
        <p className="help">{words === '' ? 'No other problem is open.' : 'No open problem has these words.'}</p>
      ) : (
        <ProblemLines
          label="Open problems"
          problems={candidates}
          takenBy={({ id }) => incidentOf.get(id)?.number ?? ''}
          chosen={new Set(problemIds)}
          onToggle={toggle}
        />
      )}
    </FormDialog>
  );
}

/** Open problems that are not in it, by host and check as typed; unhandled first, then the worst, then the newest. */
function useCandidates(own: readonly ProblemId[], words: string): readonly Problem[] {
  const problems = useWorld((world) => world.problems);
  const hosts = useWorld((world) => world.hosts);
  const checks = useWorld((world) => world.checks);
  const mine = own.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `mine` stands for `own`
  return useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/);
    const fits = ({ id, hostId, checkId }: Problem): boolean => {
      if (own.includes(id)) return false;
      const host = hosts.get(hostId);
      const text = `${host?.name} ${host?.site} ${checks.get(checkId)?.name}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    const order = (a: Problem, b: Problem): number =>
      Number(isHandled(a)) - Number(isHandled(b)) || severity(a.status) - severity(b.status) || b.openedAt - a.openedAt;
    return [...problems.values()].filter(fits).toSorted(order);
  }, [problems, hosts, checks, mine, words]);
}
