// What stands between an operator and a run: inputs that are missing or wrong, too many targets, too many runs an hour, an
// expired review, a change without its window. Looked at before a start, and again at it.
import type { StartLook } from '../../../contract/api/runbooks.ts';
import type { HostId, IncidentId, ProblemId, WindowId } from '../../../contract/model/ids.ts';
import type { Runbook, RunValue } from '../../../contract/model/runbook.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Maintenance } from '../maintenance.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { Library } from './library.ts';

export interface LookInput {
  readonly runbookId: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly change: string;
  readonly windowId: WindowId | null;
}

export interface Conditions {
  look(input: LookInput): StartLook;
  /**
   * Inputs as they are, checked whole: types, patterns, ranges, hosts that exist; defaults and the problem's values filled in.
   * Throws a Refusal naming each field ('inputs.mount').
   */
  inputs(
    runbook: Runbook,
    given: Readonly<Record<string, unknown>>,
    problemId: ProblemId | null,
  ): Readonly<Record<string, RunValue>>;
  /** The hosts that a run with these inputs concerns, the problem's first. */
  hostsOf(runbook: Runbook, inputs: Readonly<Record<string, RunValue>>, problemId: ProblemId | null): readonly HostId[];
}

export interface ConditionsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly maintenance: Maintenance;
  readonly library: Library;
}

export function createConditions(_options: ConditionsOptions): Conditions {
  return unwritten<Conditions>('conditions');
}
