// What needs a word: skipping, rolling back, aborting, marking done, passing the pen, signing. It is meant for the step that
// was in front when it was opened: when the run has moved on since, nothing is sent.
import { useState } from 'react';
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { RunActDraft } from '../../../electron/contract/api/runbooks.ts';
import type { IncidentId, RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { useAsked } from '../../link/use-asked.ts';
import { useAbout } from '../../store/about.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { sendAct } from './acts.ts';
import { useNear } from './near-run.ts';
import { IncidentChoice, NameField, Signature, SignerPin, Why } from './reason-fields.tsx';
import { reasonWords, type WordAct } from './reason-words.ts';
import { frontOf } from './run-facts.ts';
import '../../forms/forms.css';
import './reason-dialog.css';

interface Props {
  readonly runId: RunId;
  readonly act: WordAct;
}

export function RunReasonDialog({ runId, act }: Props) {
  const near = useNear(runId);
  const [asked] = useAsked(runId, () => engine().runbooks.view({ runId }));
  const view = near.view ?? (asked.type === 'ready' ? asked.value : null);
  if (view) return <Reason view={view} act={act} />;
  return (
    <Dialog title="A word for the record" onClose={closeDialog}>
      <p>{asked.type === 'failed' ? asked.reason : 'The run is being read.'}</p>
    </Dialog>
  );
}

export interface ReasonText {
  readonly why: string;
  readonly name: string;
  readonly pin: string;
  readonly incidentId: IncidentId | '';
}

/** What must be entered for an act. */
function missing(act: WordAct, text: ReasonText, wanted: boolean): readonly { path: string; message: string }[] {
  if (act === 'pass-pen') return text.name.trim() === '' ? [{ path: 'name', message: 'say to whom' }] : [];
  if (act === 'link') return text.incidentId === '' ? [{ path: 'incidentId', message: 'choose one' }] : [];
  return wanted && text.why.trim() === '' ? [{ path: 'why', message: 'say why: it stands in the record' }] : [];
}

function actOf(act: WordAct, { why, name, pin, incidentId }: ReasonText): RunActDraft {
  switch (act) {
    case 'pass-pen':
      return { type: act, to: name };
    case 'link':
      return { type: act, incidentId };
    case 'mark-done':
      return { type: act, evidence: why };
    case 'approve':
      return { type: act, signer: name, pin, reason: why };
    case 'refuse':
      return { type: act, signer: name, reason: why };
    default:
      return { type: act, reason: why };
  }
}

/** Where the engine's words for a field stand here. */
const SHOWN = ['why', 'name', 'pin', 'incidentId'] as const;
const OURS: Readonly<Record<string, string>> = { reason: 'why', evidence: 'why', signer: 'name', to: 'name' };

const ours = (refusal: FormRefusal): FormRefusal => ({
  ...refusal,
  fields: refusal.fields.map((field) => {
    const last = field.path.split('.').at(-1) ?? '';
    return { ...field, path: OURS[last] ?? last };
  }),
});

const UNDER_WAY = 'Another key of yours is still under way. Nothing was sent.';
const NOT_YOU: FieldError = { path: 'name', message: 'whoever asked, or holds the pen, cannot sign' };
const MOVED_ON: FieldError = {
  path: '',
  message: 'The run has moved on since this was opened. Nothing was sent: close it and look.',
};

function Reason({ view, act }: { readonly view: RunView; readonly act: WordAct }) {
  const [meant] = useState({ at: view.run.at, phase: view.run.phase });
  const operator = useAbout((state) => state.about?.operator ?? '');
  const isSigning = act === 'approve' || act === 'refuse';
  const form = useKeptForm<ReasonText>(() => ({ why: '', name: '', pin: '', incidentId: '' }));
  const { text } = form;
  const words = reasonWords(act, view.run, frontOf(view));
  const hasMoved = view.run.at !== meant.at || (isSigning && view.run.phase !== meant.phase);
  const mustName = isSigning && (view.run.pen === operator || view.run.approval?.askedBy === operator);
  const refusal = ours(form.refusal);
  const wrong = [
    ...missing(act, text, words.field !== null && !words.optional),
    ...(mustName && text.name.trim() === '' ? [NOT_YOU] : []),
    ...(hasMoved ? [MOVED_ON] : []),
  ];
  const send = async () => {
    if (!(await sendAct(view, actOf(act, text)))) throw new Error(UNDER_WAY);
  };
  return (
    <FormDialog
      title={words.title}
      sub={view.run.title}
      save={words.save}
      size={isSigning ? 'roomy' : 'normal'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      onSave={() => form.save(wrong, send, words.done)}
    >
      {words.says !== '' && <p>{words.says}</p>}
      {isSigning && <Signature view={view} />}
      {(isSigning || act === 'pass-pen') && (
        <NameField
          view={view}
          isSigning={isSigning}
          mustName={mustName}
          value={text.name}
          wrong={wrongAt(refusal, 'name')}
          onChange={(name) => form.set({ name })}
        />
      )}
      {act === 'approve' && (
        <SignerPin
          signer={text.name.trim() === '' ? operator : text.name}
          value={text.pin}
          wrong={wrongAt(refusal, 'pin')}
          onChange={(pin) => form.set({ pin })}
        />
      )}
      {act === 'link' && (
        <IncidentChoice
          value={text.incidentId}
          wrong={wrongAt(refusal, 'incidentId')}
          onChange={(incidentId) => form.set({ incidentId })}
        />
      )}
      {words.field !== null && (
        <Why
          label={words.field}
          optional={words.optional}
          placeholder={words.placeholder}
          wrong={wrongAt(refusal, 'why')}
          value={text.why}
          onChange={(why) => form.set({ why })}
        />
      )}
    </FormDialog>
  );
}
