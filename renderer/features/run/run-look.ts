// How this window looks at each run: the step that is read, what was picked and typed but not sent. Kept while the app runs,
// so that a visit elsewhere finds everything as it was.
import { create } from 'zustand';
import type { JsonObject } from '../../../electron/contract/model/check.ts';
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';

/** What was entered for the step in front; of another step, or after another start of it, it counts no more. */
export interface Draft {
  /** The step and how often it was entered: 'vacuum 1'. */
  readonly of: string;
  /** Confirmation by typing. */
  readonly typed: string;
  /** Which of the two wants the target typed before it goes; null: neither was asked for. */
  readonly retry: 'retry' | 'retry-failed' | null;
  readonly option: number | null;
  /** What the engine refused, by field. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string | boolean>>;
  /** A message that was changed. */
  readonly message: { readonly to: readonly string[]; readonly title: string; readonly text: string } | null;
}

export interface RunLook {
  /** Path of the step that is read; null: the one in front. */
  readonly path: string | null;
  readonly sheet: 'step' | 'output' | 'difference';
  /** Item of the checklist that Space ticks. */
  readonly item: number;
  readonly draft: Draft;
}

const NO_DRAFT: Draft = { of: '', typed: '', retry: null, option: null, wrong: {}, fields: {}, message: null };
const FIRST: RunLook = { path: null, sheet: 'step', item: 0, draft: NO_DRAFT };

const useLooks = create<{ readonly looks: ReadonlyMap<RunId, RunLook> }>()(() => ({ looks: new Map() }));

export const useRunLook = (id: RunId): RunLook => useLooks((state) => state.looks.get(id) ?? FIRST);
export const lookOf = (id: RunId): RunLook => useLooks.getState().looks.get(id) ?? FIRST;
export const setLook = (id: RunId, part: Partial<RunLook>): void =>
  useLooks.setState(({ looks }) => ({ looks: new Map(looks).set(id, { ...(looks.get(id) ?? FIRST), ...part }) }));

/** Which go at which step a draft is for: a step that is entered again begins with nothing typed. */
export function frontKey({ run }: RunView): string {
  const step = run.steps.find(({ path }) => path === run.at);
  return `${run.at ?? ''} ${step?.visits ?? 0} ${step?.attempts.length ?? 0}`;
}

/** What was entered for the step that is in front now. */
export function draftOf(view: RunView, { draft }: RunLook): Draft {
  return draft.of === frontKey(view) ? draft : { ...NO_DRAFT, of: frontKey(view) };
}

export const setDraft = (view: RunView, part: Partial<Draft>): void =>
  setLook(view.run.id, { draft: { ...draftOf(view, lookOf(view.run.id)), ...part } });

/** What the engine is given with `go`: each kind of step reads its own part of it. */
export function formOf({ face }: RunView, draft: Draft): JsonObject {
  if (face === null) return {};
  return {
    ...(face.options.length > 0 && draft.option !== null ? { option: draft.option } : {}),
    ...Object.fromEntries(face.fields.flatMap((field) => entryOf(field, draft))),
    ...(face.message && draft.message ? { ...draft.message, to: [...draft.message.to] } : {}),
  };
}

type Field = NonNullable<RunView['face']>['fields'][number];

/** The value of a field as its type wants it; what is no number stays text, and the engine says what is wrong with it. */
function entryOf(field: Field, { fields }: Draft): [string, string | number | boolean | string[]][] {
  const value = fieldValue(field, fields);
  // Left alone it is the engine's to fill in; one that was emptied is sent as it is, and refused where that is not allowed.
  if (value === '' && fields[field.name] === undefined) return [];
  if (typeof value === 'boolean') return [[field.name, value]];
  if (field.type === 'hosts') return [[field.name, value.split(/[\s,]+/).filter(Boolean)]];
  const isNumber =
    (field.type === 'integer' || field.type === 'number') && value.trim() !== '' && Number.isFinite(Number(value));
  return [[field.name, isNumber ? Number(value) : value]];
}

/** What stands in a field: what was typed, else its default. */
export function fieldValue(field: Field, fields: Draft['fields']): string | boolean {
  const typed = fields[field.name];
  if (typed !== undefined) return typed;
  if (field.type === 'boolean') return field.default === true;
  return field.default === null ? '' : Array.isArray(field.default) ? field.default.join(', ') : String(field.default);
}
