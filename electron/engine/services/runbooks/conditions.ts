// What stands between an operator and a run: inputs that are missing or wrong, too many targets, too many runs an hour, an
// expired review, a change without its window. Looked at before a start, and again at it.
import type { StartLook } from '../../../contract/api/runbooks.ts';
import type { HostId, IncidentId, ProblemId, WindowId } from '../../../contract/model/ids.ts';
import type { Runbook, RunbookDetail, RunValue } from '../../../contract/model/runbook.ts';
import { reviewWords } from '../../core/run-freshness.ts';
import { outsideWords } from '../../core/run-windows.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Secrets } from '../secrets.ts';
import type { World } from '../world.ts';
import { checkInputs, fillInputs } from './conditions-inputs.ts';
import { hostsConcerned, type ReachMeans, reachOf } from './conditions-targets.ts';
import { shownWindows, windowsFor, windowTiedTo } from './conditions-windows.ts';
import type { Library, LibraryEntry } from './library.ts';

export interface LookInput {
  readonly runbookId: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly change: string;
  readonly windowId: WindowId | null;
}

export interface Conditions {
  /**
   * `blocks` refuse a start always; `outside` wants `outsideReason`, `mustAccept` wants `accepted`, the other `warns` want
   * nothing. Inputs that are missing are not among them: the form asks for those, `inputs` refuses without. What only a live
   * run can do wrong (targets, runs an hour, windows) is said here too; a dry run need not heed it.
   */
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
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Pick<Store, 'runFigures'>;
  readonly world: World;
  readonly maintenance: Pick<Maintenance, 'calendar' | 'statuses'>;
  readonly secrets: Pick<Secrets, 'refusal'>;
  readonly library: Pick<Library, 'detail' | 'get'>;
}

const HOUR_MS = 3_600_000;

export function createConditions(options: ConditionsOptions): Conditions {
  const { world, library } = options;
  const means: ReachMeans & { readonly world: World } = { world, called: (id) => library.get(id)?.runbook };
  return {
    look(input) {
      const detail = library.detail(input.runbookId);
      const entry = library.get(input.runbookId);
      return entry ? lookAt(entry, detail, input, options, means) : broken(detail);
    },
    inputs(runbook, given, problemId) {
      const filled = fillInputs(runbook, given, problemId, world);
      const { values, faults } = checkInputs(runbook, filled, given, world);
      if (faults.length > 0) throw invalid(faults);
      return values;
    },
    hostsOf: (runbook, inputs, problemId) => hostsConcerned(runbook, inputs, problemId, means),
  };
}

/** One that has errors, or whose name another file takes. */
function broken(detail: RunbookDetail): StartLook {
  const [first] = detail.findings.filter(({ severity }) => severity === 'error');
  const other = detail.findings.find(({ rule }) => rule === 'same-id');
  const why = first ?? other;
  const place = why && why.line > 0 ? `${why.file}:${why.line}:${why.column}: ` : '';
  return {
    detail,
    inputs: {},
    blocks: [`it cannot be run as it stands: ${place}${why?.message ?? 'it has errors'}`],
    warns: [],
    outside: null,
    mustAccept: false,
    windows: [],
  };
}

function lookAt(
  { runbook }: LibraryEntry,
  detail: RunbookDetail,
  input: LookInput,
  options: ConditionsOptions,
  means: ReachMeans & { readonly world: World },
): StartLook {
  const { world, maintenance, clock } = options;
  const now = clock.now();
  const filled = fillInputs(runbook, input.inputs, input.problemId, world);
  const { values } = checkInputs(runbook, filled, input.inputs, world);
  const reach = reachOf(runbook, values, means);
  const hostIds = hostsConcerned(runbook, values, input.problemId, means);
  // A window is for what is worked on; that a problem of another host was the occasion needs no window there.
  const worked = reach.targets.length > 0 ? reach.targets : hostIds;
  const sight = { maintenance, world, now };
  const tied = input.windowId === null ? null : windowTiedTo(input.windowId, worked, sight);
  const isLost = input.windowId !== null && tied === null;
  const outside = isLost ? null : outsideWords({ change: runbook.change, window: tied });
  const mustAccept = detail.freshness === 'expired';
  return {
    detail,
    inputs: filled,
    blocks: [
      ...(isLost ? ['the maintenance window is not there any more: choose another'] : []),
      ...blocksOf(runbook, input, reach.targets.length, now, options),
      ...secretWords(reach.secrets, options),
    ],
    warns: [
      ...(outside === null ? [] : [outside]),
      ...warnsOf(runbook, mustAccept, now),
      ...underWay(runbook, hostIds, options),
    ],
    outside,
    mustAccept,
    windows: shownWindows(windowsFor(worked, sight)),
  };
}

/** What no form can put right. */
function blocksOf(
  { id, state, limits, change }: Runbook,
  input: LookInput,
  targets: number,
  now: number,
  { store }: ConditionsOptions,
): readonly string[] {
  const lately = store.runFigures.startedSince(id, now - HOUR_MS);
  return [
    ...(state === 'retired' ? ['it is retired: it is kept for the record and not run any more'] : []),
    ...(targets > limits.maxTargets ? [`runs on ${plural(targets, 'host')}, at most ${limits.maxTargets}`] : []),
    ...(lately >= limits.maxRunsPerHour
      ? [`it was started ${lately} times within the hour, at most ${limits.maxRunsPerHour}`]
      : []),
    ...(change === 'required' && input.change === '' ? ['it wants the reference of a change: CHG…'] : []),
  ];
}

/** Secrets that it needs cannot be had now. */
function secretWords(names: readonly string[], { secrets }: ConditionsOptions): readonly string[] {
  const refusal = names.length === 0 ? null : secrets.refusal();
  return refusal === null
    ? []
    : [`it needs the ${names.length === 1 ? 'secret' : 'secrets'} ${names.join(', ')}. ${refusal}`];
}

function warnsOf({ state, review }: Runbook, mustAccept: boolean, now: number): readonly string[] {
  const words = reviewWords(review, now);
  const stale = words.startsWith('stale') || mustAccept;
  return [
    ...(state === 'draft' ? ['a draft: nobody has said yet that it is right'] : []),
    ...(stale ? [mustAccept ? `${words}: read it and accept it before this run` : words] : []),
  ];
}

/** Another run of it on the same hosts: two people repairing the same thing. */
function underWay({ id }: Runbook, hostIds: readonly HostId[], { store, world }: ConditionsOptions): readonly string[] {
  return store.runFigures.underWay(id).flatMap(({ pen, hostIds: theirs }) => {
    const shared = hostIds.filter((hostId) => theirs.includes(hostId));
    if (shared.length === 0 && (hostIds.length > 0 || theirs.length > 0)) return [];
    const [first] = shared;
    const where = first === undefined ? '' : ` on ${world.hosts.get(first)?.name ?? first}`;
    return [`a run of it${where} is under way by ${pen}`];
  });
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
