// A template: its name, its tag, and the checks that come with it. What saving comes to on the hosts is said all along.
import { useDeferredValue, useMemo } from 'react';
import type { TemplateId } from '../../../../electron/contract/model/ids.ts';
import type { ProbeKindInfo } from '../../../../electron/contract/model/kind.ts';
import type { Template } from '../../../../electron/contract/model/template.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { below, elsewhere, type FormRefusal, wrongAt } from '../../../forms/refusal.ts';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { useKinds } from '../../../link/kinds.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import { CheckFields } from '../check-fields.tsx';
import { checkName } from '../host-draft.ts';
import { TemplateChecks } from './template-checks.tsx';
import { effectOf, effectWords } from './template-effect.ts';
import { draftOf, useTemplateForm } from './use-template-form.ts';
import '../../../forms/forms.css';

/** Adds a template (`templateId` null) or edits one. */
export function TemplateForm({ templateId }: { readonly templateId: TemplateId | null }) {
  const template = useWorld((world) =>
    templateId === null ? null : world.templates.find((each) => each.id === templateId),
  );
  const { byKind, failure } = useKinds();
  if (template === undefined || byKind.size === 0) {
    const words = template === undefined ? 'It was removed meanwhile. Nothing was changed.' : failure;
    return (
      <Dialog title="Template" onClose={closeDialog}>
        <p>{words ?? 'Asking the monitor what it can check…'}</p>
      </Dialog>
    );
  }
  return <Form template={template} kinds={byKind} />;
}

interface FormProps {
  readonly template: Template | null;
  readonly kinds: ReadonlyMap<string, ProbeKindInfo>;
}

function Form({ template, kinds }: FormProps) {
  const form = useTemplateForm(template, kinds);
  const { text, set, refusal, front } = form;
  const effect = useEffectWords(template, draftOf(text, kinds));
  const hosts = useWorld((world) => world.hosts);
  const tags = useMemo(() => suggestionsOf(hosts.values()).tags, [hosts]);
  const check = text.checks[front];
  return (
    <FormDialog
      title={template ? 'Edit template' : 'Add a template'}
      sub={template?.name ?? 'checks for every host with a tag'}
      save={template ? 'Save' : 'Add template'}
      size="wide"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'tag', ...text.checks.map((_, at) => `checks.${at}`)])}
      note={effect}
      onSave={() => void form.save()}
    >
      <div className="field-row">
        <TextField
          label="Name of the template"
          autoFocus
          value={text.name}
          placeholder="Linux server"
          wrong={wrongAt(refusal, 'name')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Tag of the hosts"
          value={text.tag}
          placeholder="linux"
          offers={tags}
          wrong={wrongAt(refusal, 'tag')}
          onChange={(tag) => set({ tag })}
        />
      </div>
      <div className="check-form">
        <TemplateChecks
          checks={text.checks.map(({ key, text: each }, at) => ({
            key,
            name: each.name.trim() || checkName(kinds.get(each.kind), each.kind),
            isWrong: below(refusal, `checks.${at}`).length > 0,
          }))}
          front={front}
          onFront={form.setFront}
          onAdd={form.add}
          onRemove={form.remove}
        />
        <div className="check-fields">
          {check && (
            <OneCheck
              key={check.key}
              check={check}
              kinds={kinds}
              refusal={{ fields: below(refusal, `checks.${front}`), sentence: null }}
              onKind={(info) => form.choose(front, info)}
              onChange={(change) => form.setCheck(front, change)}
            />
          )}
        </div>
      </div>
    </FormDialog>
  );
}

interface OneProps {
  readonly check: ReturnType<typeof useTemplateForm>['text']['checks'][number];
  readonly kinds: FormProps['kinds'];
  readonly refusal: FormRefusal;
  readonly onKind: (info: ProbeKindInfo) => void;
  readonly onChange: Parameters<typeof CheckFields>[0]['set'];
}

function OneCheck({ check, kinds, refusal, onKind, onChange }: OneProps) {
  const info = kinds.get(check.text.kind);
  return (
    <>
      <FieldFrame
        label="What to check"
        help={check.stored ? 'A check that exists keeps its kind: its history is measured by it.' : undefined}
      >
        {(wired) => (
          <select
            {...wired}
            className="input"
            value={check.text.kind}
            disabled={check.stored !== null}
            onChange={(event) => {
              const next = kinds.get(event.target.value);
              if (next) onKind(next);
            }}
          >
            {!info && <option value={check.text.kind}>{check.text.kind}: not in this version</option>}
            {[...kinds.values()].map(({ kind, title }) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <CheckFields text={check.text} info={info} stored={check.stored ?? undefined} refusal={refusal} set={onChange} />
    </>
  );
}

/** Ten thousand hosts are gone through: after the letter is drawn, not before. */
function useEffectWords(template: Template | null, draft: ReturnType<typeof draftOf>): string {
  const hosts = useWorld((world) => world.hosts);
  const checks = useWorld((world) => world.checks);
  const later = useDeferredValue(JSON.stringify(draft));
  return useMemo(() => {
    const after = JSON.parse(later) as typeof draft;
    return effectWords(effectOf(template, after, hosts.values(), checks.values()), after.tag);
  }, [template, later, hosts, checks]);
}
