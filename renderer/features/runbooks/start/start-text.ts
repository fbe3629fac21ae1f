// Pure: what is typed before a run, and what of it goes to the engine.
import type { FieldError } from '../../../../electron/contract/api/errors.ts';
import type { RunStart, StartLook } from '../../../../electron/contract/api/runbooks.ts';
import type { IncidentId, ProblemId, WindowId } from '../../../../electron/contract/model/ids.ts';
import type { InputSpec, RunValue } from '../../../../electron/contract/model/runbook.ts';
import type { RunMode } from '../../../../electron/contract/model/runbook-words.ts';

/** As it stands in a field: words, or several of them. */
export type Typed = string | readonly string[];

export interface StartText {
  /** By input; only what somebody touched. */
  readonly typed: Readonly<Record<string, Typed>>;
  readonly mode: RunMode;
  /** '' for none. */
  readonly incidentId: string;
  readonly change: string;
  /** '' for none. */
  readonly windowId: string;
  readonly outsideReason: string;
  readonly accepted: boolean;
  readonly withChecks: boolean;
}

/** What a field shows: what was typed, else what is known. */
export function shownValue(spec: InputSpec, text: StartText, look: StartLook): Typed {
  const typed = text.typed[spec.name];
  if (typed !== undefined) return typed;
  const known = look.inputs[spec.name];
  if (spec.type === 'hosts')
    return Array.isArray(known) ? known.map(String) : known === undefined ? [] : [String(known)];
  if (known !== undefined && known !== null) return String(known);
  return spec.type === 'boolean' ? 'false' : '';
}

/** Whether a field still shows what the problem gave it. */
export const isOfProblem = (spec: InputSpec, text: StartText, look: StartLook): boolean =>
  spec.from === 'problem' && text.typed[spec.name] === undefined && look.inputs[spec.name] !== undefined;

const isEmpty = (value: Typed): boolean => (typeof value === 'string' ? value.trim() === '' : value.length === 0);

/** As the engine wants it. What is no number stays words: the engine says what is wrong with them. */
function sentValue(spec: InputSpec, shown: Typed): RunValue {
  if (typeof shown !== 'string') return shown;
  if (spec.type === 'boolean') return shown === 'true';
  if (spec.type === 'integer' || spec.type === 'number') {
    const number = Number(shown.trim().replace(',', '.'));
    return Number.isFinite(number) ? number : shown;
  }
  return shown;
}

/** Values by input, those that are empty left out. */
export function valuesOf(
  specs: readonly InputSpec[],
  shown: (spec: InputSpec) => Typed,
): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    specs.flatMap((spec) => {
      const value = shown(spec);
      if (isEmpty(value)) return [];
      const sent = sentValue(spec, value);
      return [[spec.name, typeof sent === 'object' ? [...sent] : sent]];
    }),
  );
}

/** What is asked while somebody types: only what was touched; the rest the engine knows. */
export const touchedValues = (specs: readonly InputSpec[], { typed }: StartText) =>
  valuesOf(
    specs.filter(({ name }) => typed[name] !== undefined),
    ({ name }) => typed[name] ?? '',
  );

export const wantsChange = ({ detail }: StartLook): boolean => detail.change !== 'none';

/** What is missing before the engine is asked to start. */
export function missing(text: StartText, look: StartLook): readonly FieldError[] {
  const empty = look.detail.inputs
    .filter((spec) => spec.required && isEmpty(shownValue(spec, text, look)))
    .map(({ name }) => ({ path: `inputs.${name}`, message: 'has to be given' }));
  // A dry run and an instruction want the same: what is rehearsed is what will be done.
  const change =
    look.detail.change === 'required' && text.mode !== 'dry' && text.change.trim() === ''
      ? [{ path: 'change', message: 'this runbook runs under a change only' }]
      : [];
  const reason =
    look.outside !== null && text.mode !== 'dry' && text.outsideReason.trim() === ''
      ? [{ path: 'outsideReason', message: 'say why: it stands in the record' }]
      : [];
  const accepted =
    look.mustAccept && !text.accepted
      ? [{ path: 'accepted', message: 'read it to its end, then say that you did' }]
      : [];
  return [...empty, ...change, ...reason, ...accepted];
}

/** What starts the run: just what the screen shows. */
export function startOf(text: StartText, look: StartLook, problemId: ProblemId | null): RunStart {
  const { detail } = look;
  const isDry = text.mode === 'dry';
  const isChange = wantsChange(look);
  return {
    runbookId: detail.id,
    hash: detail.hash,
    mode: text.mode,
    inputs: valuesOf(detail.inputs, (spec) => shownValue(spec, text, look)),
    problemId,
    incidentId: isDry || text.incidentId === '' ? null : (text.incidentId as IncidentId),
    change: isChange ? text.change.trim() : '',
    windowId: isChange && text.windowId !== '' ? (text.windowId as WindowId) : null,
    outsideReason: look.outside === null ? '' : text.outsideReason.trim(),
    accepted: text.accepted,
    withChecks: isDry && text.withChecks,
  };
}
