// Steps that change something: what proves it, what takes it back, what it takes to start it, and that a person does.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import type { LintDesk, PlacedStep } from './lint-desk.ts';
import type { PlacePath } from './places.ts';

export const changeFindings = (desk: LintDesk): readonly RunbookFinding[] =>
  desk.steps.flatMap((placed) => [
    ...(placed.step.risk === 'read-only' ? [] : ofChange(desk, placed)),
    ...autoFindings(desk, placed),
  ]);

function ofChange(desk: LintDesk, placed: PlacedStep): readonly RunbookFinding[] {
  const { step, at } = placed;
  // Of a change that does not say its risk that alone is told.
  if (!desk.places.has(at('risk'))) return [];
  const findings: RunbookFinding[] = [];
  if (desk.lacks(at(), 'verify')) {
    const what = `a ${step.risk} step without verify: name the step that proves it worked`;
    findings.push(desk.error('no-verify', at('risk'), what));
  }
  if (desk.lacks(at(), 'rollback')) {
    const what = `a ${step.risk} step without rollback: name the step that takes it back, or say rollback: none outright`;
    findings.push(desk.error('no-rollback', at('risk'), what));
  }
  if (step.risk === 'destructive' && step.confirm !== 'type-target') {
    const what = 'a destructive step wants its target typed: confirm: type-target, or leave the key out';
    findings.push(desk.error('no-type-target', at('confirm'), what));
  } else if (step.confirm === 'none') {
    const what = `a ${step.risk} step does not begin without a person: confirm: click`;
    findings.push(desk.error('no-confirm', at('confirm'), what));
  }
  return findings;
}

function autoFindings(desk: LintDesk, { step, kind, at }: PlacedStep): readonly RunbookFinding[] {
  if (!step.auto) return [];
  const place: PlacePath = at('auto');
  if (step.risk !== 'read-only') {
    return [desk.error('auto-change', place, `a ${step.risk} step does not go through by itself: take auto out`)];
  }
  if (kind.mode === 'person' || kind.mode === 'approval') {
    return [
      desk.error('auto-person', place, `${step.kind} wants a person, so it cannot go through by itself: take auto out`),
    ];
  }
  return [];
}
