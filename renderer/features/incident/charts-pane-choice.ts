// Pure: which checks of an incident get a chart, the telling ones first: what stands behind the others, then what is worst,
// and last what only hangs on something else; and the one axis that all of them share.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { isEnded } from '../../../electron/contract/model/incident-rules.ts';
import type { Story } from '../../../electron/contract/model/story.ts';
import { clockShort } from '../../lib/time.ts';
import { severity } from '../../store/roll-up.ts';
import type { ChartEvent } from '../../ui/charts/chart-frame.tsx';

const MOST_CHECKS = 60;
/** A suspect that weighs less is no reason for a chart. */
const TELLING_WEIGHT = 40;

export interface Inventory {
  readonly checks: ReadonlyMap<CheckId, Check>;
  readonly checksByHost: ReadonlyMap<HostId, readonly Check[]>;
  readonly hosts: ReadonlyMap<HostId, Host>;
}

/** Checks in the order in which their charts tell most; those that are gone from the inventory are left out. */
export function concernedChecks(
  { problems }: Incident,
  story: Story | null,
  { checks, checksByHost, hosts }: Inventory,
): readonly Check[] {
  const found = new Set<Check>();
  const add = (checkId: CheckId | null, hostId: HostId | null): void => {
    const alive = hostId === null ? undefined : checksByHost.get(hostId)?.find((check) => check.alive);
    const check = checkId === null ? alive : checks.get(checkId);
    if (check && found.size < MOST_CHECKS) found.add(check);
  };
  const drawn = (story?.chains ?? []).filter(({ links, behind }) => links.length > 1 || behind > 0);
  for (const { links } of drawn.slice(0, 4)) {
    const end = links.at(-1);
    if (end) add(end.checkId, end.hostId);
  }
  // What people notice is the other end of the first chain.
  const noticed = drawn[0]?.links[0];
  if (noticed) add(noticed.checkId, noticed.hostId);
  // And whatever the cause itself is reached through: the next question.
  for (const { links } of drawn.slice(0, 4)) {
    const end = links.at(-1);
    for (const parent of (end && hosts.get(end.hostId)?.parents) ?? []) add(null, parent.hostId);
  }
  for (const { weight, seq, checkId, hostId } of story?.suspects ?? []) {
    if (weight >= TELLING_WEIGHT && seq === null) add(checkId, hostId);
  }
  const worstFirst = problems.toSorted(
    (a, b) => hidden(a.status) - hidden(b.status) || severity(a.status) - severity(b.status) || a.openedAt - b.openedAt,
  );
  for (const { checkId, hostId } of worstFirst) add(checkId, hostId);
  return [...found];
}

/** Out of reach says nothing of its own. */
const hidden = (status: string): number => (status === 'unreachable' ? 1 : 0);

export interface Axis {
  readonly from: number;
  readonly to: number;
  /** It moves on with the clock. */
  readonly follows: boolean;
}

const MINUTE_MS = 60_000;
const LEAST_LEAD_MS = 15 * MINUTE_MS;
const MOST_LEAD_MS = 6 * 60 * MINUTE_MS;

/** From a lead-in before impact to now, or to a little after it ended. `now`: epoch ms. */
export function axisOf(incident: Incident, now: number): Axis {
  const impact = impactOf(incident);
  const ended = isEnded(incident.status) ? (incident.milestones.at(-1)?.at ?? incident.openedAt) : null;
  const last = Math.max(impact + MINUTE_MS, ended ?? now);
  const lead = Math.min(MOST_LEAD_MS, Math.max(LEAST_LEAD_MS, (last - impact) / 3));
  const tail = ended === null ? 0 : Math.min(10 * MINUTE_MS, Math.max(0, now - ended));
  return { from: impact - lead, to: last + tail, follows: ended === null };
}

export const impactOf = ({ milestones, problems, openedAt }: Incident): number =>
  milestones.find(({ kind }) => kind === 'impact')?.at ??
  problems.reduce((first, problem) => Math.min(first, problem.openedAt), openedAt);

/** Set by a person, not found by a check or the engine. */
export const isByHand = (source: string): boolean => !/^(check |the engine$)/.test(source);

/** Milestones as marks on every chart, and on the check's own chart where it broke. */
export function eventsOf({ milestones, problems }: Incident, checkId: CheckId, isLit: boolean): readonly ChartEvent[] {
  const broke = problems
    .filter((problem) => problem.checkId === checkId)
    .map(
      ({ openedAt, closedAt, status }): ChartEvent => ({
        at: openedAt,
        status,
        lit: isLit && closedAt === null,
        label: `${status} from ${clockShort(openedAt)}`,
      }),
    );
  const marks = milestones
    .filter(({ kind }) => kind !== 'impact' || broke.length === 0)
    .map(
      ({ kind, at, source }): ChartEvent => ({
        at,
        status: kind,
        lit: false,
        mark: isByHand(source) ? 'hand' : 'engine',
        label: `${kind} ${clockShort(at)}, ${source}`,
      }),
    );
  return [...broke, ...marks];
}
