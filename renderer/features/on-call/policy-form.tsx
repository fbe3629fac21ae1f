// An escalation policy: whom an alert climbs to, step by step, until somebody acknowledges.
import type { PolicyId } from '../../../electron/contract/model/ids.ts';
import type { EscalationPolicyDraft } from '../../../electron/contract/model/on-call.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { durationText, parseDuration } from '../../lib/duration-text.ts';
import { engine } from '../../link/client.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { targetOffers, targetsOf, wordOfTarget } from './people-words.ts';
import '../../forms/forms.css';

interface StepText {
  readonly key: number;
  readonly delay: string;
  readonly targets: readonly string[];
}

/** What is typed of a policy, and what saving it comes to. */
function usePolicyForm(policyId: PolicyId | null) {
  const onCall = useWorld((world) => world.onCall);
  const channels = useWorld((world) => world.channels);
  const known = onCall.policies.find(({ id }) => id === policyId);
  const form = useKeptForm(() => ({
    name: known?.name ?? '',
    repeat: String(known?.repeat ?? 0),
    steps: (known?.steps ?? [{ delayMs: 0, targets: [] }]).map(
      ({ delayMs, targets }, key): StepText => ({
        key,
        delay: durationText(delayMs),
        targets: targets.map((target) => wordOfTarget(target, onCall, channels)),
      }),
    ),
  }));
  const { text, set } = form;
  const setStep = (key: number, change: Partial<StepText>) =>
    set({ steps: text.steps.map((step) => (step.key === key ? { ...step, ...change } : step)) });
  const save = () => {
    const delays = text.steps.map((step) => parseDuration(step.delay));
    const wrong = [
      ...(text.name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : []),
      ...(/^\d$/.test(text.repeat.trim()) ? [] : [{ path: 'repeat', message: 'must be a number from 0 to 9' }]),
      ...delays.flatMap((delay, at) =>
        delay === null ? [{ path: `steps.${at}.delayMs`, message: 'must be a span of time like 10 min' }] : [],
      ),
    ];
    const policy: EscalationPolicyDraft = {
      id: policyId ?? (crypto.randomUUID() as PolicyId),
      name: text.name.trim(),
      repeat: Number(text.repeat),
      steps: text.steps.map((step, at) => ({
        delayMs: delays[at] ?? 0,
        targets: targetsOf(step.targets, onCall, channels),
      })),
    };
    form.save(wrong, () => engine().onCall.putPolicy(policy), `${policy.name} is ${policyId ? 'changed' : 'added'}.`);
  };
  return { ...form, setStep, save, offers: targetOffers(onCall, channels) };
}

/** Adds a policy (`policyId` null) or edits one. */
export function PolicyForm({ policyId }: { readonly policyId: PolicyId | null }) {
  const form = usePolicyForm(policyId);
  const { text, set, refusal, setStep, save, offers } = form;
  const next = Math.max(0, ...text.steps.map(({ key }) => key)) + 1;
  return (
    <FormDialog
      title={policyId ? 'Edit policy' : 'Add a policy'}
      sub="until somebody acknowledges"
      save={policyId ? 'Save' : 'Add policy'}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'repeat', ...text.steps.map((_, at) => `steps.${at}`)])}
      more={
        policyId && (
          <button type="button" className="btn" onClick={() => removePolicy(policyId)}>
            Remove
          </button>
        )
      }
      onSave={save}
    >
      <div className="field-row">
        <TextField
          label="Name"
          autoFocus
          value={text.name}
          placeholder="Network, day and night"
          wrong={wrongAt(refusal, 'name')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Then all of it again, times"
          value={text.repeat}
          wrong={wrongAt(refusal, 'repeat')}
          onChange={(repeat) => set({ repeat })}
        />
      </div>
      {text.steps.map((step, at) => (
        <Step
          key={step.key}
          at={at}
          step={step}
          offers={offers}
          wrong={wrongAt(refusal, `steps.${at}`)}
          onChange={(change) => setStep(step.key, change)}
          onRemove={
            text.steps.length > 1 ? () => set({ steps: text.steps.filter(({ key }) => key !== step.key) }) : null
          }
        />
      ))}
      <p>
        <button
          type="button"
          className="btn"
          onClick={() => set({ steps: [...text.steps, { key: next, delay: '10 min', targets: [] }] })}
        >
          Add a step
        </button>
      </p>
    </FormDialog>
  );
}

interface StepProps {
  readonly at: number;
  readonly step: StepText;
  readonly offers: readonly string[];
  readonly wrong: string | undefined;
  readonly onChange: (change: Partial<StepText>) => void;
  readonly onRemove: (() => void) | null;
}

function Step({ at, step, offers, wrong, onChange, onRemove }: StepProps) {
  return (
    <fieldset className="oc-step">
      <legend>
        Step {at + 1}
        {onRemove && (
          <button type="button" className="btn" onClick={onRemove}>
            Take away
          </button>
        )}
      </legend>
      <div className="oc-step-row">
        <TextField
          label={at === 0 ? 'After the alert' : 'After the step before'}
          value={step.delay}
          placeholder="0 s"
          wrong={wrong}
          onChange={(delay) => onChange({ delay })}
        />
        <TokenField
          label="Tell"
          isClosed
          isNeeded
          values={step.targets}
          offers={offers}
          placeholder="rota, person or channel"
          onChange={(targets) => onChange({ targets })}
        />
      </div>
    </fieldset>
  );
}

function removePolicy(policyId: PolicyId): void {
  closeDialog();
  openDialog({ type: 'remove-policy', policyId });
}
