// A draft that is longer than a runbook may be, as several: nothing of a long document is dropped.
import type { Draft, DraftStep, ImportFinding } from './format.ts';

/** Below what the grammar allows of one file: 200 steps, 1 MiB. */
const MAX_STEPS = 190;
const MAX_CHARS = 300_000;
const MAX_PARTS = 8;

export interface DraftPart {
  readonly draft: Draft;
  readonly findings: readonly ImportFinding[];
}

export function partsOf(draft: Draft): readonly DraftPart[] {
  const groups = grouped(draft.steps);
  if (groups.length <= 1) return [{ draft, findings: [] }];
  const parts = groups.slice(0, MAX_PARTS);
  const left = groups.slice(MAX_PARTS).flat();
  return parts.map((steps, index) => {
    const line = steps[0]?.line ?? draft.line;
    const findings = [
      { line, what: `the document is too long for one runbook: from here on part ${index + 1} of ${parts.length}` },
    ];
    const [dropped] = left;
    if (index === 0 && dropped)
      findings.push({
        line: dropped.line,
        what: `from here on ${left.length} steps were not carried over: split the document`,
      });
    const text = JSON.stringify(steps);
    const inputs = new Map([...draft.inputs].filter(([name]) => text.includes(`\${inputs.${name}}`)));
    return {
      draft: {
        ...draft,
        id: `${draft.id}-${index + 1}`,
        title: `${draft.title} (part ${index + 1} of ${parts.length})`,
        steps,
        inputs,
        line,
      },
      findings,
    };
  });
}

/** Cut behind a proof, or where nothing is left to prove: what a step names stays in its part. */
function grouped(steps: readonly DraftStep[]): readonly (readonly DraftStep[])[] {
  const groups: DraftStep[][] = [[]];
  let chars = 0;
  const open = new Set<string>();
  for (const step of steps) {
    const length = JSON.stringify(step).length;
    const last = groups.at(-1) ?? [];
    const isFull = last.length >= MAX_STEPS || (chars + length > MAX_CHARS && last.length > 0);
    if (isFull && (open.size === 0 || last.length > MAX_STEPS + 5)) {
      groups.push([step]);
      chars = 0;
    } else last.push(step);
    chars += length;
    if (step.verify !== undefined) open.add(step.verify);
    open.delete(step.id);
  }
  return groups;
}
