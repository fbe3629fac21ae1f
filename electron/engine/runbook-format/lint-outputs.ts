// Outputs that are read before they are set: followed over all ways that the runbook can go. Set on none of them is an error,
// set on some of them a warning.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { didYouMean, nearest } from '../importers/nearest.ts';
import type { LintDesk } from './lint-desk.ts';
import { outputPaths, type PlacedReference } from './lint-references.ts';
import { type Ways, waysOf } from './lint-ways.ts';

/** A set of outputs: a bit for each, in the order of `outputPaths`. */
type Outputs = bigint;

/** What is set where a step begins; undefined: no way leads there. */
interface Known {
  /** On every way. */
  readonly always: Outputs;
  /** On some way. */
  readonly ever: Outputs;
}

export function outputFindings(desk: LintDesk, references: readonly PlacedReference[]): readonly RunbookFinding[] {
  const all = outputPaths(desk);
  const known = flow(desk, waysOf(desk), all);
  return references.flatMap((reference): readonly RunbookFinding[] => {
    const output = normalised(reference.path);
    if (output === null) return [];
    const named = resolved(output, all);
    if (typeof named === 'object') return [desk.error(named.rule, reference.at, named.message)];
    const before = reference.text.step === null ? NOTHING : known.get(reference.text.step);
    if (desk.isDamaged || !before) return [];
    return judged(desk, reference, named, 1n << BigInt(all.indexOf(named)), before);
  });
}

function judged(
  desk: LintDesk,
  { at, text }: PlacedReference,
  output: string,
  bit: Outputs,
  before: Known,
): readonly RunbookFinding[] {
  const setter = output.split('.')[1] ?? '';
  if ((before.ever & bit) === 0n) {
    const what =
      text.step === null ? 'nothing has run yet here' : `step "${setter}" does not come before this one on any way`;
    return [desk.error('unset-output', at, `${output} is never set here: ${what}`)];
  }
  const when = text.step === null ? null : desk.runbook.steps[text.step]?.when;
  const setterWhen = desk.runbook.steps[desk.indexOf(setter) ?? -1]?.when ?? null;
  const isSameCondition = setterWhen !== null && when === setterWhen;
  if ((before.always & bit) !== 0n || isSameCondition) return [];
  const what = `${output} is not set on every way that leads here: step "${setter}" may have been gone around`;
  return [desk.warning('maybe-unset-output', at, what)];
}

/** 'outputs.usage.used' of all the ways to write it; null: it is no output. */
function normalised(path: string): string | null {
  const [realm, ...rest] = path.split('.');
  if (realm !== 'outputs' && realm !== 'steps') return null;
  return ['outputs', ...rest.filter((part, index) => !(index === 1 && rest.length === 3 && part === 'outputs'))].join(
    '.',
  );
}

/** The output of a step that is meant, or what is wrong. */
function resolved(path: string, all: readonly string[]): string | { readonly rule: string; readonly message: string } {
  if (all.includes(path)) return path;
  const [, first = '', second] = path.split('.');
  const having = second === undefined ? all.filter((one) => one.endsWith(`.${first}`)) : [];
  const [only, another] = having;
  if (only !== undefined && another === undefined) return only;
  if (only !== undefined) {
    const message = `several steps have an output "${first}": say of which, ${having.join(' or ')}`;
    return { rule: 'ambiguous-output', message };
  }
  const hint =
    all.length === 0
      ? 'no step has outputs'
      : nearest(path, all)
        ? didYouMean(path, all)
        : `outputs are ${all.join(', ')}`;
  return { rule: 'unknown-reference', message: `there is no "${path.slice(0, 128)}": ${hint}` };
}

const NOTHING: Known = { always: 0n, ever: 0n };

/** Over the ways until nothing changes any more: `always` only shrinks, `ever` only grows. */
function flow(desk: LintDesk, ways: Ways, all: readonly string[]): ReadonlyMap<number, Known> {
  const known = new Map<number, Known>();
  const ahead: number[] = [];
  const arrive = (index: number, with_: Known, goesOn: boolean): void => {
    const merged = merge(known.get(index), with_);
    if (!merged) return;
    known.set(index, merged);
    if (goesOn) ahead.push(index);
  };
  if (ways.first !== null) arrive(ways.first, NOTHING, true);
  const outputs = outputsByStep(desk, all);
  for (let index = ahead.shift(); index !== undefined; index = ahead.shift()) {
    const before = known.get(index) ?? NOTHING;
    const after = plus(before, outputs.get(index));
    for (const { to, done, proof } of ways.from(index)) {
      if (proof !== null) arrive(proof, after, false);
      const end = done ? plus(after, proof === null ? undefined : outputs.get(proof)) : before;
      if (to !== null) arrive(to, end, true);
    }
    // A way back is gone when its change was made, however it ended.
    for (const back of ways.waysBack(index)) {
      arrive(back, after, false);
      const proof = desk.runbook.steps[back]?.verify;
      const proofIndex = proof ? desk.indexOf(proof) : undefined;
      if (proofIndex !== undefined) arrive(proofIndex, plus(after, outputs.get(back)), false);
    }
  }
  return known;
}

/** Null: nothing new. */
function merge(before: Known | undefined, now: Known): Known | null {
  if (!before) return now;
  const always = before.always & now.always;
  const ever = before.ever | now.ever;
  return always === before.always && ever === before.ever ? null : { always, ever };
}

const plus = ({ always, ever }: Known, more: Outputs = 0n): Known => ({ always: always | more, ever: ever | more });

function outputsByStep(desk: LintDesk, all: readonly string[]): ReadonlyMap<number, Outputs> {
  const found = new Map<number, Outputs>();
  for (const [bit, path] of all.entries()) {
    const index = desk.indexOf(path.split('.')[1] ?? '');
    if (index !== undefined) found.set(index, (found.get(index) ?? 0n) | (1n << BigInt(bit)));
  }
  return found;
}
