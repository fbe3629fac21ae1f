// Some problems turn out to be another matter: they move into an incident of their own, with a title and a reason.
import { type ReactNode, useState } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { Incident, IncidentProblem } from '../../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { goToIncident } from '../../../store/incidents.ts';
import { Glyph } from '../../../ui/glyph.tsx';

interface Props {
  readonly incident: Incident;
  /** The choice between adding and moving out. */
  readonly children: ReactNode;
}

export function SplitProblems({ incident, children }: Props) {
  const { id: incidentId, number, problems } = incident;
  const form = useKeptForm(() => ({ problemIds: [] as readonly ProblemId[], title: '', reason: '' }));
  const { text, set, refusal } = form;
  // The title follows what is chosen until somebody types one.
  const [isTyped, setTyped] = useState(false);
  const toggle = ({ problemId }: IncidentProblem) => {
    const problemIds = text.problemIds.includes(problemId)
      ? text.problemIds.filter((each) => each !== problemId)
      : [...text.problemIds, problemId];
    set({ problemIds, ...(isTyped ? {} : { title: titleOf(problems, problemIds) }) });
  };
  const wrong = [
    ...(text.problemIds.length === 0 ? [{ path: 'problemIds', message: 'choose at least one' }] : []),
    ...(text.title.trim() === '' ? [{ path: 'title', message: 'say what is wrong' }] : []),
    ...(text.reason.trim() === '' ? [{ path: 'reason', message: 'say why' }] : []),
  ];
  const send = () => engine().incidents.split({ incidentId, ...text, problemIds: [...text.problemIds] });
  const done = (made: Incident): string => {
    goToIncident(made.id);
    return `${count(text.problemIds.length, 'problem')} moved out of ${number} into ${made.number}.`;
  };
  return (
    <FormDialog
      title="Problems of the incident"
      sub={number}
      save="Move out"
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['title', 'reason'])}
      note="Both incidents keep the entries of before."
      onSave={() => form.save(wrong, send, done)}
    >
      {children}
      {problems.length === 0 && <p className="help">It has no problems.</p>}
      <Own problems={problems} chosen={text.problemIds} onToggle={toggle} />
      <TextField
        label="Title of the new incident"
        value={text.title}
        wrong={wrongAt(refusal, 'title')}
        onChange={(title) => {
          setTyped(true);
          set({ title });
        }}
      />
      <TextField
        label="Why"
        value={text.reason}
        placeholder="another cause: the disk, not the link"
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}

interface OwnProps {
  readonly problems: readonly IncidentProblem[];
  readonly chosen: readonly ProblemId[];
  readonly onToggle: (problem: IncidentProblem) => void;
}

/** Its problems with the names they had when they came in; those that are over too. */
function Own({ problems, chosen, onToggle }: OwnProps) {
  if (problems.length === 0) return null;
  return (
    <ul className="inc-probs" aria-label="Its problems">
      {problems.map((problem) => (
        <li key={problem.problemId}>
          <label>
            <input type="checkbox" checked={chosen.includes(problem.problemId)} onChange={() => onToggle(problem)} />
            <Glyph status={problem.closedAt === null ? problem.status : 'ok'} size={16} quiet />
            <b>{problem.host}</b>
            <span>{problem.check}</span>
            <em>{problem.closedAt === null ? problem.status : 'over'}</em>
          </label>
        </li>
      ))}
    </ul>
  );
}

function titleOf(problems: readonly IncidentProblem[], ids: readonly ProblemId[]): string {
  const chosen = problems.filter(({ problemId }) => ids.includes(problemId));
  const [first] = chosen;
  if (!first) return '';
  if (chosen.length === 1) return `${first.host} ${first.alive ? first.status : first.check}`;
  const hosts = new Set(chosen.map(({ host }) => host));
  if (hosts.size === 1) return `${first.host}: ${count(chosen.length, 'check')} in trouble`;
  return `${count(chosen.length, 'problem')} on ${count(hosts.size, 'host')}`;
}
