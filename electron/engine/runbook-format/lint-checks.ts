// Checks that a runbook runs, of its steps and of its preconditions: whether there is such a host, such a check of it, such a
// kind, and whether a check that was made up is one.
import type { JsonObject } from '../../contract/model/check.ts';
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { didYouMean, nearest } from '../importers/nearest.ts';
import { checkBody, configOf } from '../steps/check-body.ts';
import type { LintDesk } from './lint-desk.ts';
import type { PlacePath } from './places.ts';

/** The body of a check with its path. */
interface PlacedCheck {
  readonly body: JsonObject;
  readonly path: PlacePath;
}

const checksOf = (desk: LintDesk): readonly PlacedCheck[] => [
  ...desk.runbook.preconditions.map(({ check }, index) => ({ body: check, path: ['preconditions', index, 'check'] })),
  ...desk.steps.flatMap(({ step, kind, inBody }) =>
    kind.kind === 'check' ? [{ body: step.body, path: inBody([]) }] : [],
  ),
];

export const checkFindings = (desk: LintDesk): readonly RunbookFinding[] =>
  checksOf(desk).flatMap(({ body, path }) => {
    const parsed = checkBody.safeParse(body);
    if (!parsed.success) return [];
    const { kind, host, check } = parsed.data;
    if (kind !== undefined) return madeUp(desk, kind, configOf(parsed.data), path);
    return host !== undefined && check !== undefined ? ofInventory(desk, host, check, path) : [];
  });

function madeUp(desk: LintDesk, kind: string, config: JsonObject, path: PlacePath): readonly RunbookFinding[] {
  const { kinds, probeFaults } = desk.facts;
  if (kinds && !kinds.has(kind)) {
    return [
      desk.error(
        'unknown-kind',
        [...path, 'kind'],
        `there is no kind of check "${kind}": ${didYouMean(kind, [...kinds])}`,
      ),
    ];
  }
  return (probeFaults?.(kind, config) ?? []).map((fault) => {
    const inside =
      fault.path === '' ? [] : fault.path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const beside = [...path, ...inside];
    const at = desk.places.has(beside) ? beside : [...path, 'config', ...inside];
    return desk.error(
      'bad-check',
      at,
      `a ${kind} check does not take this: ${fault.path} ${fault.message}`.replace(':  ', ': '),
    );
  });
}

function ofInventory(desk: LintDesk, host: string, check: string, path: PlacePath): readonly RunbookFinding[] {
  const names = desk.facts.checks?.get(host);
  if (!names || names.has(check) || check.includes('${')) return [];
  const near = nearest(check, [...names]);
  const hint = near
    ? `: did you mean "${near}"?`
    : names.size > 0
      ? `: it has ${[...names].slice(0, 8).join(', ')}`
      : '';
  return [desk.missing('unknown-check', [...path, 'check'], `${host} has no check "${check.slice(0, 64)}"${hint}`)];
}
