// A draft while it is put together: its inputs, its steps and what there is to say about them. Every command that may change
// something gets what the document does not say: a step that asks for proof, and a rollback of which somebody must think.
import { createIds } from './draft-ids.ts';
import type { DraftInput, DraftStep } from './format.ts';
import { createNotes, type Notes, quoted } from './notes.ts';
import { type NamedInput, SAFE_PATTERN } from './placeholder-inputs.ts';
import { plainDollars } from './value-references.ts';

/** What the grammar allows. */
const MAX_INPUTS = 60;
const MAX_PROSE = 20_000;
/** Of a text under a title; more is a step of its own. */
export const MAX_ABOUT = 12_000;
export const MAX_TITLE = 160;
const MAX_ITEMS = 100;
const MAX_ITEM = 1_000;

export type StepDraft = Omit<DraftStep, 'id'> & { readonly id?: string };
export interface ChecklistItem {
  readonly text: string;
  readonly required: boolean;
}

export interface DraftBuilder {
  readonly notes: Notes;
  readonly inputs: ReadonlyMap<string, DraftInput>;
  readonly steps: readonly DraftStep[];
  /** Name under which the value is asked for; null: there are too many inputs already. */
  ask(named: NamedInput, line: number): string | null;
  /** The machine that commands run on, unless they say otherwise. */
  host(line: number): string;
  /** Id of the step. */
  add(step: StepDraft): string;
  /** Text that people read; what is longer than a step may hold becomes several. */
  manual(title: string, text: string, items: readonly ChecklistItem[], line: number, optional?: boolean): void;
  /** Puts a step behind those that change something since the last call, which asks whether it worked; `aside`: out of the way. */
  prove(aside?: boolean): void;
}

export function createDraft(notes: Notes = createNotes()): DraftBuilder {
  const inputs = new Map<string, DraftInput>();
  const steps: DraftStep[] = [];
  const nextId = createIds();
  let unproved: number[] = [];
  let places = false;

  const add = ({ id, ...step }: StepDraft): string => {
    const given = nextId(id ?? step.title, step.kind);
    if (step.risk === 'destructive' && step.verify === undefined) unproved.push(steps.length);
    steps.push({ ...step, id: given, title: oneLine(step.title, MAX_TITLE) });
    return given;
  };
  const ask = ({ name, input }: NamedInput, line: number): string | null => {
    const before = inputs.get(name);
    if (before === undefined && inputs.size >= MAX_INPUTS) return null;
    if (before && !sameUse(before, input)) return ask({ name: `${name}_text`, input }, line);
    if (before === undefined || (input.pattern === SAFE_PATTERN && before.pattern === undefined)) {
      inputs.set(name, before ? { ...before, pattern: SAFE_PATTERN } : input);
    }
    return name;
  };
  return {
    notes,
    inputs,
    steps,
    add,
    ask,
    host(line) {
      if (!places)
        notes.add(
          line,
          'nothing says where commands run: on the host of the problem (input host); say `on` where it is another',
        );
      places = true;
      return `\${inputs.${ask({ name: 'host', input: { type: 'host', from: 'problem', label: 'Host' } }, line) ?? 'host'}}`;
    },
    manual(title, text, items, line, optional = false) {
      const parts = portions(plainDollars(text));
      const count = Math.max(1, parts.length, Math.ceil(items.length / MAX_ITEMS));
      for (let part = 0; part < count; part += 1) {
        const some = items.slice(part * MAX_ITEMS, (part + 1) * MAX_ITEMS).map(itemBody);
        const own = parts[part] ?? '';
        const body = { ...(own !== '' && { text: own }), ...(some.length > 0 && { checklist: some }) };
        add({
          title: part === 0 ? title : `${title} (${part + 1})`,
          kind: 'manual',
          body,
          line,
          ...(optional && { optional }),
        });
      }
    },
    prove(aside = false) {
      if (unproved.length === 0) return;
      const changes = unproved.map((index) => steps[index]).filter((step) => step !== undefined);
      const line = changes[0]?.line ?? 1;
      const text = `The document does not say how one proves that this worked:\n\n${changes.map(({ title }) => `- ${title}`).join('\n')}`;
      const id = add({
        id: 'proof',
        title: 'Is it as it should be?',
        kind: 'manual',
        body: { text: text.slice(0, MAX_PROSE) },
        line,
        ...(aside && { aside }),
      });
      for (const index of unproved) {
        const step = steps[index];
        if (step) steps[index] = { ...step, verify: id };
      }
      unproved = [];
    },
  };
}

/** Whether a placeholder of the same name can be the same input. */
function sameUse(before: DraftInput, input: DraftInput): boolean {
  if (before.type === input.type)
    return before.default === undefined || input.default === undefined || before.default === input.default;
  return before.type === 'integer' && input.type === 'string' && input.pattern !== undefined;
}

function itemBody({ text, required }: ChecklistItem) {
  const cut = oneParagraph(plainDollars(text));
  return required ? cut : { text: cut, required };
}

const oneParagraph = (text: string): string =>
  (text.length > MAX_ITEM ? `${text.slice(0, MAX_ITEM - 1)}…` : text) || '(empty)';

/** A text in portions that a step can hold, cut at the ends of lines. */
export function portions(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > MAX_PROSE) {
    const at = rest.lastIndexOf('\n', MAX_PROSE - 20);
    const cut = at > MAX_PROSE / 2 ? at : MAX_PROSE - 20;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).replace(/^\n+/, '');
  }
  return rest === '' ? parts : [...parts, rest];
}

/** As one line of at most so many characters. */
export function oneLine(text: string, limit: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  if (flat === '') return 'Step';
  return flat.length > limit ? `${flat.slice(0, limit - 1).trimEnd()}…` : flat;
}

/** What is told of a command that is taken to be destructive. */
export const destructiveNote = (script: string, why: string): string =>
  `${quoted(script)} is taken to be destructive${why === '' ? '' : `, since ${why}`}; how it is proved and taken back is not in the document: the proof asks a person, rollback says none`;
