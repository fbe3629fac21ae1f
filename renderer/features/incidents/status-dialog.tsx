// On to another status: the next one is in front, the time may be set back, closing wants resolution and root cause.
import type { KeyboardEvent } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { IncidentStatus } from '../../../electron/contract/model/incident-rules.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { moveWords, nextStatus, openProblems } from '../../store/incident-words.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { PastField, WordsField } from './fields.tsx';
import { type MoveText, moveInput, movesFrom, wantsReason, wrongMove } from './status-moves.ts';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

interface Props {
  readonly incidentId: IncidentId;
  readonly to?: IncidentStatus;
}

export function StatusDialog({ incidentId, to }: Props) {
  return (
    <WithIncident incidentId={incidentId} title="Next status">
      {(incident) => <Form incident={incident} to={to} />}
    </WithIncident>
  );
}

interface FormProps {
  readonly incident: Incident;
  readonly to: IncidentStatus | undefined;
}

function useStatusForm({ incident, to }: FormProps) {
  const { id, number, resolution, rootCause } = incident;
  const form = useKeptForm(() => {
    const moves = movesFrom(incident.status);
    const first = to ?? nextStatus(incident);
    const next: MoveText = { to: first, at: '', reason: '', resolution, rootCause };
    // What it was opened with it keeps: its own effect comes back before it is closed.
    return { ...next, from: incident.status, moves: moves.includes(first) ? moves : [first, ...moves] };
  });
  const { text } = form;
  const save = () => {
    const now = Date.now();
    const send = () => engine().incidents.moveTo(moveInput(id, text, now));
    form.save(wrongMove(text, now), send, `${number} is ${text.to}${text.to === 'open' ? ' again' : ''}.`);
  };
  /** Alt+U: the first of the two that says nothing is unknown. */
  const sayUnknown = (): void => {
    if (text.rootCause.trim() === '') form.set({ rootCause: 'unknown' });
    else if (text.resolution.trim() === '') form.set({ resolution: 'unknown' });
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!event.altKey || event.key.toLowerCase() !== 'u' || text.to !== 'closed') return false;
    sayUnknown();
    return true;
  };
  return { ...form, save, onKey, sayUnknown };
}

function Form({ incident, to }: FormProps) {
  const form = useStatusForm({ incident, to });
  const { text, set, refusal } = form;
  const { from, moves } = text;
  const name = (status: IncidentStatus): string => moveWords({ status: from }, status);
  return (
    <FormDialog
      title={name(text.to)}
      sub={`${incident.number}, now ${from}`}
      save={name(text.to)}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['at', 'reason', ...(text.to === 'closed' ? ['resolution', 'rootCause'] : [])])}
      note={noteOf(incident, text.to)}
      onKey={form.onKey}
      onSave={form.save}
    >
      {moves.length > 1 && (
        <Segment<IncidentStatus>
          label="To which status"
          value={text.to}
          options={moves.map((status) => [status, name(status)] as const)}
          onChange={(status) => set({ to: status })}
        />
      )}
      {text.to === 'closed' && <Closing text={text} set={set} refusal={refusal} onUnknown={form.sayUnknown} />}
      <TextField
        label={wantsReason(text.to) ? 'Why' : 'A word on it'}
        optional={!wantsReason(text.to)}
        value={text.reason}
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => set({ reason })}
      />
      <PastField
        label="When it happened"
        empty="now"
        value={text.at}
        wrong={wrongAt(refusal, 'at')}
        onChange={(at) => set({ at })}
      />
    </FormDialog>
  );
}

interface ClosingProps {
  readonly text: MoveText;
  readonly set: (change: Partial<MoveText>) => void;
  readonly refusal: FormRefusal;
  readonly onUnknown: () => void;
}

function Closing({ text, set, refusal, onUnknown }: ClosingProps) {
  return (
    <>
      <WordsField
        label="Resolution: what put it right"
        value={text.resolution}
        wrong={wrongAt(refusal, 'resolution')}
        onChange={(resolution) => set({ resolution })}
      />
      <WordsField
        label="Root cause"
        value={text.rootCause}
        wrong={wrongAt(refusal, 'rootCause')}
        onChange={(rootCause) => set({ rootCause })}
      />
      <p className="inc-unknown">
        <button type="button" className="btn" onClick={onUnknown}>
          <Keycap keys="Alt+U" />
          Say that it is unknown
        </button>
        <span className="help">Unknown is an answer; an empty field is none.</span>
      </p>
    </>
  );
}

/** What should be known before it is done. */
function noteOf(incident: Incident, to: IncidentStatus): string | undefined {
  if (to === 'acknowledged') return 'Stops the clock for acknowledging.';
  if (to === 'open') return 'Its times so far stay; the clocks run again.';
  if (to === 'cancelled') return 'For a false alarm. Its timeline stays.';
  const open = openProblems(incident);
  if (open > 0 && to !== 'mitigated') return `${count(open, 'problem')} of it ${open === 1 ? 'is' : 'are'} still open.`;
  return to === 'resolved' ? 'Stops the clock for resolving.' : undefined;
}
