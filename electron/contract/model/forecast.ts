// When something will be full: a robust line through its hour figures, with how sure that is.
import type { CheckId, HostId } from './ids.ts';

export interface CapacityForecast {
  readonly checkId: CheckId;
  readonly hostId: HostId;
  /** 'db1', 'system', for where there is no world at hand. */
  readonly host: string;
  readonly check: string;
  readonly metric: string;
  /** What fills up: '/var', 'memory'. */
  readonly what: string;
  readonly unit: string;
  readonly asOf: number;
  /** As it is now, in `unit`. */
  readonly value: number;
  /** Where it is full. */
  readonly limit: number;
  /** Slope, `unit` a day; between these with 95 %. */
  readonly perDay: number;
  readonly perDayLow: number;
  readonly perDayHigh: number;
  /** When the line crosses the limit, epoch ms; null: not within a year, or farther off than what was measured speaks for. */
  readonly fullAt: number | null;
  /** The same with the steepest and the flattest slope of the 95 %. `latestAt` null: not within a year. */
  readonly earliestAt: number | null;
  readonly latestAt: number | null;
  /** How many hours were measured, and over how many days they lie. */
  readonly hours: number;
  readonly spanDays: number;
  /** 'rough': too little was measured, or the slope may as well be none. */
  readonly trust: 'firm' | 'rough';
}
