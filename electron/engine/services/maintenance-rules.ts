// What is refused of a window before anything is kept, by the field it is about.
import type { FieldError } from '../../contract/api/errors.ts';
import type { MaintenanceWindow, WindowInput } from '../../contract/model/maintenance.ts';
import type { Scope } from '../../contract/model/scope.ts';
import { RuleError } from '../core/maintenance-rule.ts';
import { invalid } from '../lib/refusal.ts';
import type { World } from './world.ts';

const YEAR_MS = 366 * 86_400_000;
const FARTHEST_MS = 10 * YEAR_MS;

/** Throws a Refusal. `before`: the window as it is kept, when it is changed. */
export function checkWindow(world: World, input: WindowInput, before: MaintenanceWindow | null, now: number): void {
  const fields = [...timeErrors(input, before, now), ...scopeErrors(world, input.scope, before?.scope ?? null)];
  if (fields.length > 0) throw invalid(fields);
}

/** Runs what reads the rule; what is wrong with it is said of its field. */
export function withRule<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError) throw invalid([{ path: 'window.rrule', message: error.message }]);
    throw error;
  }
}

function timeErrors(input: WindowInput, before: MaintenanceWindow | null, now: number): readonly FieldError[] {
  if (input.startsAt > now + FARTHEST_MS) return [{ path: 'window.startsAt', message: 'must be within ten years' }];
  const declared = before === null && input.flexibleMs !== null && input.rrule === '' && input.endsAt <= now;
  if (!declared) return [];
  return [
    { path: 'window.flexibleMs', message: 'must be empty for what is over: enter when the work began and ended' },
  ];
}

/** Who is named must be there; who was named before and is gone since may stay. */
export function scopeErrors(
  world: World,
  scope: Scope,
  before: Scope | null,
  path = 'window.scope',
): readonly FieldError[] {
  const [knownHosts, knownChecks] = [new Set(before?.hostIds), new Set(before?.checkIds)];
  const hosts = scope.hostIds.filter((id) => !world.hosts.has(id) && !knownHosts.has(id)).length;
  const checks = scope.checkIds.filter((id) => !world.checks.has(id) && !knownChecks.has(id)).length;
  const gone = (field: string, count: number, what: string): readonly FieldError[] =>
    count === 0 ? [] : [{ path: `${path}.${field}`, message: `${count} of the ${what} are not watched any more` }];
  return [...gone('hostIds', hosts, 'hosts'), ...gone('checkIds', checks, 'checks')];
}
