// What every part of a report is gathered with: the period, which hosts are meant, and where to look.
import type { HostId } from '../../../contract/model/ids.ts';
import type { Report, ReportAsk } from '../../../contract/model/report.ts';
import type { Frame } from '../../core/report-kinds.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { AvailabilityService } from '../availability.ts';
import type { Forecasts } from '../forecasts.ts';
import type { Library } from '../runbooks/library.ts';
import type { EngineSettings } from '../settings.ts';
import type { PlannedShifts } from '../shifts/stored-shifts.ts';
import type { World } from '../world.ts';

export interface ReportOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly availability: AvailabilityService;
  readonly forecasts: Pick<Forecasts, 'asOf'>;
  readonly library: Pick<Library, 'list'>;
  readonly shifts: PlannedShifts;
  /** False in a program that only looks in: where no engine runs, nobody watches since its last sign of life. */
  readonly watching?: boolean;
}

export interface Gathering extends ReportOptions {
  readonly ask: ReportAsk;
  readonly frame: Frame;
  /** When it is made, epoch ms. */
  readonly now: number;
  /** The last entry of the journal then: one, also where others are written while rows are gathered. */
  readonly head: Report['head'];
  /** The hosts that are meant, as they are now; null: all, also those that were removed. */
  readonly hosts: ReadonlySet<HostId> | null;
}

/** Hosts at one of the sites or with one of the tags; null where nothing is named: all of them. */
export function hostsIn(world: Pick<World, 'hosts'>, { sites, tags }: ReportAsk['scope']): ReadonlySet<HostId> | null {
  if (sites.length === 0 && tags.length === 0) return null;
  const meant = [...world.hosts.values()].filter(
    (host) => sites.includes(host.site) || host.tags.some((tag) => tags.includes(tag)),
  );
  return new Set(meant.map(({ id }) => id));
}

/** 'all sites', 'site ams1', 'sites ams1 and fra2 and tag core'. */
export function scopeWords({ sites, tags }: ReportAsk['scope']): string {
  const named = (word: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${names.length === 1 ? word : `${word}s`} ${names.join(', ')}`];
  const all = [...named('site', sites), ...named('tag', tags)];
  return all.length === 0 ? 'all sites' : all.join(' and ');
}

/** Whether something is about one of the hosts that are meant. */
export const isMeant = ({ hosts }: Pick<Gathering, 'hosts'>, ids: Iterable<string>): boolean =>
  hosts === null || [...ids].some((id) => hosts.has(id as HostId));
