// Escalating by hand: whom, with what words, and whom they should ring back. The context goes along by itself.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { useAbout } from '../../store/about.ts';
import { useWorld } from '../../store/world.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { targetOffers, targetsOf } from './people-words.ts';
import '../../forms/forms.css';

export function EscalateDialog({ problemIds }: { readonly problemIds: readonly ProblemId[] }) {
  const onCall = useWorld((world) => world.onCall);
  const channels = useWorld((world) => world.channels);
  const escalations = useWorld((world) => world.escalations);
  const operator = useAbout((state) => state.about?.operator ?? '');
  const climbing = escalations.find((one) => one.problemIds.some((id) => problemIds.includes(id as ProblemId)));
  const offers = targetOffers(onCall, channels);
  const form = useKeptForm(() => ({ targets: [] as readonly string[], note: '', callBack: operator }));
  const { text, set, refusal } = form;
  const send = () => {
    const wrong =
      text.targets.length === 0 && !climbing ? [{ path: 'targets', message: 'say whom: nothing climbs here yet' }] : [];
    const input = {
      problemIds: [...problemIds],
      targets: targetsOf(text.targets, onCall, channels),
      note: text.note,
      callBack: text.callBack,
    };
    form.save(wrong, () => engine().onCall.escalate(input), 'Escalated, with the context.');
  };
  return (
    <FormDialog
      title="Escalate"
      sub={count(problemIds.length, 'problem')}
      save="Escalate"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['targets', 'note', 'callBack'])}
      note="What is broken since when, what was tried and the links go along."
      onSave={send}
    >
      <TokenField
        label="Tell"
        isClosed
        values={text.targets}
        offers={offers}
        placeholder={climbing ? 'nobody named: the next step of its policy' : 'rota, person or channel'}
        help={offers.length === 0 ? 'Nobody can be told yet: add people under On call, or channels under Alerts.' : ''}
        wrong={wrongAt(refusal, 'targets')}
        onChange={(targets) => set({ targets })}
      />
      <FieldFrame label="What they should know" optional wrong={wrongAt(refusal, 'note')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={3}
            maxLength={10_000}
            value={text.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        )}
      </FieldFrame>
      <TextField
        label="Ring back"
        optional
        value={text.callBack}
        placeholder="NOC desk, +31 20 555 0100"
        wrong={wrongAt(refusal, 'callBack')}
        onChange={(callBack) => set({ callBack })}
      />
    </FormDialog>
  );
}
