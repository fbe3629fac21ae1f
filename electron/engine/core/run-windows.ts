// Whether a run starts inside the maintenance window it is tied to. Outside it refuses, unless somebody says why.
// (spec: runbooks, "A run": a run may be tied to a change reference and a maintenance window)
import type { Runbook } from '../../contract/model/runbook.ts';
import { wallTime } from './maintenance-words.ts';

/** An occurrence of a window, as far as a start looks at it. */
export interface RunWindow {
  readonly windowId: string;
  readonly name: string;
  readonly change: string;
  readonly zone: string;
  /** When it is, epoch ms; null: it is not now, nor within the day. */
  readonly times: { readonly from: number; readonly to: number } | null;
  readonly active: boolean;
  /** Names of hosts of the run that it does not cover. */
  readonly uncovered: readonly string[];
}

export interface TiedTo {
  /** What the runbook asks for. */
  readonly change: Runbook['change'];
  /** The window it is tied to; null: to none. */
  readonly window: RunWindow | null;
}

/**
 * Why a start now is outside of its window, one sentence; null: it is inside, or tied to none and free to be. A start outside
 * wants a reason (`outsideReason`).
 */
export function outsideWords({ change, window }: TiedTo): string | null {
  if (!window) return change === 'required' ? 'outside: change work, and it is tied to no maintenance window' : null;
  if (!window.active) return `outside of ${called(window)}, which ${whenItIs(window)}`;
  if (window.uncovered.length === 0) return null;
  const [first = '', ...others] = window.uncovered;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `outside of ${called(window)}: it does not cover ${first}${more}`;
}

const called = ({ name, change }: RunWindow): string => `the window "${name}"${change === '' ? '' : ` (${change})`}`;

/** 'begins 2026-11-24 02:00 and ends 04:00 Europe/Berlin'. */
function whenItIs({ times, zone }: RunWindow): string {
  if (!times) return 'is not now, nor within a day';
  const [from, to] = [wallTime(times.from, zone), wallTime(times.to, zone)];
  return `begins ${from} and ends ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} ${zone}`;
}

/** '02:00 to 04:00 Europe/Berlin', with the day where it is not one and the same. */
export function windowTimes({ times, zone }: Pick<RunWindow, 'times' | 'zone'>): string {
  if (!times) return '';
  const [from, to] = [wallTime(times.from, zone), wallTime(times.to, zone)];
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} ${zone}`;
}
