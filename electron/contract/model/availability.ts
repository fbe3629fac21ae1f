// How long something was good, from the state log, to the millisecond (spec: monitoring, "Availability").
import type { CheckId, HostId } from './ids.ts';

/** Every millisecond of the period stands in exactly one column: they add up to `periodMs`. */
export interface Availability {
  /** good / (good + bad) in percent, 0..100; null when neither was measured ("no data", never 100 %). */
  readonly availability: number | null;
  readonly goodMs: number;
  readonly badMs: number;
  /** Its own column unless the report counts it as good or bad. */
  readonly unreachableMs: number;
  readonly maintenanceMs: number;
  readonly pendingMs: number;
  readonly unmonitoredMs: number;
  readonly periodMs: number;
}

export interface CheckAvailability extends Availability {
  readonly checkId: CheckId;
}

export interface HostAvailability extends Availability {
  readonly hostId: HostId;
  /** Present when asked for. */
  readonly checks?: readonly CheckAvailability[];
}

/** A site or a tag: the columns of its hosts added up. */
export interface GroupAvailability extends Availability {
  readonly by: 'site' | 'tag';
  readonly name: string;
  readonly hosts: number;
}

export interface AvailabilityReport {
  readonly from: number;
  readonly to: number;
  readonly hosts: readonly HostAvailability[];
  readonly groups: readonly GroupAvailability[];
  readonly total: Availability;
}
