// A hand-over as a file: which form, the zone of its local times, and where to keep it.
import type { HandoffForm } from '../../../electron/contract/api/handoffs.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { FileDialog } from '../../forms/file-dialog.tsx';
import { FormChoice, type FormGroup } from '../../forms/form-choice.tsx';
import { wrongAt } from '../../forms/refusal.ts';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { ZoneField, zoneMissing } from '../../forms/zone-field.tsx';
import { localZoneName } from '../../lib/local-time.ts';
import { engine } from '../../link/client.ts';
import { useHandoff } from '../../link/handoff.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { titleOf } from './words.ts';

const FORMS: readonly FormGroup<HandoffForm>[] = [
  {
    title: 'Form',
    forms: [
      {
        form: 'pdf',
        name: 'PDF',
        about: 'Everything in order, judgement and signatures, printed on numbered pages.',
      },
      { form: 'html', name: 'HTML', about: 'The same in one file for any browser. Nothing in it runs or is fetched.' },
      { form: 'markdown', name: 'Markdown', about: 'The same as text, for a ticket or a chat.' },
      { form: 'json', name: 'JSON', about: 'All of it as data, with hash and signatures: to keep and to verify.' },
    ],
  },
];

export function HandoffExportDialog({ handoffId }: { readonly handoffId: HandoffId }) {
  const { view } = useHandoff(handoffId);
  const form = useKeptForm(() => ({ form: 'pdf' as HandoffForm, zone: localZoneName() }));
  const { text, refusal } = form;
  const write = async () => {
    await writeNow(handoffId);
    return engine().handoffs.exportFile({ handoffId, form: text.form, zone: text.zone.trim() });
  };
  return (
    <FileDialog
      title="Print or export"
      sub={view ? titleOf(view.handoff) : undefined}
      note="It is put on the record that it was exported."
      form={form}
      wrong={zoneMissing(text.zone)}
      homes={['zone']}
      write={write}
    >
      <FormChoice groups={FORMS} value={text.form} onChange={(chosen) => form.set({ form: chosen })} />
      <ZoneField value={text.zone} wrong={wrongAt(refusal, 'zone')} onChange={(zone) => form.set({ zone })} />
    </FileDialog>
  );
}
