// A command of a document as a `run` step: its placeholders become inputs, what it may do is judged, what one must know of it is
// listed. What cannot be a command stays text, and the caller is told why.
import { commandBody, type Spot } from './command-body.ts';
import { readsParameters } from './command-script.ts';
import { type DraftBuilder, destructiveNote, MAX_ABOUT, type StepDraft } from './draft-builder.ts';
import type { JsonValue } from './format.ts';
import { quoted } from './notes.ts';
import { namedInput } from './placeholder-inputs.ts';
import { type Placeholder, placeholdersIn } from './placeholders.ts';
import { shapeOf } from './shell-commands.ts';
import { readsCode } from './shell-programs.ts';

export interface CommandSource {
  /** Without prompts. */
  readonly script: string;
  /** Line of the document of each line of the script. */
  readonly lines: readonly number[];
  readonly title: string;
  readonly about: string;
  /** Where the run finds its own values; null: placeholders are looked for in the script. */
  readonly spots?: readonly Spot[];
  /** Where it runs; left out: on the host that the run is asked for. */
  readonly on?: string;
  /** Parameters of a script's own; values go by environment then. */
  readonly args?: readonly string[];
  /** More of its body … */
  readonly more?: { readonly [key: string]: JsonValue };
  /** … and of the step. */
  readonly step?: Partial<StepDraft>;
}

/** Adds the step; the reason why it cannot be one, in words, where it cannot: then nothing was added. */
export function addCommand(
  draft: DraftBuilder,
  source: CommandSource,
): { readonly id: string } | { readonly why: string } {
  const first = source.lines[0] ?? 1;
  const codeReader = shapeOf(source.script).commands.some(({ words }) => words.words.some(readsCode));
  const spots = source.spots ?? spotsIn(draft, source, codeReader);
  if (spots === null) return { why: 'it has more placeholders than a runbook can ask for' };
  const made = commandBody(source.script, spots, { readsCode: codeReader, ...(source.args && { args: source.args }) });
  if (!made.ok) return { why: made.why };
  const on = source.on ?? draft.host(first);
  const { risk, why } = made.risk;
  const about = [...made.comments, source.about].filter((text) => text !== '').join('\n\n');
  const id = draft.add({
    title: source.title,
    ...(about !== '' && { about: about.slice(0, MAX_ABOUT) }),
    kind: 'run',
    body: { on, ...made.body, ...source.more },
    risk,
    ...(risk === 'destructive' && { rollback: 'none' }),
    ...source.step,
    line: first,
  });
  tell(draft, source, made, codeReader && spots.length > 0);
  if (risk === 'destructive') draft.notes.add(first, destructiveNote(source.script, why));
  return { id };
}

function tell(
  draft: DraftBuilder,
  source: CommandSource,
  made: Extract<ReturnType<typeof commandBody>, { ok: true }>,
  asCode: boolean,
): void {
  const { lines, script } = source;
  const first = lines[0] ?? 1;
  for (const { line, why } of made.risk.waits)
    draft.notes.add(lines[line] ?? first, `${why}: a step has no terminal, and is ended after its time`);
  if (made.bash !== null)
    draft.notes.add(first, `${quoted(script)} needs bash (${made.bash}), which it is run with: sh would not do`);
  if (source.spots === undefined && readsParameters(script))
    draft.notes.add(first, `${quoted(script)} reads "$1" or the like, which the document does not give it`);
  if (asCode)
    draft.notes.add(
      first,
      `a value of ${quoted(script)} stands where another program may read it as code: only letters, digits and a few signs are accepted`,
    );
  if (source.on === undefined && /^\s*(?:sudo\s+)?ssh\s/m.test(script))
    draft.notes.add(
      first,
      `${quoted(script)} goes on to another machine by itself: name that machine in \`on\`, and leave ssh out`,
    );
  for (const found of script.matchAll(/^[ \t]*(?:export\s+)?([A-Za-z_]\w*)=[^\s;&|]*[ \t]*$/gm)) {
    const line = lines[script.slice(0, found.index).split('\n').length - 1] ?? first;
    draft.notes.add(line, `${found[1]} is set for this step only: each step is a shell of its own`);
  }
}

/** Placeholders as inputs; null: there are too many. */
function spotsIn(draft: DraftBuilder, { script, lines }: CommandSource, asCode: boolean): readonly Spot[] | null {
  const spots: Spot[] = [];
  for (const found of placeholdersIn(script)) {
    const line = lines[script.slice(0, found.at).split('\n').length - 1] ?? lines[0] ?? 1;
    const named = namedInput(found.words, { ...givenOf(script, found), asCode });
    const isNew = !draft.inputs.has(named.name);
    const name = draft.ask(named, line);
    if (name === null) return null;
    if (isNew) draft.notes.add(line, `${quoted(found.text)} became the input ${name} (${named.input.type})`);
    spots.push({
      at: found.at,
      length: found.length,
      value: `\${inputs.${name}}`,
      name,
      secret: named.input.type === 'secret',
    });
  }
  return spots;
}

function givenOf(script: string, { at, preset }: Placeholder) {
  const assignedTo = /(?:^|[\s;])([A-Za-z_]\w*)=["']?$/.exec(script.slice(Math.max(0, at - 80), at))?.[1];
  return { ...(assignedTo !== undefined && { assignedTo }), ...(preset !== undefined && { preset }) };
}
