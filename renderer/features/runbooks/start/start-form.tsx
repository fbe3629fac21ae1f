// Before a run: what it is given, how it is done, which incident and change it belongs to, and what stands in its way.
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunMode } from '../../../../electron/contract/model/runbook-words.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { goTo } from '../../../store/route.ts';
import { Segment } from '../../../ui/segment.tsx';
import { ChangeFields } from './change-fields.tsx';
import { InputField } from './input-field.tsx';
import { ReadAndAccept, useRead } from './read-and-accept.tsx';
import { Before, ForProblem, goToRunUnderWay, IncidentField, UnderWay } from './start-notes.tsx';
import { isOfProblem, missing, shownValue, startOf, wantsChange } from './start-text.ts';
import type { StartForm as Form } from './use-start-form.ts';

interface Props {
  readonly form: Form;
  readonly problemId: ProblemId | null;
  readonly title: string;
}

const MODE_KEYS: Readonly<Record<string, RunMode>> = { r: 'live', d: 'dry', i: 'instruct' };

const MODE_NOTES: Readonly<Record<RunMode, string>> = {
  live: 'Each step waits for a key; what changes a host is confirmed.',
  dry: 'The same way, every command shown, nothing executed; it counts nowhere.',
  instruct: 'Nothing is executed here: copy each command, do it elsewhere, mark it done.',
};

const SAVE_WORDS: Readonly<Record<RunMode, string>> = {
  live: 'Start the run',
  dry: 'Start the dry run',
  instruct: 'Start the instruction',
};

export function StartForm({ form, problemId, title }: Props) {
  const { text, set, refusal, looked, isSaving } = form;
  const { look } = looked;
  const [isRead, onRead] = useRead();
  const start = () => {
    if (!look) return;
    form.save(
      missing(text, look),
      () => engine().runbooks.start(startOf(text, look, problemId)),
      ({ run }) => {
        goTo({ screen: 'run', runId: run.id });
        return `${run.mode === 'dry' ? 'A dry run' : 'A run'} of ${run.title} has begun. Nothing was done yet.`;
      },
    );
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const mode = event.altKey ? MODE_KEYS[event.key.toLowerCase()] : undefined;
    if (mode) set({ mode });
    else if (event.altKey && event.key.toLowerCase() === 'g') return goToRunUnderWay(look?.detail.id);
    else if (event.altKey && event.key.toLowerCase() === 'a' && look?.mustAccept && isRead)
      set({ accepted: !text.accepted });
    else if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) start();
    else return false;
    return true;
  };
  return (
    <FormDialog
      title={look?.detail.title ?? title}
      sub={look ? `${look.detail.steps} steps, ${look.detail.owner}, ${look.detail.hash.slice(0, 7)}` : undefined}
      save={SAVE_WORDS[text.mode]}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={isSaving || look === null}
      refusal={refusal}
      homeless={look ? elsewhere(refusal, shownPaths(look.detail.inputs.map(({ name }) => name))) : []}
      note={isSaving ? 'What must hold first is looked at…' : MODE_NOTES[text.mode]}
      onSave={start}
      onKey={onKey}
    >
      {look ? (
        <Fields {...{ form, look, problemId, isRead, onRead }} />
      ) : (
        <div className="skel rb-look-skel" aria-busy="true" />
      )}
    </FormDialog>
  );
}

const shownPaths = (names: readonly string[]): readonly string[] => [
  ...names.map((name) => `inputs.${name}`),
  ...['change', 'windowId', 'outsideReason', 'accepted', 'incidentId'],
];

interface FieldsProps extends Omit<Props, 'title'> {
  readonly look: NonNullable<Form['looked']['look']>;
  readonly isRead: boolean;
  readonly onRead: () => void;
}

function Fields({ form, look, problemId, isRead, onRead }: FieldsProps) {
  const { text, set, refusal } = form;
  const at = (path: string) => wrongAt(refusal, path);
  const specs = look.detail.inputs;
  const shown = (spec: (typeof specs)[number]) => shownValue(spec, text, look);
  const root = useRef<HTMLDivElement>(null);
  useHand(
    root,
    specs.findIndex((spec) => spec.required && shown(spec).length === 0),
  );
  useWrongInSight(refusal.fields);
  return (
    <div className="rb-start" ref={root}>
      <UnderWay runbookId={look.detail.id} />
      {problemId && <ForProblem problemId={problemId} />}
      <Modes {...{ text, set }} />
      {specs.length > 0 && (
        <div className="rb-inputs">
          {specs.map((spec) => (
            <InputField
              key={spec.name}
              spec={spec}
              value={shown(spec)}
              isOfProblem={isOfProblem(spec, text, look)}
              wrong={at(`inputs.${spec.name}`)}
              onChange={(value) => set({ typed: { ...text.typed, [spec.name]: value } })}
            />
          ))}
        </div>
      )}
      {wantsChange(look) && <ChangeFields {...{ look, text, set }} wrongAt={at} />}
      <IncidentField
        value={text.incidentId}
        isDry={text.mode === 'dry'}
        wrong={at('incidentId')}
        onChange={(incidentId) => set({ incidentId })}
      />
      {look.mustAccept && (
        <ReadAndAccept
          {...{ detail: look.detail, isRead, onRead }}
          isAccepted={text.accepted}
          wrong={at('accepted')}
          onAccept={(accepted) => set({ accepted })}
        />
      )}
      <Before look={look} />
    </div>
  );
}

function Modes({ text, set }: Pick<Form, 'text' | 'set'>) {
  return (
    <div className="rb-modes">
      <Segment
        label="How it is done"
        value={text.mode}
        options={[
          ['live', 'Run Alt+R'],
          ['dry', 'Dry run Alt+D'],
          ['instruct', 'Instruction Alt+I'],
        ]}
        onChange={(mode) => set({ mode })}
      />
      {text.mode === 'dry' && (
        <label className="check-row">
          <input
            type="checkbox"
            checked={text.withChecks}
            onChange={(event) => set({ withChecks: event.target.checked })}
          />
          <span>Run its checks for real; they change nothing</span>
        </label>
      )}
    </div>
  );
}

const CONTROLS = 'input:not([type="radio"], [type="checkbox"]), textarea, select';

/**
 * Where the hand is: on what is missing (its place among the inputs; -1: nothing is), else on the first field. What had it
 * may go away, as the box of the dry run does: it is never nowhere, or no key of the form would be heard.
 */
function useHand(root: RefObject<HTMLDivElement | null>, missing: number): void {
  const place = useRef(missing);
  useEffect(() => {
    const fields = root.current?.querySelectorAll<HTMLElement>('.rb-inputs > *');
    const field = fields?.[Math.max(0, place.current)];
    (field?.querySelector<HTMLElement>(`${CONTROLS}, input:checked`) ?? fallback(root.current))?.focus();
  }, [root]);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement instanceof HTMLDialogElement) fallback(root.current)?.focus();
  });
}

const fallback = (root: HTMLElement | null): HTMLElement | null =>
  root?.querySelector<HTMLElement>('.rb-modes input:checked') ?? null;

/** The first field that is wrong comes into sight and under the hand. */
function useWrongInSight(fields: readonly unknown[]): void {
  useEffect(() => {
    if (fields.length === 0) return;
    document.querySelector<HTMLElement>('dialog[open] [aria-invalid="true"]')?.focus();
  }, [fields]);
}
